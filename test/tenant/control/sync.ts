/** Lets the attached worker fetch what changed. */
import { ControlFailure } from './failure.ts';
import type { TenantParts } from './tenant-parts.ts';

const SYNC_TIMEOUT_MS = 120_000;

export async function runSync(parts: TenantParts): Promise<unknown> {
  if (!parts.sync) throw new ControlFailure(409, 'no_worker', 'No worker is attached to this tenant.');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const failure = new ControlFailure(
      504,
      'sync_timeout',
      'The worker did not finish its sync within 120 seconds.',
    );
    timer = setTimeout(() => reject(failure), SYNC_TIMEOUT_MS);
  });
  try {
    return (await Promise.race([parts.sync(), late])) ?? null;
  } catch (error) {
    if (error instanceof ControlFailure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ControlFailure(502, 'sync_failed', `The sync ended in an error: ${reason}`);
  } finally {
    clearTimeout(timer);
  }
}
