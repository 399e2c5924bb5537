import type { Context, HonoRequest, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { KeyRoute } from '#shared/admin-api.ts';
import { PROGRAM_ROLE } from '#shared/roles.ts';
import type { Device } from '../access/device.ts';
import { type AccessFailure, groupsOf, openSources } from '../access/open-sources.ts';
import type { Principal } from '../access/principal.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from './app-env.ts';
import { type AuthenticateDeps, authenticate } from './authenticate.ts';
import { authenticateDevice, type DeviceDeps } from './authenticate-device.ts';
import { offeredKey } from './offered-key.ts';
import { RequestFailure } from './problem.ts';

type AdmitDeps = Pick<AppDeps, 'configuration' | 'membership' | 'ownership'>;
type PersonDeps = AuthenticateDeps & AdmitDeps;
export type AccessDeps = PersonDeps & DeviceDeps;

const RETRY_SECONDS = 30;
const ACCOUNT_HINT =
  'A source is for every member of the tenant, and the token does not tell members from guests: add the optional claim "acct" to access tokens of the API registration.';

/** The address of a request that did not pass Cloudflare, which happens only locally. */
const LOOPBACK = '127.0.0.1';

/** Many phones send user and password only after a challenge. */
const CHALLENGE = 'Bearer, Basic realm="Ringcard"';

/**
 * Admits only people, with a valid token and at least one open source: only a person, who is accountable by name, may
 * keep a copy of the directory.
 */
export function requirePerson(deps: PersonDeps): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (context, next) => {
    if (offeredKey(context.req))
      throw new RequestFailure('key_not_allowed', { reason: 'key_route', detail: 'Not for API keys.' });
    const principal = await authenticate(deps, context.req.header('authorization'));
    if (principal.kind !== 'person') throw new RequestFailure('token_rejected', { reason: 'not_a_person' });
    await admit(deps, context, principal);
    await next();
  });
}

/** Admits requests with a valid token or key and at least one open source. All others are refused. */
export function requireAccess(deps: AccessDeps, route: KeyRoute): MiddlewareHandler<AppEnv> {
  const { apiKeyPeppers } = deps.configuration;
  return createMiddleware<AppEnv>(async (context, next) => {
    const offered = offeredKey(context.req);
    if (!offered && context.req.header('authorization') === undefined)
      throw new RequestFailure('signed_out', {
        reason: 'no_token',
        ...(apiKeyPeppers.length > 0 && { challenge: CHALLENGE }),
      });
    const principal = offered
      ? await authenticateDevice(deps, offered, { route, address: addressOf(context.req) })
      : await authenticate(deps, context.req.header('authorization'));
    // A program whose roles are for other routes has no business here.
    if (principal.kind === 'program' && !principal.roles.includes(PROGRAM_ROLE))
      throw new RequestFailure('token_rejected', { reason: 'role' });
    await admit(deps, context, principal);
    await next();
  });
}

async function admit(
  deps: AdmitDeps,
  context: Context<AppEnv>,
  principal: Principal | Device,
): Promise<void> {
  const open = await openSources(principal, deps.configuration.sources, deps.membership);
  if (!open.ok) throw await refusal(deps, principal, open.failure);
  context.set('principal', principal);
  context.set('sources', open.value.sources);
  context.set('groupsRead', open.value.groupsRead);
}

/** From the header that Cloudflare overwrites. No other header is trusted: a client can set it. */
function addressOf(request: HonoRequest): string {
  return request.header('cf-connecting-ip') ?? LOOPBACK;
}

async function refusal(
  deps: AdmitDeps,
  principal: Principal | Device,
  failure: AccessFailure,
): Promise<RequestFailure> {
  const { accessGroup: group, accessContact: contact, sources } = deps.configuration;
  if (failure.code === 'groups_unreadable') {
    const { cause } = failure;
    const retryAfterSeconds = cause.retryAfterSeconds ?? RETRY_SECONDS;
    return new RequestFailure('groups_unreadable', { retryAfterSeconds, reason: cause.code, cause });
  }
  if (failure.code === 'key_not_allowed')
    return new RequestFailure('key_not_allowed', {
      reason: 'key_sources',
      detail: 'None of the sources that the API key was made for exists any more.',
    });
  const isOwner = principal.kind === 'person' && (await deps.ownership(principal, groupsOf(sources)));
  return new RequestFailure(isOwner ? 'owner_not_member' : failure.code, {
    group,
    contact,
    reason: failure.reason,
    ...(failure.reason === 'account_unknown' && !isOwner && { detail: ACCOUNT_HINT }),
  });
}
