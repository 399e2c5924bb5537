/** Memory of this process after garbage collection. */
export interface Memory {
  rss: number;
  /** Live heap and memory outside it, such as array buffers. */
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
 * Growth since `before`. Resident memory misses what went into pages that existed before. Live bytes miss what an engine
 * allocates outside the heap unreported (SQLite). The larger figure is nearer to the truth.
 */
export function memorySince(before: Memory): { residentMB: number; liveBytes: number } {
  const now = memoryNow();
  const liveBytes = now.live - before.live;
  return { residentMB: Math.max(now.rss - before.rss, liveBytes) / (1024 * 1024), liveBytes };
}
