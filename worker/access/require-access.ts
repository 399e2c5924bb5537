import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppDeps, AppEnv } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import { openSources } from './open-sources.ts';
import { KeysUnavailable } from './verify-token.ts';

const V1_HINT =
  'The API registration issues tokens of version 1.0: set "requestedAccessTokenVersion" to 2 in its manifest.';

/** Lets a request through with a good token and at least one source to see. Everything else is refused. */
export function requireAccess(deps: AppDeps): MiddlewareHandler<AppEnv> {
  const { accessGroup: group, accessContact: contact, sources } = deps.configuration;
  return createMiddleware<AppEnv>(async (context, next) => {
    const header = context.req.header('authorization') ?? '';
    // Exactly one token after the scheme; `Bearer a, Bearer b` is two headers in one.
    const token = /^bearer +([^\s,]+)$/i.exec(header)?.[1] ?? '';
    const caller = await verify(deps, token);
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

async function verify(deps: AppDeps, token: string) {
  try {
    const verified = await deps.verify(token);
    if (verified.ok) return verified.value;
    const { code, reason } = verified.failure;
    // The hint goes only to whom the tenant's own key has signed for.
    throw new RequestFailure(code, { reason, ...(reason === 'version_1' && { detail: V1_HINT }) });
  } catch (error) {
    if (!(error instanceof KeysUnavailable)) throw error;
    throw new RequestFailure('directory_unavailable', {
      detail: 'The sign-in service cannot be reached.',
      retryAfterSeconds: 30,
      reason: error.code,
      cause: error,
    });
  }
}
