import { API_SCOPE_NAME, EXTENSION_CLIENT_ID } from '../ids.ts';
import { findUser, type TenantUser } from '../model.ts';
import type { Authority } from './authority.ts';
import { type Claims, mergeClaims } from './signing-keys.ts';
import { userAccessClaims } from './user-claims.ts';

export interface UserTokenOptions {
  /** The asking client; the extension by default. */
  clientId?: string;
  /** Bare names of the API's scopes; `Directory.Read` by default. */
  permissions?: string[];
  /** Default: `state.accessTokenSeconds`. A negative life makes a token that has expired. */
  expiresInSeconds?: number;
}

/** The access token that this user's sign-in would give, without a browser. */
export function issueUserToken(
  authority: Authority,
  userKey: string,
  options: UserTokenOptions = {},
): string {
  const user = findUser(authority.tenant, userKey);
  if (!user) throw new Error('no such user in the local tenant');
  return authority.keys.sign(apiClaims(authority, user, options));
}

/** A token with any claims that a test needs, laid over those of the first user who can sign in. */
export function issueToken(authority: Authority, claims: Claims, header?: Record<string, unknown>): string {
  const [first] = [...authority.tenant.users.values()].filter(
    (user) => user.accountEnabled && user.password !== '',
  );
  if (!first) throw new Error('nobody in the local tenant can sign in');
  return authority.keys.sign(mergeClaims(apiClaims(authority, first, {}), claims), header);
}

function apiClaims(authority: Authority, user: TenantUser, options: UserTokenOptions): Claims {
  return userAccessClaims(authority, user, {
    clientId: options.clientId ?? EXTENSION_CLIENT_ID,
    resource: 'api',
    proof: '0',
    permissions: options.permissions ?? [API_SCOPE_NAME],
    expiresInSeconds: options.expiresInSeconds ?? authority.state.accessTokenSeconds,
  });
}
