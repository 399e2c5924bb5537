import type { SourceStatus, StatusAnswer } from '#shared/api.ts';

/** Several sources as one. */
export interface OverallProgress {
  done: number;
  /** Absent while the total of any source is unknown. */
  expected?: number;
  /** Of all work, below 1; absent as `expected` is. */
  share?: number;
  /** Read a second; 0 while that cannot be told. */
  perSecond: number;
  /** Of the slowest source. */
  secondsLeft?: number;
}

interface Known {
  readonly done: number;
  /** How much the source weighs among the others; undefined while nobody knows. */
  readonly size: number | undefined;
  readonly share: number | undefined;
}

/** Adds the first imports of several sources up. Keeps what each source has told, for a source that is ready tells no progress. */
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
    // One that has just begun cannot tell, and may be the slowest.
    const canTell = reading.every((progress) => progress.secondsLeft !== undefined);
    const secondsLeft = canTell ? Math.max(0, ...reading.map((progress) => progress.secondsLeft ?? 0)) : 0;
    return {
      done,
      // The source that ends last is shown by what follows, never by a full bar.
      share: Math.min(share, 0.999),
      perSecond,
      ...(size > done && { expected: size }),
      ...(secondsLeft > 0 && { secondsLeft }),
    };
  }
}

function knownOf({ progress, lastFull, contacts }: SourceStatus, before: Known | undefined): Known {
  // Once everything was read, a run without a share is one of changes.
  if (lastFull !== undefined && progress?.share === undefined) {
    // What was told last may be older than its end.
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
