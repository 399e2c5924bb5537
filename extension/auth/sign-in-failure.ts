import type { Failure } from '#shared/failure.ts';

/** An error of the identity provider or of MSAL, reduced to its stable part: codes. */
export interface SignInTrouble {
  /** OAuth `error` or MSAL's `errorCode`. */
  code: string;
  /** Description; only its AADSTS number is read. */
  description: string;
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const NO_SUCH_TENANT = ['AADSTS90002', 'AADSTS900023', 'AADSTS900021', 'AADSTS90072', 'AADSTS50020'];
const DECLINED = ['AADSTS65004', 'AADSTS50140', 'AADSTS50199'];

const UNREACHABLE = [
  'network_error',
  'no_network_connectivity',
  'post_request_failed',
  'get_request_failed',
  'endpoints_resolution_error',
  'openid_config_error',
  'temporarily_unavailable',
];

const INTERACTION_NEEDED = [
  'interaction_required',
  'login_required',
  'consent_required',
  'invalid_grant',
  'no_tokens_found',
  'no_account_found',
  'no_account_error',
  'token_refresh_required',
  'refresh_token_expired',
  'native_account_unavailable',
  'bad_token',
];

/** The failure that the person sees after an unsuccessful sign-in. */
export function toFailure(trouble: SignInTrouble): Failure {
  const aadsts = /AADSTS\d+/.exec(trouble.description)?.[0];
  const detail = aadsts ?? trouble.code;
  if (aadsts && NO_SUCH_TENANT.includes(aadsts)) return { code: 'tenant_unknown', detail };
  if (aadsts && DECLINED.includes(aadsts)) return { code: 'sign_in_cancelled', detail };
  // Entra answers a pressed "Cancel" with a bare access_denied; with any other AADSTS code, Entra itself refused.
  if (trouble.code === 'access_denied' && !aadsts) return { code: 'sign_in_cancelled', detail };
  if (UNREACHABLE.includes(trouble.code)) return { code: 'sign_in_unreachable', detail };
  return { code: 'sign_in_failed', detail };
}

/** True when only the sign-in page can help: the refresh token is gone or was refused. */
export function needsSignInPage(trouble: SignInTrouble): boolean {
  return INTERACTION_NEEDED.includes(trouble.code);
}
