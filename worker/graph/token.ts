import type { Credential } from '../env.ts';
import { signAssertion } from './assertion.ts';
import { readJson } from './body.ts';
import { graphScope } from './clouds.ts';
import { GraphError, type GraphErrorCode } from './graph-error.ts';
import { readRetryAfter } from './retry-after.ts';
import { tokenAnswer, tokenErrorAnswer } from './schemas.ts';

/** A token is replaced this long before it ends, so that none runs out on its way. */
const RENEW_BEFORE_SECONDS = 300;

export interface AppTokens {
  /** The app's token for Graph, from memory while it is good. Throws GraphError. */
  current(): Promise<string>;
  /** A token other than `rejected`, which Graph refused although it was not due. */
  renew(rejected: string): Promise<string>;
}

interface AppTokenOptions {
  readonly entraUrl: string;
  readonly graphUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential: Credential;
  readonly fetch: typeof fetch;
  readonly now: () => number;
}

/** App-only tokens by client credentials (secret or certificate). */
export function createAppTokens(options: AppTokenOptions): AppTokens {
  // The value is kept, not the promise: in a Worker a request must not wait for another request's I/O.
  let held: { token: string; renewAtMs: number } | undefined;

  async function fetchToken(): Promise<string> {
    const sentAtMs = options.now();
    const answer = await requestToken(options);
    const lifeSeconds = Math.max(answer.expires_in - RENEW_BEFORE_SECONDS, answer.expires_in / 2);
    held = { token: answer.access_token, renewAtMs: sentAtMs + lifeSeconds * 1000 };
    return held.token;
  }

  return {
    async current() {
      return held && options.now() < held.renewAtMs ? held.token : await fetchToken();
    },
    async renew(rejected) {
      return held && held.token !== rejected ? held.token : await fetchToken();
    },
  };
}

async function requestToken(options: AppTokenOptions) {
  const endpoint = `${options.entraUrl}/${options.tenantId}/oauth2/v2.0/token`;
  const form = new URLSearchParams({
    client_id: options.clientId,
    scope: graphScope(options.graphUrl),
    grant_type: 'client_credentials',
  });
  if (options.credential.kind === 'secret') form.set('client_secret', options.credential.secret);
  else {
    const { certificatePem, privateKeyPem } = options.credential;
    const { clientId } = options;
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    form.set(
      'client_assertion',
      await signAssertion({
        certificatePem,
        privateKeyPem,
        clientId,
        audience: endpoint,
        nowMs: options.now(),
      }),
    );
  }
  let response: Response;
  try {
    response = await options.fetch(endpoint, { method: 'POST', body: form, redirect: 'manual' });
  } catch (cause) {
    throw new GraphError('entra_unavailable', { cause });
  }
  const body = await readJson(response);
  const answer = tokenAnswer.safeParse(body);
  if (response.ok && answer.success) return answer.data;
  throw tokenError(response, body, options.now());
}

function tokenError(response: Response, body: unknown, nowMs: number): GraphError {
  const parsed = tokenErrorAnswer.safeParse(body);
  const number = parsed.success ? parsed.data.error_codes?.[0] : undefined;
  const retryAfterSeconds = readRetryAfter(response.headers, nowMs);
  return new GraphError(codeOf(response.status, parsed.success ? parsed.data.error : '', number), {
    status: response.status,
    ...(number !== undefined && { graphCode: `AADSTS${number}` }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const AADSTS: Readonly<Record<number, GraphErrorCode>> = {
  7000215: 'credentials_rejected',
  7000222: 'credentials_expired',
  700027: 'certificate_unknown',
  700016: 'app_unknown',
  7000112: 'app_disabled',
  90002: 'tenant_unknown',
  65001: 'consent_missing',
  500011: 'consent_missing',
  53003: 'sign_in_blocked',
  90055: 'entra_unavailable',
  50033: 'entra_unavailable',
  90006: 'entra_unavailable',
  90024: 'entra_unavailable',
};

function codeOf(status: number, error: string, number: number | undefined): GraphErrorCode {
  const known = number === undefined ? undefined : AADSTS[number];
  if (known) return known;
  // The numbers may change, the OAuth words stay.
  if (error === 'invalid_client' || error === 'unauthorized_client') return 'credentials_rejected';
  if (error === 'temporarily_unavailable' || status === 429 || status >= 500 || status < 400)
    return 'entra_unavailable';
  return 'token_refused';
}
