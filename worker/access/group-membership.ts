import { err, ok, type Result } from '#shared/result.ts';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { checkMemberGroupsAnswer } from '../graph/schemas.ts';
import type { Caller } from './caller.ts';

/** Graph's limit for one call. */
const MAX_GROUPS_PER_CALL = 20;
const KEEP_MS = 5 * 60_000;
const MAX_KEPT = 5_000;

/** Which of the configured groups a person is in. `groups_unreadable` when Graph had to be asked and did not answer. */
export type GroupMembership = (
  person: Extract<Caller, { kind: 'person' }>,
  configured: readonly string[],
) => Promise<Result<ReadonlySet<string>, { readonly code: 'groups_unreadable'; readonly cause: GraphError }>>;

/** Groups from the token; from Graph, kept up to five minutes, when the token could not hold them. */
export function createGroupMembership(options: { graph: GraphClient; now: () => number }): GroupMembership {
  const kept = new Map<string, { groups: ReadonlySet<string>; untilMs: number }>();

  return async (person, configured) => {
    if (person.groups !== 'overage') return ok(new Set(person.groups));
    const key = `${person.tenantId}|${person.objectId}|${configured.join()}`;
    const known = kept.get(key);
    if (known && options.now() < known.untilMs) return ok(known.groups);
    try {
      const groups = await askGraph(options.graph, person.objectId, configured);
      if (kept.size >= MAX_KEPT) kept.clear();
      kept.set(key, { groups, untilMs: options.now() + KEEP_MS });
      return ok(groups);
    } catch (error) {
      if (error instanceof GraphError) return err({ code: 'groups_unreadable', cause: error });
      throw error;
    }
  };
}

async function askGraph(
  graph: GraphClient,
  objectId: string,
  configured: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (let i = 0; i < configured.length; i += MAX_GROUPS_PER_CALL) {
    const groupIds = configured.slice(i, i + MAX_GROUPS_PER_CALL);
    const answer = await graph.post(
      `/users/${objectId}/checkMemberGroups`,
      { groupIds },
      checkMemberGroupsAnswer,
    );
    for (const id of answer.value) found.add(id.toLowerCase());
  }
  return found;
}
