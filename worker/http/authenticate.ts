import type { Principal } from '../access/principal.ts';
import { RevocationsUnavailable } from '../access/revocations.ts';
import { KeysUnavailable } from '../access/tenant-keys.ts';
import type { AppDeps } from '../deps.ts';
import { RequestFailure } from './problem.ts';

const V1_HINT =
  'The API registration issues tokens of version 1.0: set "requestedAccessTokenVersion" to 2 in its manifest.';

const RETRY_SECONDS = 30;

export type AuthenticateDeps = Pick<AppDeps, 'configuration' | 'verify' | 'isRevoked'>;

/** Who asks, by the `Authorization` header. Throws RequestFailure for anyone without a good token. */
export async function authenticate(deps: AuthenticateDeps, header = ''): Promise<Principal> {
  const { accessContact: contact } = deps.configuration;
  // Exactly one token after the scheme; `Bearer a, Bearer b` is two headers in one.
  const token = /^bearer +([^\s,]+)$/i.exec(header)?.[1] ?? '';
  try {
    const verified = await deps.verify(token);
    if (!verified.ok) {
      const { code, reason } = verified.failure;
      // The hint goes only to whom the tenant's own key has signed for.
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

/** Whoever cannot be judged is not let in. */
function refusal(detail: string, cause: KeysUnavailable | RevocationsUnavailable): RequestFailure {
  return new RequestFailure('directory_unavailable', {
    detail,
    retryAfterSeconds: RETRY_SECONDS,
    reason: cause.code,
    cause,
  });
}
