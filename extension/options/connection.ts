import type { HealthAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import { err, type Result } from '#shared/result.ts';
import { findVersionGap } from '../api/version-gap.ts';
import { findTenantMismatch } from '../auth/sign-in-config.ts';
import { testedConnection } from '../messages/messages.ts';
import { askBackground } from '../ui/ask-background.ts';
import type { FormValues } from './validate.ts';

/** Tests the typed address: does a Ringcard worker of our API version answer, and does it serve the typed tenant? */
export async function testConnection(
  values: Pick<FormValues, 'workerUrl' | 'tenantId'>,
): Promise<Result<HealthAnswer, Failure>> {
  const { workerUrl, tenantId } = values;
  if (!workerUrl) return err({ code: 'worker_address_invalid' });
  const answer = await askBackground({ type: 'test-connection', workerUrl }, testedConnection);
  if (!answer.ok) return answer;
  const gap = findVersionGap(answer.value.api);
  if (gap) return err(gap);
  if (!tenantId) return answer;
  const mismatch = findTenantMismatch(tenantId, answer.value.signIn.tenantId);
  return mismatch ? err(mismatch) : answer;
}
