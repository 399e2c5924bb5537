import { createGraphClient, type GraphClient } from '../../../worker/graph/client.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';
import { GRAPH_URL } from './settings.ts';

/** Folders and contacts of one mailbox with Graph's change feed per folder. Imitates Graph where the sync depends on it. */

export interface FakeContact {
  id: string;
  [property: string]: unknown;
}

interface Folder {
  id: string;
  displayName: string;
  parent: string | undefined;
  contacts: Map<string, FakeContact>;
  /** Every change, oldest first; a cursor is a position in it. */
  log: ({ id: string } & Record<string, unknown>)[];
  /** Cursors before this position are forgotten: 410. */
  oldestCursor: number;
}

/** Every selected property, empty. For a whole contact, Graph sends all of them. */
const EMPTY = {
  displayName: null,
  givenName: null,
  middleName: null,
  surname: null,
  nickName: null,
  initials: null,
  yomiGivenName: null,
  yomiSurname: null,
  yomiCompanyName: null,
  companyName: null,
  department: null,
  jobTitle: null,
  officeLocation: null,
  businessAddress: {},
  emailAddresses: [],
  categories: [],
  businessPhones: [],
  homePhones: [],
  mobilePhone: null,
};

export function person(id: string, displayName: string, ...businessPhones: string[]): FakeContact {
  return { ...EMPTY, id, displayName, businessPhones };
}

type Cursor = { folder: string; log: number; skip: number | null };

export class FakeMailbox {
  readonly folders = new Map<string, Folder>();
  /** MAPI properties by contact, e.g. `String 0x3A21`. */
  readonly extended = new Map<string, Record<string, string>>();
  /** Photos by contact. */
  readonly photos = new Map<string, FakePhoto>();
  pageSize = 2;
  knowsLiteralName = true;

  constructor() {
    this.addFolder('default', 'Contacts');
  }

  addFolder(id: string, displayName: string, parent?: string): void {
    this.folders.set(id, { id, displayName, parent, contacts: new Map(), log: [], oldestCursor: 0 });
  }

