import { err, ok, type Result } from '#shared/result.ts';
import type { Registration } from '../model.ts';
import { appAccessClaims, type ClientProof } from './app-claims.ts';
import type { Authority } from './authority.ts';
import { type SeenAssertions, subjectOfAssertion, verifyClientAssertion } from './client-assertion.ts';
import { type EntraFailure, failures } from './failure.ts';
import { readApplicationScope } from './scopes.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface ClientCredentialsAnswer {
  token_type: 'Bearer';
  expires_in: number;
  ext_expires_in: number;
  access_token: string;
}

interface PresentedClient {
  clientId: string;
  secret: string | null;
  assertion: string | null;
}

/** `grant_type=client_credentials`: an app speaks for itself, without a user. */
export async function answerClientCredentials(
  authority: Authority,
  form: URLSearchParams,
  authorization: string | undefined,
  seen: SeenAssertions,
): Promise<Result<ClientCredentialsAnswer, EntraFailure>> {
  const client = readClient(form, authorization);
  if (!client) return err(failures.parameterMissing('client_id'));
  const registration = authority.tenant.registrations.get(client.clientId);
  if (!registration) return err(failures.applicationNotFound(client.clientId, authority.tenant.domain));
  const proof = await proveClient(authority, registration, client, seen);
  if (!proof.ok) return proof;
  const resource = readApplicationScope(form.get('scope'));
  if (!resource.ok) return resource;
  // Entra counts a second off, so that a client renews in time.
  const expiresIn = authority.state.accessTokenSeconds - 1;
  const claims = appAccessClaims(authority, registration, resource.value, proof.value);
  return ok({
    token_type: 'Bearer',
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: authority.keys.sign(claims),
  });
}

async function proveClient(
  authority: Authority,
  registration: Registration,
  client: PresentedClient,
  seen: SeenAssertions,
): Promise<Result<ClientProof, EntraFailure>> {
  if (client.assertion === null && client.secret === null) return err(failures.credentialMissing());
  if (registration.platform === 'spa') return err(failures.publicClient());
  if (client.assertion !== null) {
    const verified = await verifyClientAssertion(authority, registration, client.assertion, seen);
    return verified.ok ? ok('2') : verified;
  }
  if (client.secret === null || !registration.secrets.includes(client.secret)) {
    return err(failures.invalidSecret());
  }
  return authority.state.expiredSecret ? err(failures.expiredSecret()) : ok('1');
}

function readClient(form: URLSearchParams, authorization: string | undefined): PresentedClient | undefined {
  const basic = readBasic(authorization);
  const typed = form.get('client_assertion_type') === ASSERTION_TYPE;
  const assertion = typed ? form.get('client_assertion') : null;
  const named = form.get('client_id') ?? basic?.clientId;
  const clientId = named ?? (assertion === null ? undefined : subjectOfAssertion(assertion));
  if (!clientId) return undefined;
  return {
    clientId: clientId.toLowerCase(),
    secret: form.get('client_secret') ?? basic?.secret ?? null,
    assertion,
  };
}

function readBasic(authorization: string | undefined): { clientId: string; secret: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!encoded) return undefined;
  const [clientId, ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  if (!clientId || secret.length === 0) return undefined;
  try {
    // Both halves are form-encoded before they are joined (RFC 6749, section 2.3.1).
    return { clientId: decodeForm(clientId), secret: decodeForm(secret.join(':')) };
  } catch {
    // A stray percent sign: no client can have meant it.
    return undefined;
  }
}

function decodeForm(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
