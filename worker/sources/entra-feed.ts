import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { type Page, page } from '../graph/schemas.ts';
import { type ItemReader, readDeltaPage } from './delta-page.ts';
import { type Fetched, fetchMany } from './fetch-many.ts';
import type { ReadContact } from './make-contact.ts';
import type { DeltaPage } from './source-reader.ts';

/** A collection of Entra with a change feed, and the properties that we keep of its objects. */
export interface EntraCollection {
  readonly path: '/users' | '/contacts';
  readonly properties: readonly string[];
  /** `$select` for the feed and for single objects. */
  readonly query: Readonly<Record<string, string>>;
  readonly read: (item: unknown) => ReadContact;
}

/** A hint: Entra answers with smaller pages. */
const PAGE_SIZE = 500;

/** The change feed of an Entra collection. Links carry the kind of their round, since the two kinds are read differently. */
export function entraFeed(graph: GraphClient, collection: EntraCollection) {
  return {
    async firstPage(): Promise<DeltaPage> {
      const query = collection.query;
      const answer = await graph.get(`${collection.path}/delta`, page, { query, pageSize: PAGE_SIZE });
      return await readRound(answer, 'full');
    },

    /** Throws `sync_state_lost` for a link that another version of the worker has written. */
    async nextPage(link: string): Promise<DeltaPage> {
      const [, round, address] = /^(full|changes) (.+)$/.exec(link) ?? [];
      if (round === undefined || address === undefined) throw new GraphError('sync_state_lost');
      const answer = await graph.follow(address, page, { pageSize: PAGE_SIZE });
      return await readRound(answer, round === 'full' ? 'full' : 'changes');
    },
  };

  async function readRound(answer: Page, round: 'full' | 'changes'): Promise<DeltaPage> {
    const { next, done, ...read } = await readDeltaPage(answer, entraItems(graph, collection, round));
    if (next !== undefined) return { ...read, next: `${round} ${next}` };
    return { ...read, done: `changes ${done}` };
  }
}

/**
 * In an enumeration a missing property was never set, so an item with a name counts as whole. In a later round a missing
 * property may also be unchanged. https://learn.microsoft.com/graph/delta-query-overview
 */
export function entraItems(
  graph: GraphClient,
  { path, properties, query, read }: EntraCollection,
  round: 'full' | 'changes',
): ItemReader {
  const required = round === 'full' ? ['displayName'] : properties;
  const suffix = new URLSearchParams(query).toString();
  return {
    isPartial: (item) => required.some((name) => !Object.hasOwn(item, name)),
    fetchWhole: (ids): Promise<Fetched> =>
      fetchMany(graph, ids, (id) => `${path}/${encodeURIComponent(id)}${suffix && `?${suffix}`}`),
    read,
  };
}
