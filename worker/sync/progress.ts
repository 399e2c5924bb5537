import type { PartsTally } from './part-counts.ts';

export interface Progress {
  /** Items read. */
  readonly done: number;
  /** How many there are to read; absent while that is unknown, and once all are read. Always more than `done`. */
  readonly expected?: number;
  /** Of the whole run, its details and its publishing included; below 1, and absent while it cannot be told. */
  readonly share?: number;
  /** Items read a second. */
  readonly perSecond?: number;
  /** Until the whole run is through. */
  readonly secondsLeft?: number;
}

/** Where a run stands that reads every part from its start. */
export interface FullRun {
  readonly tally: PartsTally;
  /** Fraction of the contacts whose details are read; undefined where the feed carries everything. */
  readonly details: number | undefined;
  /** Fraction of the generation that is written. */
  readonly publishing: number;
  /** Items that this run has read; those of an interrupted one before it are not among them. */
  readonly readByRun: number;
  readonly elapsedMs: number;
}

/** What each stage takes of the whole. Together less than 1, which a run that is under way never reaches. */
const WITH_DETAILS = { reading: 0.65, details: 0.25, publishing: 0.09 };
const WITHOUT_DETAILS = { reading: 0.9, details: 0, publishing: 0.09 };

/** Never falls from one step of a run to the next, and never says that all is done. Pure. */
export function progressOfFullRun(run: FullRun): Progress {
  const { tally, details, publishing } = run;
  const stages = details === undefined ? WITHOUT_DETAILS : WITH_DETAILS;
  if (tally.isRead) {
    const isDetailed = details === undefined || details >= 1;
    const behind = stages.details * (details ?? 0) + stages.publishing * (isDetailed ? publishing : 0);
    return { done: tally.read, share: rounded(stages.reading + behind) };
  }
  // Graph may have more than it counted. The last item counts as read only when the end of every part was seen.
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

/** By items where every part's are known, else by parts; a single part of unknown size tells nothing. */
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
