import * as z from 'zod/mini';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { page } from '../graph/schemas.ts';
import type { WatchTarget } from './watch-target.ts';

/** Graph allows 10,080 minutes for contacts and more for users; the margin allows for differing clocks. */
const LIFE_MS = 10_070 * 60_000;
/** A page has a hundred subscriptions, and an app at most 1,000 in a tenant. */
const MAX_PAGES = 20;

const subscription = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(128)),
  expirationDateTime: z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
});

const listed = z.object({ id: z.string().check(z.minLength(1)), notificationUrl: z.string() });

/** A subscription as Graph granted it, perhaps for another time than requested. */
export interface Granted {
  readonly id: string;
  readonly expiresAtMs: number;
}

/** Creates the subscription. If Graph reports a duplicate, left when an earlier answer was lost, deletes that and retries. */
export async function createSubscription(
  graph: GraphClient,
  target: WatchTarget,
  options: { clientState: string; nowMs: number },
): Promise<Granted> {
  const { isDelegated: _, ...asked } = target;
  const body = { ...asked, clientState: options.clientState, expirationDateTime: expiry(options.nowMs) };
  try {
    return granted(await graph.post('/subscriptions', body, subscription));
  } catch (error) {
    if (!(error instanceof GraphError) || error.status !== 409) throw error;
    for (const id of await idsOfSame(graph, target)) await deleteSubscription(graph, id);
    return granted(await graph.post('/subscriptions', body, subscription));
  }
}

/** Undefined when Graph no longer knows the subscription. */
export async function renewSubscription(
  graph: GraphClient,
  id: string,
  nowMs: number,
): Promise<Granted | undefined> {
  try {
    return granted(await graph.patch(pathOf(id), { expirationDateTime: expiry(nowMs) }, subscription));
  } catch (error) {
    if (error instanceof GraphError && error.status === 404) return undefined;
    throw error;
  }
}

export async function deleteSubscription(graph: GraphClient, id: string): Promise<void> {
  try {
    await graph.delete(pathOf(id));
  } catch (error) {
    if (!(error instanceof GraphError) || error.status !== 404) throw error;
  }
}

async function idsOfSame(graph: GraphClient, { notificationUrl }: WatchTarget): Promise<string[]> {
  const ids: string[] = [];
  let current = await graph.get('/subscriptions', page);
  for (let pages = 1; ; pages++) {
    for (const item of current.value) {
      const parsed = listed.safeParse(item);
      // The address names the source, so no other source's subscription has it.
      if (parsed.success && parsed.data.notificationUrl === notificationUrl) ids.push(parsed.data.id);
    }
    const next = current['@odata.nextLink'];
    if (next === undefined || pages === MAX_PAGES) return ids;
    current = await graph.follow(next, page);
  }
}

function pathOf(id: string): string {
  return `/subscriptions/${encodeURIComponent(id)}`;
}

function expiry(nowMs: number): string {
  return new Date(nowMs + LIFE_MS).toISOString();
}

function granted({ id, expirationDateTime }: z.infer<typeof subscription>): Granted {
  return { id, expiresAtMs: Date.parse(expirationDateTime) };
}