  renameFolder(id: string, displayName: string): void {
    this.folders.set(id, { ...this.#folder(id), displayName });
  }

  put(folderId: string, ...contacts: FakeContact[]): void {
    const folder = this.#folder(folderId);
    for (const contact of contacts) {
      folder.contacts.set(contact.id, contact);
      folder.log.push(contact);
    }
  }

  /** Puts a contact into the feed, whole or in part. */
  announce(folderId: string, item: { id: string } & Record<string, unknown>): void {
    this.#folder(folderId).log.push(item);
  }

  remove(folderId: string, id: string): void {
    const folder = this.#folder(folderId);
    folder.contacts.delete(id);
    folder.log.push({ '@odata.type': '#microsoft.graph.contact', id, '@removed': { reason: 'deleted' } });
  }

  forgetCursors(folderId: string): void {
    const folder = this.#folder(folderId);
    folder.oldestCursor = folder.log.length + 1;
  }

  /** `path` is the part after `/v1.0/users/{mailbox}`. */
  answer(path: string, url: URL): Response {
    const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
    if (parts[0] === 'contacts') {
      const first = [...this.#folder('default').contacts.values()][0];
      return json({ value: first ? [{ id: first.id, parentFolderId: 'default' }] : [] });
    }
    if (parts.length === 1) return json({ value: this.#listed(undefined) });
    const id = parts[1] === 'Contacts' && this.knowsLiteralName ? 'default' : (parts[1] ?? '');
    const folder = this.folders.get(id);
    if (!folder) return refusal(404, 'ErrorItemNotFound');
    if (parts.length === 2) return json({ id: folder.id, displayName: folder.displayName });
    if (parts[2] === 'childFolders') return json({ value: this.#listed(id) });
    if (parts.length === 3) return this.#list(folder, url);
    if (parts[3] === '$count') return new Response(String(folder.contacts.size));
    if (parts[3] === 'delta') return this.#delta(folder, url);
    const contact = folder.contacts.get(parts[3] ?? '');
    if (!contact) return refusal(404, 'ErrorItemNotFound');
    if (parts[4] === 'photo') return photoAnswer(this.photos.get(contact.id), parts[5] === '$value');
    return json(this.#view(contact, url));
  }

  /** Extended properties are returned only on request, and only those that exist. */
  #view(contact: FakeContact, url: URL): object {
    const wanted = [...(url.searchParams.get('$expand') ?? '').matchAll(/'(String 0x[0-9A-F]{4})'/g)];
    const known = this.extended.get(contact.id) ?? {};
    const found = wanted.flatMap(([, tag = '']) =>
      known[tag] === undefined ? [] : { id: tag.replace('0x3A', '0x3a'), value: known[tag] },
    );
    const shown = url.searchParams.get('$select') === 'id' ? { id: contact.id } : contact;
    return { ...shown, ...(found.length > 0 && { singleValueExtendedProperties: found }) };
  }

  #list(folder: Folder, url: URL): Response {
    const skip = Number(url.searchParams.get('$skip') ?? 0);
    const items = [...folder.contacts.values()].slice(skip).map((contact) => this.#view(contact, url));
    const next = new URL(url);
    next.searchParams.set('$skip', String(skip + this.pageSize));
    const more = items.length > this.pageSize && { '@odata.nextLink': next.href };
    return json({ value: items.slice(0, this.pageSize), ...more });
  }

  #listed(parent: string | undefined): object[] {
    return [...this.folders.values()]
      .filter((folder) => folder.parent === parent && folder.id !== 'default')
      .map(({ id, displayName }) => ({ id, displayName, parentFolderId: parent ?? 'root' }));
  }

  #delta(folder: Folder, url: URL): Response {
    const token = url.searchParams.get('$deltatoken') ?? url.searchParams.get('$skiptoken');
    const cursor: Cursor =
      token === null ? { folder: folder.id, log: folder.log.length, skip: 0 } : JSON.parse(atob(token));
    if (token !== null && cursor.log < folder.oldestCursor) return refusal(410, 'SyncStateNotFound');
    const isFull = cursor.skip !== null;
    const items = isFull
      ? [...folder.contacts.values()].slice(cursor.skip ?? 0)
      : folder.log.slice(cursor.log);
    const value = items.slice(0, this.pageSize);
    const hasMore = items.length > this.pageSize;
    const here = `${url.origin}${url.pathname.replace('contactFolders', 'contactfolders')}`;
    const at = (next: Cursor) => encodeURIComponent(btoa(JSON.stringify(next)));
    if (hasMore) {
      const next = isFull
        ? { ...cursor, skip: (cursor.skip ?? 0) + this.pageSize }
        : { ...cursor, log: cursor.log + this.pageSize };
      return json({ value, '@odata.nextLink': `${here}?$skiptoken=${at(next)}` });
    }
    const end = { folder: folder.id, log: isFull ? cursor.log : folder.log.length, skip: null };
    return json({ value, '@odata.deltaLink': `${here}?$deltatoken=${at(end)}` });
  }

  #folder(id: string): Folder {
    const folder = this.folders.get(id);
    if (!folder) throw new Error(`not expected: folder ${id}`);
    return folder;
  }
}

export interface FakePhoto {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

export function photoAnswer(photo: FakePhoto | undefined, isValue: boolean): Response {
  if (!photo) return refusal(404, 'ImageNotFound');
  const { bytes, etag } = photo;
  if (isValue) return new Response(bytes, { headers: { 'content-type': 'image/png', etag } });
  return json({ '@odata.mediaEtag': etag, '@odata.mediaContentType': 'image/png', width: 96, height: 96 });
}

/** `$batch`: every part is answered as a request of its own, in reverse order. */
export async function answerBatch(
  request: Request,
  answer: (part: Request) => Response | Promise<Response>,
): Promise<Response> {
  const { requests } = await request.json<{
    requests: { id: string; method: string; url: string; headers?: Record<string, string> }[];
  }>();
  if (requests.length > 20) return refusal(400, 'BadRequest');
  const responses = await Promise.all(
    requests.map(async ({ id, method, url, headers = {} }) => {
      const authorization = request.headers.get('authorization') ?? '';
      const part = await answer(
        new Request(`${GRAPH_URL}/v1.0${url}`, { method, headers: { ...headers, authorization } }),
      );
      const bytes = new Uint8Array(await part.arrayBuffer());
      const isJson = part.headers.get('content-type')?.includes('json');
      const body: unknown = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : base64(bytes);
      return { id, status: part.status, headers: Object.fromEntries(part.headers), body };
    }),
  );
  return json({ responses: responses.reverse() });
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(text);
}

/** A client of a Graph with these answers, and a record of its requests, parts of batches included. */
export function clientOf(answer: (request: Request, url: URL) => Response | Promise<Response>): {
  graph: GraphClient;
  /** Method and decoded path with query of each request or part. */
  asked: string[];
  /** The number of requests, where a batch is one. */
  requests: () => number;
} {
  const asked: string[] = [];
  let requests = 0;
  const one = async (request: Request) => {
    const url = new URL(request.url);
    asked.push(decodeURIComponent(url.pathname + url.search).replace('/v1.0', ''));
    return await answer(request, url);
  };
  const graph = createGraphClient({
    graphUrl: GRAPH_URL,
    tokens: { current: async () => 'graph-token', renew: async () => 'graph-token' },
    gate: new MailboxGate(),
    fetch: async (input, init) => {
      requests++;
      const request = new Request(input, init);
      return request.url.endsWith('/$batch') ? await answerBatch(request, one) : await one(request);
    },
    now: () => Date.UTC(2035, 0, 1),
    sleep: async () => {},
  });
  return { graph, asked, requests: () => requests };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

export function refusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  return json({ error: { code, message: 'invented', innerError: {} } }, status, headers);
}
