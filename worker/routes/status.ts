import { ageSeconds } from '#shared/answers/answer-source.ts';
import type { AccessStatus } from '#shared/api.ts';
import type { Caller } from '../access/caller.ts';
import type { GroupsRead } from '../access/group-membership.ts';
import type { AppDeps } from '../deps.ts';
import type { Answer } from '../http/mount-operations.ts';
import { iso, statusOfSources } from './source-status.ts';

/** `GET /v1/status`: what the caller may see, since when, and where those sources stand. */
export function statusRoute(deps: AppDeps): Answer<'status'> {
  return async ({ context }) => {
    const caller = context.get('caller');
    return {
      ...(caller.kind === 'person' && caller.name !== undefined && { person: caller.name }),
      ...(caller.kind !== 'device' && { access: accessOf(caller, context.get('groupsRead'), deps.now()) }),
      sources: await statusOfSources(deps, context.get('sources')),
    };
  };
}

function accessOf(caller: Caller, groupsRead: GroupsRead | undefined, nowMs: number): AccessStatus {
  const { objectId, roles, issuedAtMs, expiresAtMs } = caller;
  return {
    objectId,
    roles: [...roles],
    issuedAt: iso(issuedAtMs),
    ageSeconds: ageSeconds(issuedAtMs, nowMs),
    ...(groupsRead && { groups: { from: groupsRead.from, readAt: iso(groupsRead.atMs) } }),
    renewAfter: iso(groupsRead?.renewAfterMs ?? expiresAtMs),
  };
}
