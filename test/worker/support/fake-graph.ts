/** Folders and contacts of one mailbox, with Graph's per-folder change feed. Behaves as Graph does where the sync depends on it. */

export interface FakeContact {
  id: string;
  [property: string]: unknown;
}

interface Folder {
  id: string;
  displayName: string;
  parent: string | undefined;
  contacts: Map<string, FakeContact>;
  /** Every change, oldest first; a cursor is a place in it. */
  log: ({ id: string } & Record<string, unknown>)[];
  /** Cursors before this place are forgotten: 410. */
  oldestCursor: number;
}

/** Every selected property, empty. Graph sends all of them for a whole contact. */
const EMPTY = {
  displayName: null,
  givenName: null,
  middleName: null,
  surname: null,
  nickName: null,
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
  pageSize = 2;
  knowsLiteralName = true;

  constructor() {
    this.addFolder('default', 'Contacts');
  }

  addFolder(id: string, displayName: string, parent?: string): void {
    this.folders.set(id, { id, displayName, parent, contacts: new Map(), log: [], oldestCursor: 0 });
  }

  put(folderId: string, ...contacts: FakeContact[]): void {
    const folder = this.#folder(folderId);
    for (const contact of contacts) {
      folder.contacts.set(contact.id, contact);
      folder.log.push(contact);
    }
  }

  /** What the feed says of the contact, whole or not. */
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

  /** `path` is what follows `/v1.0/users/{mailbox}`. */
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
    if (parts[3] === 'delta') return this.#delta(folder, url);
    const contact = folder.contacts.get(parts[3] ?? '');
    return contact ? json(contact) : refusal(404, 'ErrorItemNotFound');
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

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

export function refusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  return json({ error: { code, message: 'invented', innerError: {} } }, status, headers);
}
