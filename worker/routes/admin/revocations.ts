import { Hono } from 'hono';
import { newRevocation, type RevocationAnswer, type RevocationsAnswer } from '#shared/admin-api.ts';
import { idOf } from '../../access/device.ts';
import { REVOCATION_KEPT_MS, type Revocation } from '../../access/revocation.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { RequestFailure } from '../../http/problem.ts';
import { readBody } from '../../http/read-body.ts';
import { iso } from '../source-status.ts';

/** `/v1/admin/revocations`: whose tokens count no more, though they have not expired. */
export function revocationRoutes(deps: AppDeps): Hono<AppEnv> {
  const revocations = new Hono<AppEnv>();

  revocations.get('/', async (context) => {
    const list = await deps.gatehouse().revocations();
    const answer: RevocationsAnswer = { revocations: list.map(toAnswer) };
    return context.json(answer);
  });

  revocations.post('/', async (context) => {
    const { objectId, reason } = await readBody(context.req, newRevocation);
    const revocation = await deps.gatehouse().revoke(objectId, idOf(context.get('caller')), reason);
    deps.log('access_revoked', { requestId: context.get('requestId') });
    return context.json(toAnswer(revocation), 201);
  });

  revocations.delete('/:objectId', async (context) => {
    const objectId = context.req.param('objectId').toLowerCase();
    if (!(await deps.gatehouse().removeRevocation(objectId)))
      throw new RequestFailure('not_found', { detail: 'Nothing is revoked for this object id.' });
    deps.log('revocation_removed', { requestId: context.get('requestId') });
    return context.body(null, 204);
  });

  return revocations;
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
