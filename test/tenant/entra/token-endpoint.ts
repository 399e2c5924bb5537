import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Authority } from './authority.ts';
import type { SeenAssertions } from './client-assertion.ts';
import { answerClientCredentials } from './client-credentials.ts';
import { type EntraFailure, failures } from './failure.ts';
import { RepeatedRequest, readForm, sendFailure, sendJson } from './http.ts';
import { readDelegatedScopes } from './scopes.ts';
import { reshapeTokenAnswer } from './user-tokens.ts';

export type TokenEndpoint = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** `POST /oauth2/v2.0/token`: apps are answered here, users' grants by oidc-provider. */
export function createTokenEndpoint(authority: Authority, protocol: Provider): TokenEndpoint {
  const seen: SeenAssertions = new Map();
  protocol.use(async (ctx, next) => {
    await next();
    if (ctx.req instanceof RepeatedRequest && isProtocolContext(ctx))
      reshapeTokenAnswer(authority, ctx, ctx.req.form);
  });
  const runProtocol = protocol.callback();

  return async (req, res) => {
    const form = await readForm(req);
    if (!form) return sendFailure(req, res, failures.invalidRequest());
    const { tokenStatus } = authority.state;
    if (tokenStatus !== null) return sendFailure(req, res, failures.transient(tokenStatus));
    if (form.get('grant_type') === 'client_credentials') {
      const answer = await answerClientCredentials(authority, form, req.headers.authorization, seen);
      return answer.ok ? sendJson(res, 200, answer.value) : sendFailure(req, res, answer.failure);
    }
    const refused = refuseUserGrant(authority, req, form);
    if (refused) return sendFailure(req, res, refused);
    const passedOn = new URLSearchParams(form);
    // Entra's refresh tokens serve any resource, and offline_access is no scope of a token: we read it ourselves.
    passedOn.delete('scope');
    await runProtocol(new RepeatedRequest(req, form, passedOn), res);
  };
}

/** oidc-provider adds its part before any route runs; its types say so only for its own callbacks. */
function isProtocolContext(ctx: object): ctx is KoaContextWithOIDC {
  return 'oidc' in ctx;
}

function refuseUserGrant(
  authority: Authority,
  req: IncomingMessage,
  form: URLSearchParams,
): EntraFailure | undefined {
  const grantType = form.get('grant_type');
  if (!grantType) return failures.parameterMissing('grant_type');
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') return failures.unsupportedGrant();
  const clientId = form.get('client_id');
  if (!clientId) return failures.parameterMissing('client_id');
  const registration = authority.tenant.registrations.get(clientId);
  if (!registration) return failures.applicationNotFound(clientId, authority.tenant.domain);
  const { origin } = req.headers;
  if (registration.platform === 'spa' && origin === undefined) return failures.spaNeedsOrigin();
  if (registration.platform !== 'spa' && origin !== undefined) return failures.notSpa();
  if (grantType === 'refresh_token' && authority.state.refreshTokensDead)
    return failures.refreshTokenExpired();
  const scope = form.get('scope');
  const scopes = scope === null ? undefined : readDelegatedScopes(scope);
  return scopes && !scopes.ok ? scopes.failure : undefined;
}
