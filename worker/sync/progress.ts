import type { PartsTally } from './part-counts.ts';

export interface Progress {
  /** Items read. */
  readonly done: number;
  /** Items to read; absent while their number is unknown, and once all are read. Always more than `done`. */
  readonly expected?: number;
  /** Completed share of the whole run, details and publishing included; below 1, and absent while it is unknown. */
  readonly share?: number;
  /** Items read a second. */
  readonly perSecond?: number;
  /** Until the whole run ends. */
  readonly secondsLeft?: number;
}

/** The state of a run that reads every part from its start. */
export interface FullRun {
  readonly tally: PartsTally;
  /** Fraction of the contacts whose details are read; undefined where the feed carries everything. */
  readonly details: number | undefined;
  /** Fraction of the generation that is written. */
  readonly publishing: number;
  /** Items that this run has read, without those of an interrupted run before it. */
  readonly readByRun: number;
  readonly elapsedMs: number;
}

/** Each stage's share of the whole. The shares add up to less than 1, which a run under way never reaches. */
const WITH_DETAILS = { reading: 0.65, details: 0.25, publishing: 0.09 };
const WITHOUT_DETAILS = { reading: 0.9, details: 0, publishing: 0.09 };

/** Progress that never falls from one step of a run to the next, and never claims to be complete. Pure. */
export function progressOfFullRun(run: FullRun): Progress {
  const { tally, details, publishing } = run;
  const stages = details === undefined ? WITHOUT_DETAILS : WITH_DETAILS;
  if (tally.isRead) {
    const isDetailed = details === undefined || details >= 1;
    const behind = stages.details * (details ?? 0) + stages.publishing * (isDetailed ? publishing : 0);
    return { done: tally.read, share: rounded(stages.reading + behind) };
  }
  // Graph may have more items than it counted. The last one counts as read only when every part is read to its end.
  const expected = tally.expected === 0 ? undefined : tally.expected;
  const done = expected === undefined ? tally.read : Math.min(tally.read, expected - 1);
  const read = readingShare(tally, done, expected);
  const perSecond = run.elapsedMs > 0 ? run.readByRun / (run.elapsedMs / 1000) : 0;
  const share = read === undefined ? undefined : stages.reading * read;
  return {
    done,
    ...(expected !== undefined && { expected }),
    ...(share !== undefined && { share: rounded(share) }),
    ...(perSecond > 0 && { perSecond: Math.round(perSecond * 10) / 10 }),
    ...(perSecond > 0 &&
      expected !== undefined &&
      share !== undefined && {
        secondsLeft: Math.ceil(((1 - share) * expected) / stages.reading / perSecond),
      }),
  };
}

/** By items if the number of every part's items is known, else by parts; undefined for a single part of unknown size. */
function readingShare(
  { parts, wholeParts }: PartsTally,
  done: number,
  expected: number | undefined,
): number | undefined {
  if (expected !== undefined) return done / expected;
  return parts > 1 ? wholeParts / parts : undefined;
}

function rounded(share: number): number {
  return Math.floor(share * 10_000) / 10_000;
}
