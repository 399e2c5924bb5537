import { ok, type Result } from '#shared/result.ts';
import { appAccessClaims } from './app-claims.ts';
import type { Authority } from './authority.ts';
import type { SeenAssertions } from './client-assertion.ts';
import { proveClient } from './client-proof.ts';
import type { EntraFailure } from './failure.ts';
import { readApplicationScope } from './scopes.ts';

export interface ClientCredentialsAnswer {
  token_type: 'Bearer';
  expires_in: number;
  ext_expires_in: number;
  access_token: string;
}

/** `grant_type=client_credentials`: an app speaks for itself, without a user. */
export async function answerClientCredentials(
  authority: Authority,
  form: URLSearchParams,
  authorization: string | undefined,
  seen: SeenAssertions,
): Promise<Result<ClientCredentialsAnswer, EntraFailure>> {
  const client = await proveClient(authority, form, authorization, seen);
  if (!client.ok) return client;
  const { registration, proof } = client.value;
  const resource = readApplicationScope(form.get('scope'));
  if (!resource.ok) return resource;
  // Entra counts a second off, so that a client renews in time.
  const expiresIn = authority.state.accessTokenSeconds - 1;
  const claims = appAccessClaims(authority, registration, resource.value, proof);
  return ok({
    token_type: 'Bearer',
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: authority.keys.sign(claims),
  });
}
