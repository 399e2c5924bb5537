import { randomUUID } from 'node:crypto';

/** A refusal in Entra's words. The numbers: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export interface EntraFailure {
  /** HTTP status. */
  status: number;
  /** OAuth error, the only part a client may branch on. */
  error: string;
  /** The number in AADSTSn. */
  code: number;
  text: string;
  suberror?: string;
}

export function failure(status: number, error: string, code: number, text: string): EntraFailure {
  return { status, error, code, text };
}

const PUBLIC_ORIGIN_ONLY =
  "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.";
const SPA_LIFETIME =
  'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of ' +
  '1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA ' +
  'to the sign in page.';

export const failures = {
  tenantNotFound: (tenant: string) =>
    failure(
      400,
      'invalid_request',
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`,
    ),
  /** Discovery names the same fact differently. */
  invalidTenant: (tenant: string) =>
    failure(
      400,
      'invalid_tenant',
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`,
    ),
  applicationNotFound: (clientId: string, tenant: string) =>
    failure(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`,
    ),
  redirectUriMismatch: () =>
    failure(
      400,
      'invalid_request',
      50011,
      'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
    ),
  parameterMissing: (name: string) =>
    failure(
      400,
      'invalid_request',
      900144,
      `The request body must contain the following parameter: '${name}'.`,
    ),
  unsupportedGrant: () =>
    failure(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.'),
  invalidRequest: () =>
    failure(400, 'invalid_request', 9002313, 'Invalid request. Request is malformed or invalid.'),
  transient: (status: number) =>
    failure(status, 'temporarily_unavailable', 90033, 'A transient error has occurred. Please try again.'),

  invalidScope: (scope: string) =>
    failure(
      400,
      'invalid_scope',
      70011,
      `The provided value for the input parameter 'scope' isn't valid. The scope ${scope} isn't valid.`,
    ),
  notDefaultScope: (scope: string) =>
    failure(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  resourceNotFound: (resource: string) =>
    failure(
      400,
      'invalid_resource',
      500011,
      `The resource principal named ${resource} was not found in the tenant.`,
    ),
  scopeNotOnResource: (scope: string) =>
    failure(
      400,
      'invalid_client',
      650053,
      `The application asked for scope '${scope}' that doesn't exist on the resource.`,
    ),
  severalResources: () =>
    failure(
      400,
      'invalid_request',
      28000,
      'Provided value for the input parameter scope is not valid because it contains more than one resource.',
    ),

  invalidSecret: () =>
    failure(
      401,
      'invalid_client',
      7000215,
      'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
    ),
  expiredSecret: () =>
    failure(401, 'invalid_client', 7000222, 'The provided client secret keys are expired.'),
  credentialMissing: () =>
    failure(
      401,
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  publicClient: () =>
    failure(
      401,
      'invalid_client',
      700025,
      "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    ),
  assertionSignature: (reason: string) =>
    failure(
      401,
      'invalid_client',
      700027,
      `Client assertion contains an invalid signature. [Reason - ${reason}]`,
    ),
  assertionSubject: () =>
    failure(
      401,
      'invalid_client',
      700021,
      "Client assertion application identifier doesn't match 'client_id' parameter.",
    ),
  assertionAudience: () =>
    failure(401, 'invalid_client', 700023, 'Client assertion audience claim does not match Realm issuer.'),
  assertionTime: () =>
    failure(401, 'invalid_client', 700024, 'Client assertion is not within its valid time range.'),

  spaNeedsOrigin: () => failure(400, 'invalid_request', 9002327, PUBLIC_ORIGIN_ONLY),
  notSpa: () =>
    failure(
      400,
      'invalid_request',
      9002326,
      "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
    ),
  refreshTokenExpired: (): EntraFailure => ({
    ...failure(400, 'invalid_grant', 700084, SPA_LIFETIME),
    suberror: 'token_expired',
  }),
  invalidCode: () =>
    failure(
      400,
      'invalid_grant',
      70008,
      'The provided authorization code or refresh token has expired due to inactivity or was revoked.',
    ),
  accountDisabled: () => failure(400, 'invalid_grant', 50057, 'The user account is disabled.'),
  loginRequired: () =>
    failure(400, 'login_required', 50058, 'A silent sign-in request was sent but no user is signed in.'),
  declined: () => failure(400, 'access_denied', 65004, 'User declined to consent to access the app.'),
  signInExpired: () =>
    failure(
      400,
      'invalid_request',
      165000,
      'The sign-in page has expired. Go back to the application and sign in again.',
    ),
};

/** The sentence as Entra writes it everywhere. */
export function describeFailure({ code, text }: EntraFailure): string {
  return `AADSTS${code}: ${text}`;
}

/** Body of an error answer. */
export function failureBody(
  failed: EntraFailure,
  correlationId: string = randomUUID(),
): Record<string, unknown> {
  const traceId = randomUUID();
  const timestamp = new Date().toISOString().replace('T', ' ').replace(/\.\d+/, '');
  return {
    error: failed.error,
    error_description: `${describeFailure(failed)} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [failed.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${failed.code}`,
    ...(failed.suberror === undefined ? {} : { suberror: failed.suberror }),
  };
}
