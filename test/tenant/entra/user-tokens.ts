import { decodeJwt } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import type { TenantUser } from '../model.ts';
import type { Authority } from './authority.ts';
import { type EntraFailure, failureBody, failures } from './failure.ts';
import { readDelegatedScopes } from './scopes.ts';
import { idTokenClaims, userAccessClaims } from './user-claims.ts';

const REFRESH_TOKEN_SECONDS = 24 * 60 * 60;

/** What oidc-provider answers, as far as it is needed. */
const protocolAnswer = z.object({
  id_token: z.string().optional(),
  refresh_token: z.string(),
  scope: z.string().default(''),
});

/** Turns oidc-provider's token answer, good or bad, into Entra's. */
export function reshapeTokenAnswer(
  authority: Authority,
  ctx: KoaContextWithOIDC,
  form: URLSearchParams,
): void {
  const shaped = ctx.status === 200 ? tokenAnswer(authority, ctx, form) : refusal(authority, ctx, form);
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
  form: URLSearchParams,
): EntraFailure | { body: object } {
  const { client, account } = ctx.oidc;
  const user = account && authority.tenant.users.get(account.accountId);
  if (!client || !user) return failures.invalidCode();
  const answer = protocolAnswer.parse(ctx.body);
  const scopes = readDelegatedScopes(form.get('scope') ?? answer.scope);
  if (!scopes.ok) return scopes.failure;
  const { clientId } = client;
  const expiresInSeconds = authority.state.accessTokenSeconds;
  const { resource, permissions, granted } = scopes.value;
  const access = userAccessClaims(authority, user, { clientId, resource, permissions, expiresInSeconds });
  return {
    body: {
      token_type: 'Bearer',
      scope: granted.join(' '),
      expires_in: expiresInSeconds - 1,
      ext_expires_in: expiresInSeconds - 1,
      access_token: authority.keys.sign(access),
      refresh_token: answer.refresh_token,
      refresh_token_expires_in: ctx.oidc.entities.RefreshToken?.remainingTTL ?? REFRESH_TOKEN_SECONDS,
      ...(answer.id_token === undefined
        ? {}
        : { id_token: signIdToken(authority, user, clientId, answer.id_token) }),
      ...(form.get('client_info') === '1' ? { client_info: clientInfo(authority, user) } : {}),
    },
  };
}

function signIdToken(authority: Authority, user: TenantUser, clientId: string, original: string): string {
  const { nonce } = decodeJwt<{ nonce?: string }>(original);
  return authority.keys.sign(idTokenClaims(authority, user, clientId, nonce));
}

/** MSAL builds its account id from this. */
function clientInfo(authority: Authority, user: TenantUser): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: authority.tenant.id })).toString('base64url');
}

function refusal(authority: Authority, ctx: KoaContextWithOIDC, form: URLSearchParams): EntraFailure {
  const { RefreshToken, AuthorizationCode } = ctx.oidc.entities;
  const userId = RefreshToken?.accountId ?? AuthorizationCode?.accountId;
  if (userId && authority.tenant.users.get(userId)?.accountEnabled === false)
    return failures.accountDisabled();
  const answer = z.object({ error: z.string() }).safeParse(ctx.body);
  if (answer.data?.error !== 'invalid_grant') return failures.invalidRequest();
  return form.get('grant_type') === 'refresh_token' ? failures.refreshTokenExpired() : failures.invalidCode();
}
