/** How a confidential client proves itself: by a secret, or by a JWT that its certificate's key signed. */
import { err, ok, type Result } from '#shared/result.ts';
import type { Registration } from '../model.ts';
import type { ClientProof } from './app-claims.ts';
import type { Authority } from './authority.ts';
import { type SeenAssertions, subjectOfAssertion, verifyClientAssertion } from './client-assertion.ts';
import { type EntraFailure, failures } from './failure.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface ProvenClient {
  registration: Registration;
  proof: ClientProof;
}

interface PresentedClient {
  clientId: string;
  secret: string | null;
  assertion: string | null;
}

export async function proveClient(
  authority: Authority,
  form: URLSearchParams,
  authorization: string | undefined,
  seen: SeenAssertions,
): Promise<Result<ProvenClient, EntraFailure>> {
  const client = readClient(form, authorization);
  if (!client) return err(failures.parameterMissing('client_id'));
  const registration = authority.tenant.registrations.get(client.clientId);
  if (!registration) return err(failures.applicationNotFound(client.clientId, authority.tenant.domain));
  const proof = await checkProof(authority, registration, client, seen);
  return proof.ok ? ok({ registration, proof: proof.value }) : proof;
}

async function checkProof(
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
  const secret = registration.secrets.find(({ text }) => text === client.secret);
  if (!secret) return err(failures.invalidSecret());
  return secret.endsAt <= authority.now() ? err(failures.expiredSecret()) : ok('1');
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
    // A stray percent sign: the header is malformed, and names no client.
    return undefined;
  }
}

function decodeForm(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
