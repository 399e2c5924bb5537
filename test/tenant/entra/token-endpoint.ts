import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { ok, type Result } from '#shared/result.ts';
import type { Registration } from '../model.ts';
import type { ClientProof } from './app-claims.ts';
import type { Authority } from './authority.ts';
import type { SeenAssertions } from './client-assertion.ts';
import { answerClientCredentials } from './client-credentials.ts';
import { proveClient } from './client-proof.ts';
import { type EntraFailure, failures } from './failure.ts';
import { RepeatedRequest, readForm, sendFailure, sendJson } from './http.ts';
import { refuseRefresh } from './refresh-check.ts';
import { readDelegatedScopes } from './scopes.ts';
import { reshapeTokenAnswer } from './user-tokens.ts';

export type TokenEndpoint = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** `POST /oauth2/v2.0/token`: apps are answered here, users' grants by oidc-provider. */
export function createTokenEndpoint(authority: Authority, protocol: Provider): TokenEndpoint {
  const seen: SeenAssertions = new Map();
  protocol.use(async (ctx, next) => {
    await next();
    if (ctx.req instanceof RepeatedRequest && isProtocolContext(ctx))
      reshapeTokenAnswer(authority, ctx, ctx.req);
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
    const client = await readUserClient(authority, req, form, seen);
    if (!client.ok) return sendFailure(req, res, client.failure);
    const { registration, proof } = client.value;
    const isRefresh = form.get('grant_type') === 'refresh_token';
    const dead = isRefresh ? refuseRefresh(authority, registration, form) : undefined;
    if (dead) return sendFailure(req, res, dead);
    const passedOn = new URLSearchParams(form);
    // Entra's refresh tokens serve any resource, and offline_access is no scope of a token: this tenant reads scopes.
    for (const name of ['scope', 'client_secret', 'client_assertion', 'client_assertion_type'])
      passedOn.delete(name);
    passedOn.set('client_id', registration.clientId);
    const refreshToken = form.get('refresh_token');
    if (refreshToken !== null)
      passedOn.set('refresh_token', authority.grants.livingRefreshToken(refreshToken));
    await runProtocol(new RepeatedRequest(req, form, passedOn, proof), res);
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
  const scope = form.get('scope');
  const scopes = scope === null ? undefined : readDelegatedScopes(scope);
  if (scopes && !scopes.ok) return scopes.failure;
  const registration = authority.tenant.registrations.get(form.get('client_id') ?? '');
  const { origin } = req.headers;
  if (registration?.platform === 'spa' && origin === undefined) return failures.spaNeedsOrigin();
  return registration?.platform === 'confidential' && origin !== undefined ? failures.notSpa() : undefined;
}

/** The extension is a public client; a server that acts for a user proves itself as for its own tokens. */
async function readUserClient(
  authority: Authority,
  req: IncomingMessage,
  form: URLSearchParams,
  seen: SeenAssertions,
): Promise<Result<{ registration: Registration; proof: '0' | ClientProof }, EntraFailure>> {
  const clientId = form.get('client_id') ?? '';
  const registration = authority.tenant.registrations.get(clientId);
  if (registration?.platform === 'spa') return ok({ registration, proof: '0' });
  return await proveClient(authority, form, req.headers.authorization, seen);
}
