/** Applies a fault to a page that Graph really answers. */
import { randomOf, shuffled } from '../company/random.ts';
import type { PageChange } from '../control/fault.ts';
import type { GraphRequest, GraphResponse } from './message.ts';

type Page = Record<string, unknown>;
type Answer = (request: GraphRequest) => Promise<GraphResponse>;

const NEXT = '@odata.nextLink';
const DELTA = '@odata.deltaLink';
/** Looks like an item's id, and belongs to no item here. */
const UNKNOWN_ID = 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AAAAAAAAAAAAAAAAAAAAA=';
const LARGEST_ROUND_PAGE = 1000;

export class PageChanges {
  readonly #earlier: Page[] = [];
  #pages = 0;

  /** `answer` gives the real page. An answer that is no page stays as it is. */
  async apply(change: PageChange, request: GraphRequest, answer: Answer): Promise<GraphResponse> {
    this.#pages++;
    // Graph repeats a contact within one round, not one of an earlier round that may be gone.
    if (!request.query.has('$skiptoken')) this.#earlier.length = 0;
    if (change.emptyRound) return await emptyRound(request, answer);
    const response = await answer(this.#sized(change, request));
    const page = readPage(response);
    if (!page) return response;
    const self = selfUrl(request);
    if (change.insertEmpty) {
      const { [DELTA]: _end, ...rest } = page;
      // Another address each time: Graph's links never repeat.
      const next = `${self}${self.includes('?') ? '&' : '?'}page=${this.#pages}`;
      return { ...response, body: { ...rest, [NEXT]: next, value: [] } };
    }
    const items = this.#changeItems(change, itemsOf(page));
    return { ...response, body: { ...changeLinks(change, page, self), value: items } };
  }

  #sized(change: PageChange, request: GraphRequest): GraphRequest {
    const size =
      change.sizeSeed === undefined
        ? change.size
        : 1 + Math.floor(randomOf('page size', change.sizeSeed, this.#pages)() * (change.size ?? 20));
    if (size === undefined) return request;
    const prefer = (request.headers.prefer ?? '').replace(/,?\s*odata\.maxpagesize\s*=\s*"?\d+"?/i, '');
    const headers = {
      ...request.headers,
      prefer: [prefer, `odata.maxpagesize=${size}`].filter(Boolean).join(', '),
    };
    return { ...request, headers };
  }

  #changeItems(change: PageChange, items: Page[]): Page[] {
    const repeated = change.repeatEarlier ? [...this.#earlier] : [];
    if (change.repeatEarlier) this.#earlier.push(...items);
    const shown = [...items, ...repeated].map((item) => (change.only ? keepOnly(item, change.only) : item));
    const ordered =
      change.shuffleSeed === undefined
        ? shown
        : shuffled(shown, randomOf('page order', change.shuffleSeed, this.#pages));
    const removed = (ids: string[] = []) => ids.map((id) => removal(id, items));
    return [...removed(change.removedBefore), ...ordered, ...removed(change.removedAfter)];
  }
}

/** The request's own address. */
export function selfUrl({ base, path, query }: GraphRequest): string {
  const text = query.toString();
  return `${base}${path}${text === '' ? '' : `?${text}`}`;
}

/** Follows the real round to its end, and answers the last page without items. */
async function emptyRound(request: GraphRequest, answer: Answer): Promise<GraphResponse> {
  const headers = { ...request.headers, prefer: `odata.maxpagesize=${LARGEST_ROUND_PAGE}` };
  if (/immutableid/i.test(request.headers.prefer ?? '')) headers.prefer += ', IdType="ImmutableId"';
  for (let query = request.query; ; ) {
    const response = await answer({ ...request, headers, query });
    const page = readPage(response);
    if (!page) return response;
    const next = page[NEXT];
    if (typeof next !== 'string') return { ...response, body: { ...page, value: [] } };
    query = new URL(next).searchParams;
  }
}

function readPage({ status, body }: GraphResponse): Page | undefined {
  const isPage = status === 200 && typeof body === 'object' && body !== null && 'value' in body;
  return isPage && Array.isArray(body.value) ? { ...body } : undefined;
}

function itemsOf(page: Page): Page[] {
  const { value } = page;
  return Array.isArray(value) ? value.map((item) => ({ ...item })) : [];
}

function changeLinks(change: PageChange, page: Page, self: string): Page {
  const changed = { ...page };
  const real: Record<string, unknown> = { self, next: page[NEXT], delta: page[DELTA] };
  for (const [name, wanted] of [
    [NEXT, change.nextLink],
    [DELTA, change.deltaLink],
  ] as const) {
    if (wanted === undefined) continue;
    delete changed[name];
    if (wanted !== null)
      changed[name] = wanted.replace(/\{(self|next|delta)\}/g, (_whole, key: string) =>
        String(real[key] ?? self),
      );
  }
  return changed;
}

function keepOnly(item: Page, names: string[]): Page {
  if ('@removed' in item) return item;
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => name === 'id' || name.startsWith('@') || names.includes(name)),
  );
}

function removal(id: string, items: Page[]): Page {
  const known = id === '{first}' ? String(items[0]?.id ?? UNKNOWN_ID) : id;
  return { id: known === '{unknown}' ? UNKNOWN_ID : known, '@removed': { reason: 'deleted' } };
}
