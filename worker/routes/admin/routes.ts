import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { requireAdmin } from '../../access/require-admin.ts';
import type { AppDeps, AppEnv } from '../../deps.ts';
import { RequestFailure } from '../../problem.ts';
import { allowOnly } from '../allow-only.ts';
import { accountRoutes } from './accounts.ts';
import { credentialsRoute } from './credentials.ts';
import { numbersRoute } from './numbers.ts';
import { confirmRemovalsRoute, runsRoute, sourcesRoute, syncRoute } from './sources.ts';

const MAX_BODY_BYTES = 16 * 1024;

/** Everything below `/v1/admin`, for administrators only. */
export function adminRoutes(deps: AppDeps): Hono<AppEnv> {
  const admin = new Hono<AppEnv>();
  admin.use('/credentials', allowOnly('GET', 'HEAD'));
  admin.use('/sources', allowOnly('GET', 'HEAD'));
  admin.use('/sources/:id/runs', allowOnly('GET', 'HEAD'));
  admin.use('/sources/:id/sync', allowOnly('POST'));
  admin.use('/sources/:id/confirm-removals', allowOnly('POST'));
  admin.use('/sources/:id/numbers', allowOnly('POST'));
  admin.use('/accounts', allowOnly('GET', 'HEAD', 'POST'));
  admin.use('/accounts/:id', allowOnly('GET', 'HEAD', 'DELETE'));
  admin.use('/accounts/:id/reconnect', allowOnly('POST'));
  admin.use(requireAdmin(deps), bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseBody }));
  admin.get('/sources', sourcesRoute(deps));
  admin.get('/sources/:id/runs', runsRoute(deps));
  admin.post('/sources/:id/sync', syncRoute(deps));
  admin.post('/sources/:id/confirm-removals', confirmRemovalsRoute(deps));
  admin.post('/sources/:id/numbers', numbersRoute(deps));
  admin.get('/credentials', credentialsRoute(deps));
  admin.route('/accounts', accountRoutes(deps));
  return admin;
}

function refuseBody(): never {
  throw new RequestFailure('bad_request', { status: 413, detail: 'The body is too large.' });
}
