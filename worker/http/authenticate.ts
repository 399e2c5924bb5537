import type { Principal } from '../access/principal.ts';
import { RevocationsUnavailable } from '../access/revocations.ts';
import { KeysUnavailable } from '../access/tenant-keys.ts';
import type { AppDeps } from '../deps.ts';
import { RequestFailure } from './problem.ts';

const V1_HINT =
  'The API registration issues tokens of version 1.0: set "requestedAccessTokenVersion" to 2 in its manifest.';

const RETRY_SECONDS = 30;

export type AuthenticateDeps = Pick<AppDeps, 'configuration' | 'verify' | 'isRevoked'>;

/** Identifies the principal by the `Authorization` header. Throws RequestFailure without a valid token. */
export async function authenticate(deps: AuthenticateDeps, header = ''): Promise<Principal> {
  const { accessContact: contact } = deps.configuration;
  // Exactly one token after the scheme: `Bearer a, Bearer b` are two headers joined.
  const token = /^bearer +([^\s,]+)$/i.exec(header)?.[1] ?? '';
  try {
    const verified = await deps.verify(token);
    if (!verified.ok) {
      const { code, reason } = verified.failure;
      // Only the holder of a token that the tenant has signed gets the hint.
      throw new RequestFailure(code, { reason, ...(reason === 'version_1' && { detail: V1_HINT }) });
    }
    if (await deps.isRevoked(verified.value)) throw new RequestFailure('access_revoked', { contact });
    return verified.value;
  } catch (error) {
    if (error instanceof KeysUnavailable) throw refusal('The sign-in service cannot be reached.', error);
    if (error instanceof RevocationsUnavailable)
      throw refusal('The list of revoked accounts cannot be read.', error);
    throw error;
  }
}

/** A principal that cannot be checked is refused. */
function refusal(detail: string, cause: KeysUnavailable | RevocationsUnavailable): RequestFailure {
  return new RequestFailure('directory_unavailable', {
    detail,
    retryAfterSeconds: RETRY_SECONDS,
    reason: cause.code,
    cause,
  });
}
