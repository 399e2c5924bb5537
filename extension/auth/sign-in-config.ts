import type { Failure } from '#shared/failure.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { SignInConfig } from '../messages/sign-in-messages.ts';
import type { Settings } from '../settings/settings.ts';

/** The worker's facts for signing in, from its public `GET /v1/health`. */
export interface WorkerSignIn {
  tenantId: string;
  scope: string;
}

/** Everything that MSAL needs, or the reason why nobody can sign in yet. */
export async function findSignInConfig(
  settings: Settings,
  redirectUri: string,
  readSignIn: (workerUrl: string) => Promise<Result<WorkerSignIn, Failure>>,
): Promise<Result<SignInConfig, Failure>> {
  const { workerUrl, tenantId, clientId, authority } = settings;
  if (!workerUrl || !tenantId || !clientId) return err({ code: 'not_configured' });
  const worker = await readSignIn(workerUrl);
  if (!worker.ok) return worker;
  const mismatch = findTenantMismatch(tenantId, worker.value.tenantId);
  if (mismatch) return err(mismatch);
  return ok({ authority, tenantId, clientId, scope: worker.value.scope, redirectUri });
}

/** `detail` carries both ids, the configured one first. */
export function findTenantMismatch(configured: string, workers: string): Failure | undefined {
  if (configured.toLowerCase() === workers.toLowerCase()) return undefined;
  return { code: 'wrong_tenant', detail: `${configured} ≠ ${workers}` };
}
