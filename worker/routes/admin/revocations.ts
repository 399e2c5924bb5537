import type { RevocationAnswer } from '#shared/admin-api.ts';
import { idOf } from '../../access/device.ts';
import { REVOCATION_KEPT_MS, type Revocation } from '../../access/revocation.ts';
import type { AppDeps } from '../../deps.ts';
import type { Handlers } from '../../http/mount-operations.ts';
import { RequestFailure } from '../../http/problem.ts';
import { iso } from '../source-status.ts';

/** `/v1/admin/revocations`: makes unexpired tokens of a person or program invalid. */
export function revocationRoutes(
  deps: AppDeps,
): Pick<Handlers, 'listRevocations' | 'revoke' | 'removeRevocation'> {
  return {
    listRevocations: async () => ({ revocations: (await deps.gatehouse().revocations()).map(toAnswer) }),

    revoke: async ({ body: { objectId, reason }, context }) => {
      const revocation = await deps.gatehouse().revoke(objectId, idOf(context.get('principal')), reason);
      deps.log('access_revoked', { requestId: context.get('requestId') });
      return toAnswer(revocation);
    },

    removeRevocation: async ({ path, context }) => {
      if (!(await deps.gatehouse().removeRevocation(path.objectId.toLowerCase())))
        throw new RequestFailure('not_found', { detail: 'Nothing is revoked for this object id.' });
      deps.log('revocation_removed', { requestId: context.get('requestId') });
      return undefined;
    },
  };
}

function toAnswer({ objectId, revokedAtMs, revokedBy, reason }: Revocation): RevocationAnswer {
  return {
    objectId,
    revokedAt: iso(revokedAtMs),
    revokedBy,
    ...(reason !== undefined && { reason }),
    keptUntil: iso(revokedAtMs + REVOCATION_KEPT_MS),
  };
}
