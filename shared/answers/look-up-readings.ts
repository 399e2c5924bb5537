import type { DiallingProfile, Place } from '../phone/dialling-profile.ts';
import type { CountryCode } from '../phone/normalise.ts';
import { type Reading, readings } from '../phone/readings.ts';

/** What of a source says how numbers are written there. */
export interface DiallingSource {
  readonly id: string;
  readonly priority: number;
  readonly country: CountryCode;
  readonly dialling?: DiallingProfile | undefined;
}

/** What a number may stand for, and who is asked for it. */
export interface LookUpReading<S extends DiallingSource = DiallingSource> {
  readonly reading: Reading;
  /** By whose dialling profile it was read; that source alone is asked. Absent: as the reader writes, and all are asked. */
  readonly source?: S;
}

/**
 * First what the number means to the reader, likeliest first; then what it means within each of the reader's sources, the
 * source that goes first before the others. Beyond its own town a source knows no better than the reader.
 */
export function lookUpReadings<S extends DiallingSource>(
  text: string,
  place: Place,
  sources: readonly S[],
): LookUpReading<S>[] {
  const ofReader = readings(text, place);
  const known = new Set(ofReader.map(({ number }) => number.e164));
  const ofSources = sources.toSorted(byRank).flatMap((source) => {
    const { country, dialling: profile } = source;
    if (!profile) return [];
    return readings(text, { country, profile })
      .filter(({ as, number }) => isWithinSource(as) && !known.has(number.e164))
      .map((reading) => ({ reading, source }));
  });
  return [...ofReader.map((reading) => ({ reading })), ...ofSources];
}

/** Whether the number means something at one place only. */
export function isWithinSource(as: Reading['as']): boolean {
  return as === 'internal' || as === 'tie-line' || as === 'local';
}

function byRank(a: DiallingSource, b: DiallingSource): number {
  return a.priority - b.priority || (a.id < b.id ? -1 : 1);
}
