import { API_CLIENT_ID } from '../ids.ts';
import { type TenantUser, transitiveGroupIds } from '../model.ts';
import type { ClientProof } from './app-claims.ts';
import { type Authority, issuerOfVersion1 } from './authority.ts';
import { GRAPH_RESOURCE, type Resource } from './scopes.ts';
import type { Claims } from './signing-keys.ts';
import { loginHintOf, pairwiseSubject } from './subjects.ts';
import { times, tokenId } from './token-times.ts';

/** More groups than this do not fit into a JWT: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
const MOST_GROUPS_IN_TOKEN = 200;

export interface UserGrant {
  clientId: string;
  resource: Resource;
  /** Bare names, e.g. `Directory.Read`. */
  permissions: string[];
  expiresInSeconds: number;
  /** How the client proved itself; `0`: it is public. */
  proof: '0' | ClientProof;
}

/** Claims of an access token that a user's sign-in yields. */
export function userAccessClaims(authority: Authority, user: TenantUser, grant: UserGrant): Claims {
  if (grant.resource === 'graph') return graphClaims(authority, user, grant);
  return authority.state.tokenVersion1
    ? apiClaimsVersion1(authority, user, grant)
    : apiClaimsVersion2(authority, user, grant);
}

export function idTokenClaims(
  authority: Authority,
  user: TenantUser,
  asked: { clientId: string; nonce: string | undefined; withSignInState: boolean },
): Claims {
  const { clientId, nonce, withSignInState } = asked;
  return {
    aud: clientId,
    iss: authority.issuer,
    ...times(authority, 3600),
    ...groupClaims(authority, user),
    login_hint: loginHintOf(user),
    name: user.displayName,
    ...(nonce === undefined ? {} : { nonce }),
    oid: user.id,
    preferred_username: user.userPrincipalName,
    ...(authority.state.kmsi && withSignInState ? { signin_state: ['kmsi'] } : {}),
    sub: pairwiseSubject(user.id, clientId),
    tid: authority.tenant.id,
    uti: tokenId(),
    ver: '2.0',
  };
}

function apiClaimsVersion2(authority: Authority, user: TenantUser, grant: UserGrant): Claims {
  return {
    aud: API_CLIENT_ID,
    iss: authority.issuer,
    ...times(authority, grant.expiresInSeconds),
    // The one optional claim that the API's registration asks for.
    acct: user.userType === 'Guest' ? 1 : 0,
    azp: grant.clientId,
    azpacr: grant.proof,
    ...groupClaims(authority, user),
    name: user.displayName,
    oid: user.id,
    preferred_username: user.userPrincipalName,
    ...(user.apiRoles.length === 0 ? {} : { roles: [...user.apiRoles] }),
    scp: grant.permissions.join(' '),
    sub: pairwiseSubject(user.id, API_CLIENT_ID),
    tid: authority.tenant.id,
    uti: tokenId(),
    ver: '2.0',
  };
}

function apiClaimsVersion1(authority: Authority, user: TenantUser, grant: UserGrant): Claims {
  return {
    aud: `api://${API_CLIENT_ID}`,
    iss: issuerOfVersion1(authority),
    ...times(authority, grant.expiresInSeconds),
    acr: '1',
    amr: ['pwd'],
    appid: grant.clientId,
    appidacr: grant.proof,
    ...groupClaims(authority, user),
    name: user.displayName,
    oid: user.id,
    scp: grant.permissions.join(' '),
    sub: pairwiseSubject(user.id, API_CLIENT_ID),
    tid: authority.tenant.id,
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
    uti: tokenId(),
    ver: '1.0',
  };
}

/** Graph decides what its own tokens hold; they carry no groups. */
function graphClaims(authority: Authority, user: TenantUser, grant: UserGrant): Claims {
  return {
    aud: GRAPH_RESOURCE,
    iss: issuerOfVersion1(authority),
    ...times(authority, grant.expiresInSeconds),
    appid: grant.clientId,
    appidacr: grant.proof,
    idtyp: 'user',
    name: user.displayName,
    oid: user.id,
    scp: grant.permissions.join(' '),
    sub: pairwiseSubject(user.id, GRAPH_RESOURCE),
    tid: authority.tenant.id,
    upn: user.userPrincipalName,
    uti: tokenId(),
    ver: '1.0',
  };
}

/** The user's groups, or the address to ask for them when they are too many. */
function groupClaims(authority: Authority, user: TenantUser): Claims {
  const groups = transitiveGroupIds(authority.tenant, user.id);
  if (groups.length > MOST_GROUPS_IN_TOKEN || authority.state.overage.has(user.id)) {
    // Entra still names the retired Azure AD Graph. Nobody may ask this address.
    const endpoint = `https://graph.windows.net/${authority.tenant.id}/users/${user.id}/getMemberObjects`;
    return { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint } } };
  }
  // Entra leaves the claim out when it would be empty.
  return groups.length === 0 ? {} : { groups };
}
