import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppDeps, AppEnv } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import { authenticate } from './authenticate.ts';
import { ADMIN_ROLE } from './verify-token.ts';

/** Lets people and programs with the role Directory.Admin through. Groups do not matter, and no source is opened. */
export function requireAdmin(deps: AppDeps): MiddlewareHandler<AppEnv> {
  const { accessContact: contact } = deps.configuration;
  return createMiddleware<AppEnv>(async (context, next) => {
    const caller = await authenticate(deps, context.req.header('authorization'));
    if (!caller.roles.includes(ADMIN_ROLE)) throw new RequestFailure('admin_only', { contact });
    context.set('caller', caller);
    await next();
  });
}
