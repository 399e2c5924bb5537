import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ADMIN_ROLE, AUDIT_ROLE } from '#shared/roles.ts';
import type { AppDeps } from '../../deps.ts';
import { allowOnly } from '../../http/allow-only.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { auditedFirst } from '../../http/audited.ts';
import { RequestFailure } from '../../http/problem.ts';
import { requireRole } from '../../http/require-role.ts';
import { accountRoutes } from './accounts.ts';
import { auditRoute } from './audit.ts';
import { budgetsRoute } from './budgets.ts';
import { credentialsRoute } from './credentials.ts';
import { erasureRoutes } from './erasures.ts';
import { exportRoute } from './export.ts';
import { keyRoutes } from './keys.ts';
import { numbersRoute } from './numbers.ts';
import { revocationRoutes } from './revocations.ts';
import { confirmRemovalsRoute, runsRoute, sourcesRoute, syncRoute } from './sources.ts';

const MAX_BODY_BYTES = 16 * 1024;

/** Everything below `/v1/admin`: for administrators, but for the audit trail. */
export function adminRoutes(deps: AppDeps): Hono<AppEnv> {
  const admin = new Hono<AppEnv>();
  admin.use('/credentials', allowOnly('GET', 'HEAD'));
  admin.use('/sources', allowOnly('GET', 'HEAD'));
  admin.use('/sources/:id/runs', allowOnly('GET', 'HEAD'));
  admin.use('/sources/:id/sync', allowOnly('POST'));
  admin.use('/sources/:id/confirm-removals', allowOnly('POST'));
  admin.use('/sources/:id/numbers', allowOnly('POST'));
  admin.use('/export', allowOnly('GET', 'HEAD'));
  admin.use('/erasures', allowOnly('GET', 'HEAD', 'POST'));
  admin.use('/erasures/:id', allowOnly('DELETE'));
  admin.use('/accounts', allowOnly('GET', 'HEAD', 'POST'));
  admin.use('/accounts/:id', allowOnly('GET', 'HEAD', 'DELETE'));
  admin.use('/accounts/:id/reconnect', allowOnly('POST'));
  admin.use('/budgets', allowOnly('GET', 'HEAD'));
  admin.use('/keys', allowOnly('GET', 'HEAD', 'POST'));
  admin.use('/keys/:id', allowOnly('GET', 'HEAD', 'DELETE'));
  admin.use('/keys/:id/rotate', allowOnly('POST'));
  admin.use('/revocations', allowOnly('GET', 'HEAD', 'POST'));
  admin.use('/revocations/:objectId', allowOnly('DELETE'));
  admin.use('/audit', allowOnly('GET', 'HEAD'), requireRole(deps, AUDIT_ROLE), auditedFirst(deps));
  admin.get('/audit', auditRoute(deps));
  // Whoever administers may not see who asked for whom: below here everything needs the other role.
  admin.use(requireRole(deps, ADMIN_ROLE), bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseBody }));
  admin.get('/sources', sourcesRoute(deps));
  admin.get('/sources/:id/runs', runsRoute(deps));
  admin.post('/sources/:id/sync', syncRoute(deps));
  admin.post('/sources/:id/confirm-removals', confirmRemovalsRoute(deps));
  admin.post('/sources/:id/numbers', numbersRoute(deps));
  admin.get('/credentials', credentialsRoute(deps));
  admin.get('/export', auditedFirst(deps), exportRoute(deps));
  admin.route('/erasures', erasureRoutes(deps));
  admin.route('/accounts', accountRoutes(deps));
  admin.get('/budgets', budgetsRoute(deps));
  admin.route('/keys', keyRoutes(deps));
  admin.route('/revocations', revocationRoutes(deps));
  return admin;
}

function refuseBody(): never {
  throw new RequestFailure('bad_request', { status: 413, detail: 'The body is too large.' });
}
