import { API_CLIENT_ID } from '../ids.ts';
import { type Registration, servicePrincipalId } from '../model.ts';
import { type Authority, issuerOfVersion1 } from './authority.ts';
import { GRAPH_RESOURCE, type Resource } from './scopes.ts';
import type { Claims } from './signing-keys.ts';
import { times, tokenId } from './token-times.ts';

/** How a client proved itself: `1` by secret, `2` by certificate. */
export type ClientProof = '1' | '2';

/** Claims of an app-only access token: roles and no `scp`. */
export function appAccessClaims(
  authority: Authority,
  registration: Registration,
  resource: Resource,
  proof: ClientProof,
): Claims {
  const oid = servicePrincipalId(registration.clientId);
  const shared = {
    ...times(authority, authority.state.accessTokenSeconds),
    idtyp: 'app',
    oid,
    sub: oid,
    tid: authority.tenant.id,
    uti: tokenId(),
  };
  if (resource === 'graph') {
    const { clientId, displayName, graphRoles } = registration;
    const issuer = issuerOfVersion1(authority);
    const actor = { app_displayname: displayName, appid: clientId, appidacr: proof };
    return { aud: GRAPH_RESOURCE, iss: issuer, ...shared, ...actor, ...roles(graphRoles), ver: '1.0' };
  }
  const held = roles(registration.apiRoles);
  if (authority.state.tokenVersion1) {
    const actor = { appid: registration.clientId, appidacr: proof };
    const issuer = issuerOfVersion1(authority);
    return { aud: `api://${API_CLIENT_ID}`, iss: issuer, ...shared, ...actor, ...held, ver: '1.0' };
  }
  const actor = { azp: registration.clientId, azpacr: proof };
  return { aud: API_CLIENT_ID, iss: authority.issuer, ...shared, ...actor, ...held, ver: '2.0' };
}

/** An app without roles gets a token all the same, so an API must not stop at "the token is valid". */
function roles(values: string[]): Claims {
  return values.length === 0 ? {} : { roles: [...values] };
}
