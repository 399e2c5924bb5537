import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ADMIN_ROLE, AUDIT_ROLE } from '#shared/roles.ts';
import type { AppEnv } from './app-env.ts';
import { type AuthenticateDeps, authenticate } from './authenticate.ts';
import { RequestFailure } from './problem.ts';

export type RoleDeps = AuthenticateDeps;

/** Admits people and programs that have exactly this role. Groups do not matter, and no source is opened. */
export function requireRole(
  deps: RoleDeps,
  role: typeof ADMIN_ROLE | typeof AUDIT_ROLE,
): MiddlewareHandler<AppEnv> {
  const { accessContact: contact } = deps.configuration;
  const detail = `The account is signed in, but has no role ${role} of the API registration.`;
  return createMiddleware<AppEnv>(async (context, next) => {
    const principal = await authenticate(deps, context.req.header('authorization'));
    if (!principal.roles.includes(role)) throw new RequestFailure('admin_only', { contact, detail });
    context.set('principal', principal);
    await next();
  });
}
