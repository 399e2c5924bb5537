import * as z from 'zod/mini';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { type Page, page } from '../graph/schemas.ts';
import { allPages, linkLoop } from './all-pages.ts';
import { readDeltaPage } from './delta-page.ts';
import { type EntraCollection, entraItems } from './entra-feed.ts';
import { readFields } from './graph-fields.ts';
import type { DeltaPage } from './source-reader.ts';

/** Most that the directory gives. */
const PAGE_SIZE = '999';

/** Where a round stands. */
const cursor = z.object({
  /** The change feed of users, from before the members were enumerated. */
  delta: z.string(),
  /** The next page of members; absent once they are enumerated. */
  members: z.optional(z.string()),
  /** Whom the source holds: how many, and their ids in one, so that their order does not matter. */
  count: z.int(),
  mark: z.string().check(z.regex(/^[0-9a-f]{1,32}$/)),
});
type Cursor = z.infer<typeof cursor>;

const member = z.object({
  id: z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)),
});

/**
 * Users that are members of a group. Membership has no change feed that sees nested groups, so every round lists the
 * members' ids, and compares them with whom the source holds: alike, and the users' change feed is followed, for members
 * only; else the round ends as a lost cursor does, and the group is enumerated anew, at a thousand members a request.
 */
export function groupMembersFeed(graph: GraphClient, group: string, users: EntraCollection) {
  const path = `/groups/${group}/transitiveMembers/microsoft.graph.user`;
  // A cast in the directory is answered only so.
  const consistency = 'eventual' as const;
  let listed: Awaited<ReturnType<typeof listMembers>> | undefined;

  return {
    path,

    async firstPage(): Promise<DeltaPage> {
      // The place in the change feed first: what changes while the members are read is then reported afterwards.
      const query = { ...users.query, $deltatoken: 'latest' };
      const delta = (await graph.get(`${users.path}/delta`, page, { query }))['@odata.deltaLink'];
      if (delta === undefined) throw new GraphError('answer_unreadable', { graphCode: 'page_without_link' });
      return await readMembers(await getMembers(users.query), { delta, count: 0, mark: '0' });
    },

    async nextPage(link: string): Promise<DeltaPage> {
      const at = readCursor(link);
      if (at.members !== undefined)
        return await readMembers(await graph.follow(at.members, page, { consistency }), at);
      // Once a round: the source makes its reader anew for each alarm.
      listed ??= await listMembers();
      const { ids, count, mark } = listed;
      if (count !== at.count || mark !== at.mark) throw new GraphError('sync_state_lost');
      const items = entraItems(graph, users, 'changes');
      const { next, done, ...read } = await readDeltaPage(await graph.follow(at.delta, page), {
        ...items,
        // Others need not be fetched whole to be left out.
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
    // The list of members ends without a link of its own; the change feed goes on from `delta`.
    const whole = { ...answer, ...(members === undefined && { '@odata.deltaLink': delta }) };
    const { next: _, done: __, ...read } = await readDeltaPage(whole, entraItems(graph, users, 'full'));
    if (members === undefined) return { ...read, done: writeCursor(at) };
    return { ...read, next: writeCursor({ ...at, members }) };
  }

  async function listMembers() {
    const ids = new Set<string>();
    let place = { count: 0, mark: '0' };
    for await (const answer of allPages(graph, await getMembers({ $select: 'id' }), { consistency })) {
      const here = idsOf(answer);
      for (const id of here) ids.add(id);
      place = withIds(place, here);
    }
    return { ids, ...place };
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
  // Object ids are random: that two sets of them come to the same is as likely as that two ids do.
  const sum = ids.reduce((all, id) => all ^ BigInt(`0x${id.replaceAll('-', '')}`), BigInt(`0x${mark}`));
  return { count: count + ids.length, mark: sum.toString(16) };
}

function writeCursor(at: Cursor): string {
  return JSON.stringify(at);
}

/** Throws `sync_state_lost` for a link that another version has written. */
function readCursor(link: string): Cursor {
  try {
    return cursor.parse(JSON.parse(link));
  } catch (cause) {
    throw new GraphError('sync_state_lost', { cause });
  }
}
