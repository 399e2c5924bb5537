import { decodeJwt } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import type { TenantUser } from '../model.ts';
import type { Authority } from './authority.ts';
import { type EntraFailure, failureBody, failures } from './failure.ts';
import type { RepeatedRequest } from './http.ts';
import { SPA_LIFE_SECONDS } from './refresh-check.ts';
import { refreshFailures } from './refresh-failures.ts';
import { readDelegatedScopes } from './scopes.ts';
import { idTokenClaims, userAccessClaims } from './user-claims.ts';
import type { RefreshGrant } from './user-grants.ts';

/** The members of oidc-provider's answer that are needed here. */
const protocolAnswer = z.object({
  id_token: z.string().optional(),
  refresh_token: z.string(),
});

/** Turns oidc-provider's token answer, good or bad, into Entra's. */
export function reshapeTokenAnswer(
  authority: Authority,
  ctx: KoaContextWithOIDC,
  request: RepeatedRequest,
): void {
  const shaped = ctx.status === 200 ? tokenAnswer(authority, ctx, request) : refusal(authority, ctx, request);
  if ('code' in shaped) {
    ctx.status = shaped.status;
    ctx.body = failureBody(shaped, ctx.get('client-request-id') || undefined);
  } else {
    ctx.body = shaped.body;
  }
}

function tokenAnswer(
  authority: Authority,
  ctx: KoaContextWithOIDC,
  { form, proof }: RepeatedRequest,
): EntraFailure | { body: object } {
  const { client, account } = ctx.oidc;
  const user = account && authority.tenant.users.get(account.accountId);
  if (!client || !user) return failures.invalidCode();
  const answer = protocolAnswer.parse(ctx.body);
  const asked = readAsked(authority, form);
  const scopes = readDelegatedScopes(form.get('scope') ?? asked.scope);
  if (!scopes.ok) return scopes.failure;
  const { clientId } = client;
  const expiresInSeconds = authority.state.accessTokenSeconds;
  const { resource, permissions, granted } = scopes.value;
  const grant = { clientId, resource, permissions, expiresInSeconds, proof };
  const refresh = { ...asked, userId: user.id, clientId, issuedAt: authority.now() };
  authority.grants.rememberRefreshToken(answer.refresh_token, refresh);
  return {
    body: {
      token_type: 'Bearer',
      scope: granted.join(' '),
      expires_in: expiresInSeconds - 1,
      ext_expires_in: expiresInSeconds - 1,
      access_token: authority.keys.sign(userAccessClaims(authority, user, grant)),
      ...refreshMembers(authority, answer.refresh_token, refresh, proof),
      ...(answer.id_token === undefined
        ? {}
        : { id_token: signIdToken(authority, user, form, answer.id_token) }),
      ...(form.get('client_info') === '1' ? { client_info: clientInfo(authority, user) } : {}),
    },
  };
}

/** The scope that the application asked for at the sign-in, and the time of that sign-in. */
function readAsked({ grants, now }: Authority, form: URLSearchParams): { scope: string; signedInAt: number } {
  const earlier = grants.refreshGrant(form.get('refresh_token') ?? '');
  if (earlier) return { scope: earlier.scope, signedInAt: earlier.signedInAt };
  return { scope: grants.askedWith(form.get('code') ?? '')?.scope ?? '', signedInAt: now() };
}

/** A server gets a refresh token only for `offline_access`, and is not told how long it lives. */
function refreshMembers(
  { now }: Authority,
  token: string,
  { scope, signedInAt }: RefreshGrant,
  proof: RepeatedRequest['proof'],
): object {
  if (proof !== '0') return scope.split(' ').includes('offline_access') ? { refresh_token: token } : {};
  const left = SPA_LIFE_SECONDS - Math.floor((now() - signedInAt) / 1000);
  return { refresh_token: token, refresh_token_expires_in: left };
}

function signIdToken(
  authority: Authority,
  user: TenantUser,
  form: URLSearchParams,
  original: string,
): string {
  const { nonce } = decodeJwt<{ nonce?: string }>(original);
  const asked = [form.get('claims'), authority.grants.askedWith(form.get('code') ?? '')?.claims];
  return authority.keys.sign(
    idTokenClaims(authority, user, {
      clientId: form.get('client_id') ?? '',
      nonce,
      // An optional claim, only for clients that ask for it.
      withSignInState: asked.some((claims) => claims?.includes('"signin_state"')),
    }),
  );
}

/** MSAL builds its account id from this. */
function clientInfo(authority: Authority, user: TenantUser): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: authority.tenant.id })).toString('base64url');
}

function refusal(
  authority: Authority,
  ctx: KoaContextWithOIDC,
  { form, proof }: RepeatedRequest,
): EntraFailure {
  const { RefreshToken, AuthorizationCode } = ctx.oidc.entities;
  const userId = RefreshToken?.accountId ?? AuthorizationCode?.accountId;
  if (userId && authority.tenant.users.get(userId)?.accountEnabled === false)
    return failures.accountDisabled();
  const answer = z.object({ error: z.string() }).safeParse(ctx.body);
  if (answer.data?.error !== 'invalid_grant') return failures.invalidRequest();
  if (form.get('grant_type') !== 'refresh_token') return failures.invalidCode();
  return proof === '0' ? failures.refreshTokenExpired() : refreshFailures.invalidRefreshToken();
}
