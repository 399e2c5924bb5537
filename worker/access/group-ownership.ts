import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { ownedGroupsAnswer } from '../graph/schemas.ts';
import type { Log } from '../log.ts';
import type { Person } from './principal.ts';

const KEEP_MS = 5 * 60_000;
const MAX_KEPT = 5_000;
/** Graph's limit for one page. A person who owns more groups may get the ordinary refusal. */
const MAX_OWNED = '999';
/** Refused people must not use up the Graph quota that look-ups with overage need. */
const MAX_QUESTIONS = 30;
const BUDGET_MS = 60_000;

/**
 * Whether a refused person owns one of the configured groups: an owner often expects to be a member. The answer does not
 * tell which group it is, or what it opens. Best effort: false when Graph does not answer or was asked too often.
 */
export type GroupOwnership = (person: Person, configured: readonly string[]) => Promise<boolean>;

export function createGroupOwnership(options: {
  graph: GraphClient;
  now: () => number;
  log: Log;
}): GroupOwnership {
  const kept = new Map<string, { isOwner: boolean; untilMs: number }>();
  let budget = { left: MAX_QUESTIONS, untilMs: 0 };

  function isAffordable(): boolean {
    if (options.now() >= budget.untilMs) budget = { left: MAX_QUESTIONS, untilMs: options.now() + BUDGET_MS };
    return budget.left-- > 0;
  }

  return async ({ tenantId, objectId }, configured) => {
    const key = `${tenantId}|${objectId}`;
    const known = kept.get(key);
    if (known && options.now() < known.untilMs) return known.isOwner;
    if (configured.length === 0 || !isAffordable()) return false;
    const isOwner = await askGraph(options.graph, objectId, configured, options.log);
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(key, { isOwner, untilMs: options.now() + KEEP_MS });
    return isOwner;
  };
}

async function askGraph(
  graph: GraphClient,
  objectId: string,
  configured: readonly string[],
  log: Log,
): Promise<boolean> {
  try {
    const path = `/users/${objectId}/ownedObjects/microsoft.graph.group`;
    const query = { $select: 'id', $top: MAX_OWNED };
    const owned = await graph.get(path, ownedGroupsAnswer, { query });
    return owned.value.some(({ id }) => configured.includes(id.toLowerCase()));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    log('ownership_unreadable', { code: error.code });
    return false;
  }
}
