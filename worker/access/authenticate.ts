import type { AppDeps } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import type { Caller } from './caller.ts';
import { KeysUnavailable } from './verify-token.ts';

const V1_HINT =
  'The API registration issues tokens of version 1.0: set "requestedAccessTokenVersion" to 2 in its manifest.';

/** Who asks, by the `Authorization` header. Throws RequestFailure for anyone without a good token. */
export async function authenticate(deps: AppDeps, header = ''): Promise<Caller> {
  // Exactly one token after the scheme; `Bearer a, Bearer b` is two headers in one.
  const token = /^bearer +([^\s,]+)$/i.exec(header)?.[1] ?? '';
  try {
    const verified = await deps.verify(token);
    if (verified.ok) return verified.value;
    const { code, reason } = verified.failure;
    // The hint goes only to whom the tenant's own key has signed for.
    throw new RequestFailure(code, { reason, ...(reason === 'version_1' && { detail: V1_HINT }) });
  } catch (error) {
    if (!(error instanceof KeysUnavailable)) throw error;
    throw new RequestFailure('directory_unavailable', {
      detail: 'The sign-in service cannot be reached.',
      retryAfterSeconds: 30,
      reason: error.code,
      cause: error,
    });
  }
}
