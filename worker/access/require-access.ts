import type { HonoRequest, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { KeyRoute } from '#shared/api.ts';
import type { AppDeps, AppEnv } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import { authenticate } from './authenticate.ts';
import { authenticateDevice } from './authenticate-device.ts';
import { offeredKey } from './offered-key.ts';
import { openSources } from './open-sources.ts';
import { PROGRAM_ROLE } from './verify-token.ts';

/** What a request comes from that did not pass Cloudflare, which happens locally alone. */
const LOOPBACK = '127.0.0.1';

/** Many phones send user and password only when they are asked for them. */
const CHALLENGE = 'Bearer, Basic realm="Ringcard"';

/** Lets a request through with a good token or key and at least one source to see. Everything else is refused. */
export function requireAccess(deps: AppDeps, route: KeyRoute): MiddlewareHandler<AppEnv> {
  const { accessGroup: group, accessContact: contact, sources, apiKeyPeppers } = deps.configuration;
  return createMiddleware<AppEnv>(async (context, next) => {
    const offered = offeredKey(context.req);
    if (!offered && context.req.header('authorization') === undefined)
      throw new RequestFailure('signed_out', {
        reason: 'no_token',
        ...(apiKeyPeppers.length > 0 && { challenge: CHALLENGE }),
      });
    const caller = offered
      ? await authenticateDevice(deps, offered, { route, address: addressOf(context.req) })
      : await authenticate(deps, context.req.header('authorization'));
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
      if (open.failure.code === 'key_not_allowed')
        throw new RequestFailure('key_not_allowed', {
          reason: 'key_sources',
          detail: 'None of the sources that the API key was made for exists any more.',
        });
      throw new RequestFailure('not_in_allowed_group', { group, contact, reason: open.failure.reason });
    }
    context.set('caller', caller);
    context.set('sources', open.value);
    await next();
  });
}

/** By Cloudflare's word, which it puts over whatever the client sent. No other header is believed: a client can set it. */
function addressOf(request: HonoRequest): string {
  return request.header('cf-connecting-ip') ?? LOOPBACK;
}
