/** Decides whether a refresh token may still be used. */
import type { Registration } from '../model.ts';
import type { Authority } from './authority.ts';
import { type EntraFailure, failures } from './failure.ts';
import { refreshFailures } from './refresh-failures.ts';
import { readDelegatedScopes } from './scopes.ts';

/** A single-page application's refresh tokens all end 24 hours after the sign-in, however often they rotate. */
export const SPA_LIFE_SECONDS = 24 * 60 * 60;
/** Any other application's refresh token ends after this long without use. */
const INACTIVE_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/** undefined: the token may be used. An unknown token is left to oidc-provider. */
export function refuseRefresh(
  authority: Authority,
  registration: Registration,
  form: URLSearchParams,
): EntraFailure | undefined {
  const token = form.get('refresh_token') ?? '';
  const { grants, state, now } = authority;
  const isSpa = registration.platform === 'spa';
  if (state.refreshTokensDead)
    return isSpa ? failures.refreshTokenExpired() : refreshFailures.refreshTokenInactive();
  const grant = grants.refreshGrant(token);
  if (!grant) return undefined;
  if (grants.isRevoked(token, 'password')) return refreshFailures.grantRevoked();
  if (isSpa) {
    const isOver = now() - grant.signedInAt >= SPA_LIFE_SECONDS * 1000;
    return isOver || grants.isRevoked(token, 'inactive') ? failures.refreshTokenExpired() : undefined;
  }
  const isInactive = now() - grant.issuedAt >= INACTIVE_DAYS * DAY_MS;
  if (isInactive || grants.isRevoked(token, 'inactive')) return refreshFailures.refreshTokenInactive();
  if (grants.isRevoked(token, 'mfa')) return refreshFailures.mfaRequired();
  const scopes = readDelegatedScopes(form.get('scope') ?? grant.scope);
  if (!scopes.ok) return scopes.failure;
  const hasConsent = grants.hasConsent(grant.userId, grant.clientId, scopes.value.permissions);
  return hasConsent ? undefined : refreshFailures.consentMissing(registration.clientId);
}
