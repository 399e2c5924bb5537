/** Memory of this process, after everything that is no longer used has gone. */
export interface Memory {
  rss: number;
  /** Live heap and what lies outside it, array buffers among it. */
  live: number;
}

export function memoryNow(): Memory {
  const collect = globalThis.gc;
  if (!collect) throw new Error('start Node with --expose-gc');
  collect();
  collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, live: heapUsed + external };
}

/**
 * What came since. Resident pages miss what went into pages that were there before, live bytes miss what an engine
 * holds outside the heap without telling (SQLite): the larger of the two is nearer to the truth.
 */
export function memorySince(before: Memory): { residentMB: number; liveBytes: number } {
  const now = memoryNow();
  const liveBytes = now.live - before.live;
  return { residentMB: Math.max(now.rss - before.rss, liveBytes) / (1024 * 1024), liveBytes };
}
