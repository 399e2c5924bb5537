import { type Authority, tokenEndpoint } from './authority.ts';
import { OIDC_SCOPES } from './scopes.ts';

/** `/{tenant}/v2.0/.well-known/openid-configuration` with the members that Entra's has. */
export function openidConfiguration(authority: Authority): object {
  const base = `${authority.url}/${authority.tenant.id}`;
  return {
    token_endpoint: tokenEndpoint(authority),
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: OIDC_SCOPES,
    issuer: authority.issuer,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
    ],
    tenant_region_scope: 'EU',
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
  };
}

/** Instance discovery: this host is an authority of its own, with no other name. */
export function instanceMetadata(authority: Authority): object {
  const { host } = new URL(authority.url);
  return {
    tenant_discovery_endpoint: `${authority.issuer}/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}
