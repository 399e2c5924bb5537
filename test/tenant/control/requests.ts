/** Counts of the requests to the tenant. */
import type { TenantParts } from './tenant-parts.ts';

export function countRequests({ graph, entra }: TenantParts): unknown {
  return { graph: graph.counts.all(), entra: { ...entra.requests }, peakConcurrency: graph.throttle.peaks() };
}

export function clearRequests({ graph, entra }: TenantParts): void {
  graph.counts.clear();
  graph.throttle.clearPeaks();
  for (const name of Object.keys(entra.requests)) Reflect.set(entra.requests, name, 0);
}
