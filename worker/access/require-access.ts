import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppDeps, AppEnv } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import { authenticate } from './authenticate.ts';
import type { Caller } from './caller.ts';
import { type AccessFailure, groupsOf, openSources } from './open-sources.ts';
import { PROGRAM_ROLE } from './roles.ts';

const RETRY_SECONDS = 30;
const ACCOUNT_HINT =
  'A source is for every member of the tenant, and the token does not tell members from guests: add the optional claim "acct" to access tokens of the API registration.';

/** Lets a request through with a good token and at least one source to see. Everything else is refused. */
export function requireAccess(deps: AppDeps): MiddlewareHandler<AppEnv> {
  const { sources } = deps.configuration;
  return createMiddleware<AppEnv>(async (context, next) => {
    const caller = await authenticate(deps, context.req.header('authorization'));
    // A program with another role has other work to do.
    if (caller.kind === 'program' && !caller.roles.includes(PROGRAM_ROLE))
      throw new RequestFailure('token_rejected', { reason: 'role' });
    const open = await openSources(caller, sources, deps.membership);
    if (!open.ok) throw await refusal(deps, caller, open.failure);
    context.set('caller', caller);
    context.set('sources', open.value.sources);
    context.set('groupsRead', open.value.groupsRead);
    await next();
  });
}

async function refusal(deps: AppDeps, caller: Caller, failure: AccessFailure): Promise<RequestFailure> {
  const { accessGroup: group, accessContact: contact, sources } = deps.configuration;
  if (failure.code === 'groups_unreadable') {
    const { cause } = failure;
    const retryAfterSeconds = cause.retryAfterSeconds ?? RETRY_SECONDS;
    return new RequestFailure('groups_unreadable', { retryAfterSeconds, reason: cause.code, cause });
  }
  const isOwner = caller.kind === 'person' && (await deps.ownership(caller, groupsOf(sources)));
  return new RequestFailure(isOwner ? 'owner_not_member' : failure.code, {
    group,
    contact,
    reason: failure.reason,
    ...(failure.reason === 'account_unknown' && !isOwner && { detail: ACCOUNT_HINT }),
  });
}
