import * as z from 'zod/mini';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { type Page, page } from '../graph/schemas.ts';
import { allPages, linkLoop } from './all-pages.ts';
import { readDeltaPage } from './delta-page.ts';
import { type EntraCollection, entraItems } from './entra-feed.ts';
import { readFields } from './graph-fields.ts';
import type { DeltaPage } from './source-reader.ts';

/** Entra's limit. */
const PAGE_SIZE = '999';

/** The state of a round, which a link carries as JSON. */
const cursor = z.object({
  /** Link into the change feed of users, taken before the members were enumerated. */
  delta: z.string(),
  /** The next page of members; absent once they are enumerated. */
  members: z.optional(z.string()),
  /** The members that the source holds: their number, and the XOR of their ids, which does not depend on their order. */
  count: z.int(),
  mark: z.string().check(z.regex(/^[0-9a-f]{1,32}$/)),
});
type Cursor = z.infer<typeof cursor>;

const member = z.object({
  id: z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)),
});

/**
 * Users that are members of a group. No change feed of memberships sees nested groups, so every round lists the members'
 * ids and compares them with the members that the source holds. If they are equal, the round follows the change feed of
 * users and keeps changes of members only. If they differ, it throws `sync_state_lost`, and the group is enumerated anew,
 * at a thousand members a request.
 */
export function groupMembersFeed(graph: GraphClient, group: string, users: EntraCollection) {
  const path = `/groups/${group}/transitiveMembers/microsoft.graph.user`;
  // Entra answers a cast (`/microsoft.graph.user`) only with this.
  const consistency = 'eventual' as const;
  let listed: Awaited<ReturnType<typeof listMembers>> | undefined;

  return {
    path,

    async firstPage(): Promise<DeltaPage> {
      // Take the link into the change feed first: it then reports what changes while the members are read.
      const query = { ...users.query, $deltatoken: 'latest' };
      const delta = (await graph.get(`${users.path}/delta`, page, { query }))['@odata.deltaLink'];
      if (delta === undefined) throw new GraphError('answer_unreadable', { graphCode: 'page_without_link' });
      return await readMembers(await getMembers(users.query), { delta, count: 0, mark: '0' });
    },

    async nextPage(link: string): Promise<DeltaPage> {
      const at = readCursor(link);
      if (at.members !== undefined)
        return await readMembers(await graph.follow(at.members, page, { consistency }), at);
      // Listed once by each reader; a source makes a new reader for each alarm.
      listed ??= await listMembers();
      const { ids, count, mark } = listed;
      if (count !== at.count || mark !== at.mark) throw new GraphError('sync_state_lost');
      const items = entraItems(graph, users, 'changes');
      const { next, done, ...read } = await readDeltaPage(await graph.follow(at.delta, page), {
        ...items,
        // Users that are no members are left out, so they need not be fetched whole.
        isPartial: (item) => isMember(ids, item) && items.isPartial(item),
        read: (item) => (isMember(ids, item) ? users.read(item) : { contact: undefined, isWhole: true }),
      });
      if (next !== undefined) return { ...read, next: writeCursor({ ...at, delta: next }) };
      listed = undefined;
      return { ...read, done: writeCursor({ ...at, delta: done ?? '' }) };
    },
  };

  async function readMembers(answer: Page, before: Cursor): Promise<DeltaPage> {
    const { delta, count, mark } = before;
    const members = answer['@odata.nextLink'];
    if (members !== undefined && members === before.members) throw linkLoop();
    const at = { delta, ...withIds({ count, mark }, idsOf(answer)) };
    // The list of members ends without a link; the next round begins at `delta`.
    const whole = { ...answer, ...(members === undefined && { '@odata.deltaLink': delta }) };
    const { next: _, done: __, ...read } = await readDeltaPage(whole, entraItems(graph, users, 'full'));
    if (members === undefined) return { ...read, done: writeCursor(at) };
    return { ...read, next: writeCursor({ ...at, members }) };
  }

  async function listMembers() {
    const ids = new Set<string>();
    let digest = { count: 0, mark: '0' };
    for await (const answer of allPages(graph, await getMembers({ $select: 'id' }), { consistency })) {
      const pageIds = idsOf(answer);
      for (const id of pageIds) ids.add(id);
      digest = withIds(digest, pageIds);
    }
    return { ids, ...digest };
  }

  async function getMembers(query: Readonly<Record<string, string>>): Promise<Page> {
    return await graph.get(path, page, {
      query: { ...query, $top: PAGE_SIZE, $count: 'true' },
      consistency,
    });
  }
}

function isMember(ids: ReadonlySet<string>, item: unknown): boolean {
  const id = readFields(member, item)?.fields.id;
  return id !== undefined && ids.has(id.toLowerCase());
}

function idsOf(answer: Page): string[] {
  return answer.value.flatMap((item) => member.safeParse(item).data?.id.toLowerCase() ?? []);
}

function withIds({ count, mark }: { count: number; mark: string }, ids: readonly string[]) {
  // Object ids are random: two sets with the same XOR are as unlikely as two equal ids.
  const sum = ids.reduce((all, id) => all ^ BigInt(`0x${id.replaceAll('-', '')}`), BigInt(`0x${mark}`));
  return { count: count + ids.length, mark: sum.toString(16) };
}

function writeCursor(at: Cursor): string {
  return JSON.stringify(at);
}

/** Throws `sync_state_lost` for a link that another version of the worker has written. */
function readCursor(link: string): Cursor {
  try {
    return cursor.parse(JSON.parse(link));
  } catch (cause) {
    throw new GraphError('sync_state_lost', { cause });
  }
}
