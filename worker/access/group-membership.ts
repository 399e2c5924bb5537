import { err, ok, type Result } from '#shared/result.ts';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { checkMemberGroupsAnswer } from '../graph/schemas.ts';
import type { Person } from './principal.ts';

/** Graph's limit for one request. */
const MAX_GROUPS_PER_REQUEST = 20;
const KEEP_MS = 5 * 60_000;
const MAX_KEPT = 5_000;

/** Where a person's groups were read, and when: the token was issued, or Graph was asked, at `atMs`. */
export interface GroupsRead {
  readonly from: 'token' | 'graph';
  readonly atMs: number;
  /** The latest time at which they are read again. */
  readonly renewAfterMs: number;
}

interface Membership {
  readonly groups: ReadonlySet<string>;
  readonly read: GroupsRead;
}

/** The groups of a person, at least the configured ones. `groups_unreadable` when Graph was needed and did not answer. */
export type GroupMembership = (
  person: Person,
  configured: readonly string[],
) => Promise<Result<Membership, { readonly code: 'groups_unreadable'; readonly cause: GraphError }>>;

/** Reads groups from the token or, if the token could not hold them, from Graph, whose answer is kept for five minutes. */
export function createGroupMembership(options: { graph: GraphClient; now: () => number }): GroupMembership {
  const kept = new Map<string, Membership & { issuedAtMs: number }>();

  return async (person, configured) => {
    const { groups: claim, issuedAtMs, expiresAtMs } = person;
    if (claim !== 'overage') {
      const read = { from: 'token', atMs: issuedAtMs, renewAfterMs: expiresAtMs } as const;
      return ok({ groups: new Set(claim), read });
    }
    const key = `${person.tenantId}|${person.objectId}|${configured.join()}`;
    const known = kept.get(key);
    const atMs = options.now();
    // A newer token makes Graph be asked again: the person renewed it to see a change, or had to after a revocation.
    if (known && atMs < known.read.renewAfterMs && issuedAtMs <= known.issuedAtMs) return ok(known);
    try {
      const groups = await askGraph(options.graph, person.objectId, configured);
      if (kept.size >= MAX_KEPT) kept.clear();
      const membership = {
        groups,
        read: { from: 'graph', atMs, renewAfterMs: atMs + KEEP_MS },
        issuedAtMs,
      } as const;
      kept.set(key, membership);
      return ok(membership);
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
  for (let i = 0; i < configured.length; i += MAX_GROUPS_PER_REQUEST) {
    const groupIds = configured.slice(i, i + MAX_GROUPS_PER_REQUEST);
    const answer = await graph.post(
      `/users/${objectId}/checkMemberGroups`,
      { groupIds },
      checkMemberGroupsAnswer,
    );
    for (const id of answer.value) found.add(id.toLowerCase());
  }
  return found;
}
