import { ageSeconds } from '#shared/answers/answer-source.ts';
import type { AccessStatus } from '#shared/api.ts';
import type { GroupsRead } from '../access/group-membership.ts';
import type { Principal } from '../access/principal.ts';
import type { AppDeps } from '../deps.ts';
import type { Answer } from '../http/mount-operations.ts';
import { iso, statusOfSources } from './source-status.ts';

/** `GET /v1/status`: the principal's access, how old it is, and the status of the sources that it opens. */
export function statusRoute(deps: AppDeps): Answer<'status'> {
  return async ({ context }) => {
    const principal = context.get('principal');
    return {
      ...(principal.kind === 'person' && principal.name !== undefined && { person: principal.name }),
      ...(principal.kind !== 'device' && {
        access: accessOf(principal, context.get('groupsRead'), deps.now()),
      }),
      sources: await statusOfSources(deps, context.get('sources')),
    };
  };
}

function accessOf(principal: Principal, groupsRead: GroupsRead | undefined, nowMs: number): AccessStatus {
  const { objectId, roles, issuedAtMs, expiresAtMs } = principal;
  return {
    objectId,
    roles: [...roles],
    issuedAt: iso(issuedAtMs),
    ageSeconds: ageSeconds(issuedAtMs, nowMs),
    ...(groupsRead && { groups: { from: groupsRead.from, readAt: iso(groupsRead.atMs) } }),
    renewAfter: iso(groupsRead?.renewAfterMs ?? expiresAtMs),
  };
}
