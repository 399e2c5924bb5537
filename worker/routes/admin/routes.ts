import { Hono } from 'hono';
import { requireAdmin } from '../../access/require-admin.ts';
import type { AppDeps, AppEnv } from '../../deps.ts';
import { allowOnly } from '../allow-only.ts';
import { credentialsRoute } from './credentials.ts';
import { confirmRemovalsRoute, runsRoute, sourcesRoute, syncRoute } from './sources.ts';

/** Everything below `/v1/admin`, for administrators only. */
export function adminRoutes(deps: AppDeps): Hono<AppEnv> {
  const admin = new Hono<AppEnv>();
  admin.use('/credentials', allowOnly('GET', 'HEAD'));
  admin.use('/sources', allowOnly('GET', 'HEAD'));
  admin.use('/sources/:id/runs', allowOnly('GET', 'HEAD'));
  admin.use('/sources/:id/sync', allowOnly('POST'));
  admin.use('/sources/:id/confirm-removals', allowOnly('POST'));
  admin.use(requireAdmin(deps));
  admin.get('/sources', sourcesRoute(deps));
  admin.get('/sources/:id/runs', runsRoute(deps));
  admin.post('/sources/:id/sync', syncRoute(deps));
  admin.post('/sources/:id/confirm-removals', confirmRemovalsRoute(deps));
  admin.get('/credentials', credentialsRoute(deps));
  return admin;
}
