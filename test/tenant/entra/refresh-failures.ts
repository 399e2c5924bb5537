/** The refusals that send an application back to the user for whom it acts. */
import { type EntraFailure, failure } from './failure.ts';

export const refreshFailures = {
  refreshTokenInactive: () =>
    failure(
      400,
      'invalid_grant',
      700082,
      'The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.',
    ),
  invalidRefreshToken: () =>
    failure(
      400,
      'invalid_grant',
      70000,
      "The provided value for the 'refresh_token' parameter is not valid.",
    ),
  grantRevoked: (): EntraFailure => ({
    ...failure(
      400,
      'invalid_grant',
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    ),
    suberror: 'bad_token',
  }),
  mfaRequired: (): EntraFailure => ({
    ...failure(
      400,
      'interaction_required',
      50076,
      'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
    ),
    suberror: 'basic_action',
  }),
  consentMissing: (clientId: string): EntraFailure => ({
    ...failure(
      400,
      'invalid_grant',
      65001,
      `The user or administrator has not consented to use the application with ID '${clientId}'. Send an interactive authorization request for this user and resource.`,
    ),
    suberror: 'consent_required',
  }),
};
