import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppDeps, AppEnv } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import { authenticate } from './authenticate.ts';
import { openSources } from './open-sources.ts';
import { PROGRAM_ROLE } from './verify-token.ts';

/** Lets a request through with a good token and at least one source to see. Everything else is refused. */
export function requireAccess(deps: AppDeps): MiddlewareHandler<AppEnv> {
  const { accessGroup: group, accessContact: contact, sources } = deps.configuration;
  return createMiddleware<AppEnv>(async (context, next) => {
    const caller = await authenticate(deps, context.req.header('authorization'));
    // A program that only administers reads nothing.
    if (caller.kind === 'program' && !caller.roles.includes(PROGRAM_ROLE))
      throw new RequestFailure('token_rejected', { reason: 'role' });
    const open = await openSources(caller, sources, deps.membership);
    if (!open.ok) {
      if (open.failure.code === 'groups_unreadable') {
        const { cause } = open.failure;
        throw new RequestFailure('groups_unreadable', {
          retryAfterSeconds: cause.retryAfterSeconds ?? 30,
          reason: cause.code,
          cause,
        });
      }
      throw new RequestFailure('not_in_allowed_group', { group, contact, reason: open.failure.reason });
    }
    context.set('caller', caller);
    context.set('sources', open.value);
    await next();
  });
}
