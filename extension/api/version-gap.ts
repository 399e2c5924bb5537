import { API_VERSION } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';

/** Which side needs an update when the worker speaks another version of the API. `detail`: the worker's version, then ours. */
export function findVersionGap(workers: number): Failure | undefined {
  if (workers === API_VERSION) return undefined;
  const code = workers < API_VERSION ? 'worker_outdated' : 'extension_outdated';
  return { code, detail: `${workers} ≠ ${API_VERSION}` };
}
