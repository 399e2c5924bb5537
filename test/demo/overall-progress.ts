import type { SourceStatus, StatusAnswer } from '#shared/api.ts';

/** The progress of several sources together. */
export interface OverallProgress {
  done: number;
  /** Absent while the total of any source is unknown. */
  expected?: number;
  /** Share of all work, below 1; absent whenever `expected` is. */
  share?: number;
  /** Items read per second; 0 while unknown. */
  perSecond: number;
  /** Remaining time of the slowest source. */
  secondsLeft?: number;
}

interface Known {
  readonly done: number;
  /** The weight of the source among the others; undefined while unknown. */
  readonly size: number | undefined;
  readonly share: number | undefined;
}

/** Adds up the first imports of several sources. Keeps each source's last report, because a ready source reports no progress. */
export class ImportsTogether {
  readonly #known = new Map<string, Known>();

  add({ sources }: StatusAnswer): OverallProgress {
    for (const source of sources) this.#known.set(source.id, knownOf(source, this.#known.get(source.id)));
    const all = sources.flatMap(({ id }) => this.#known.get(id) ?? []);
    const done = sum(all.map((one) => one.done));
    const perSecond = sum(sources.map(({ progress }) => progress?.perSecond ?? 0));
    const told = all.flatMap(({ size, share }) =>
      size === undefined || share === undefined ? [] : [{ size, share }],
    );
    const size = sum(told.map((one) => one.size));
    if (told.length < all.length || size === 0) return { done, perSecond };
    const share = sum(told.map((one) => one.share * one.size)) / size;
    const reading = sources.flatMap(({ progress }) => (progress?.expected === undefined ? [] : progress));
    // A source that has just begun has no estimate, and may be the slowest.
    const canTell = reading.every((progress) => progress.secondsLeft !== undefined);
    const secondsLeft = canTell ? Math.max(0, ...reading.map((progress) => progress.secondsLeft ?? 0)) : 0;
    return {
      done,
      // The next step shows the end of the last source, never a full bar.
      share: Math.min(share, 0.999),
      perSecond,
      ...(size > done && { expected: size }),
      ...(secondsLeft > 0 && { secondsLeft }),
    };
  }
}

function knownOf({ progress, lastFull, contacts }: SourceStatus, before: Known | undefined): Known {
  // After everything was read, a run without a share is a run of changes.
  if (lastFull !== undefined && progress?.share === undefined) {
    // The last report may be older than the end of the import.
    const done = Math.max(before?.done ?? 0, before?.size ?? 0, contacts);
    return { done, size: done, share: 1 };
  }
  const done = Math.max(progress?.done ?? 0, before?.done ?? 0);
  const isCounted = before?.size !== undefined || lastFull !== undefined;
  const size = progress?.expected ?? (isCounted ? done : undefined);
  return {
    done,
    size: size === undefined ? undefined : Math.max(size, before?.size ?? 0),
    share: progress?.share ?? before?.share,
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
