import { Hono } from 'hono';
import { requireAdmin } from '../../access/require-admin.ts';
import type { AppDeps, AppEnv } from '../../deps.ts';
import { allowOnly } from '../allow-only.ts';
import { credentialsRoute } from './credentials.ts';

/** Everything below `/v1/admin`, for administrators only. */
export function adminRoutes(deps: AppDeps): Hono<AppEnv> {
  const admin = new Hono<AppEnv>();
  admin.use('/credentials', allowOnly('GET', 'HEAD'));
  admin.use(requireAdmin(deps));
  admin.get('/credentials', credentialsRoute(deps));
  return admin;
}
