import { GraphError, type GraphErrorCode } from './graph-error.ts';
import { readRetryAfter } from './retry-after.ts';
import { tokenErrorAnswer } from './schemas.ts';

/** Translates a refusal by the token endpoint. `isPerson`: the grant was a person's, not the app's own. */
export function tokenError(
  response: Response,
  body: unknown,
  { isPerson, nowMs }: { isPerson: boolean; nowMs: number },
): GraphError {
  const parsed = tokenErrorAnswer.safeParse(body);
  const error = parsed.success ? parsed.data.error : '';
  const number = parsed.success ? parsed.data.error_codes?.[0] : undefined;
  const retryAfterSeconds = readRetryAfter(response.headers, nowMs);
  const code = codeOf(response.status, error, number);
  const isPersonsMatter = isPerson && code !== 'entra_unavailable' && PERSON_NEEDED.has(error);
  return new GraphError(isPersonsMatter ? 'reconnect_needed' : code, {
    status: response.status,
    ...(number !== undefined && { graphCode: `AADSTS${number}` }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}

/** Errors that only the person can resolve, by signing in and consenting again. */
const PERSON_NEEDED = new Set([
  'invalid_grant',
  'interaction_required',
  'consent_required',
  'login_required',
]);

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
  // Entra's numbers may change, the OAuth codes stay.
  if (error === 'invalid_client' || error === 'unauthorized_client') return 'credentials_rejected';
  if (error === 'temporarily_unavailable' || status === 429 || status >= 500 || status < 400)
    return 'entra_unavailable';
  return 'token_refused';
}
