import type { AppDeps } from '../../deps.ts';
import type { Answer } from '../../http/mount-operations.ts';

/** `GET /v1/admin/credentials`: when each credential of the app ends, and which one Microsoft refuses. */
export function credentialsRoute(deps: AppDeps): Answer<'readCredentials'> {
  return async () => ({ credentials: await deps.credentialsStatus() });
}
