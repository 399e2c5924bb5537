import { base64url } from 'jose';
import { encodeUtf8 } from '#shared/directory/utf8.ts';
import { operations } from '#shared/operations.ts';
import type { Configuration } from '../configuration.ts';
import { graphScope } from '../graph/clouds.ts';

/** The permission that an account lends: contacts in mailboxes that its person may open. */
export const ACCOUNT_PERMISSION = 'Contacts.Read.Shared';
/** `offline_access` brings a refresh token; `openid profile` bring an id token, which names the person. */
export function accountScope(graphUrl: string): string {
  return `openid profile offline_access ${graphScope(graphUrl, ACCOUNT_PERMISSION)}`;
}

/** The permissions in a token answer. Entra sends them with or without Graph's address. */
export function readScopes(scope: string | undefined): string[] {
  return (scope ?? '').split(' ').flatMap((name) => name.split('/').at(-1) || []);
}

/** The address to which Entra sends the person's browser back. It is registered as a redirect of the type "web". */
export function redirectUri(publicUrl: string): string {
  return publicUrl + operations.finishConsent.path;
}

export interface ConsentProof {
  readonly state: string;
  readonly stateHash: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly challenge: string;
}

export async function createProof(): Promise<ConsentProof> {
  const [state, nonce, verifier] = [randomText(), randomText(), randomText()];
  return { state, stateHash: await hashOf(state), nonce, verifier, challenge: await hashOf(verifier) };
}

/** SHA-256 in base64url: the form in which PKCE sends the verifier, and in which a state is stored. */
export async function hashOf(text: string): Promise<string> {
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', encodeUtf8(text))));
}

function randomText(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(32)));
}

/** The address at which a person signs in and consents. `person`: the one who connected the account before, if any. */
export function authorizeUrl(
  { entraUrl, tenantId, apiClientId, graphUrl }: Configuration,
  publicUrl: string,
  { state, nonce, challenge }: ConsentProof,
  person: string | undefined,
): string {
  const url = new URL(`${entraUrl}/${tenantId}/oauth2/v2.0/authorize`);
  url.search = new URLSearchParams({
    client_id: apiClientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri(publicUrl),
    scope: accountScope(graphUrl),
    state,
    nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    // The browser is usually signed in as the administrator, who is seldom the person whose account is lent.
    ...(person === undefined ? { prompt: 'select_account' } : { login_hint: person }),
  }).toString();
  return url.href;
}
