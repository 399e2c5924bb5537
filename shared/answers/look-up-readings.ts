import { type DiallingProfile, type Place, profilesOf } from '../phone/dialling-profile.ts';
import type { CountryCode } from '../phone/normalise.ts';
import { type Reading, readings } from '../phone/readings.ts';

/** The part of a source that tells how its numbers are written. */
export interface DiallingSource {
  readonly id: string;
  readonly priority: number;
  readonly country: CountryCode;
  readonly dialling?: DiallingProfile | undefined;
}

/** A reading of a number, and the sources that are asked for it. */
export interface LookUpReading<S extends DiallingSource = DiallingSource> {
  readonly reading: Reading;
  /** The source whose dialling profile gave this reading; it alone is asked. Absent: read at the principal's place, and all are asked. */
  readonly by?: { readonly source: S; readonly profile: DiallingProfile };
}

/** Each costs a look into the index. A company with more sites than this has internal numbers longer than an extension. */
const MAX_SOURCE_READINGS = 20;

/**
 * First the readings at the principal's place, likeliest first. Then the readings within each source, by the sources'
 * priority, and within a source by the order of its sites. Beyond its own town, a source's profile tells no more than the
 * principal's place.
 */
export function lookUpReadings<S extends DiallingSource>(
  text: string,
  place: Place,
  sources: readonly S[],
): LookUpReading<S>[] {
  const ofPrincipal = readings(text, place);
  const known = new Set(ofPrincipal.map(({ number }) => number.e164));
  const ofSources = sources.toSorted(byRank).flatMap((source) => readWithin(text, source, known));
  return [...ofPrincipal.map((reading) => ({ reading })), ...ofSources.slice(0, MAX_SOURCE_READINGS)];
}

function readWithin<S extends DiallingSource>(
  text: string,
  source: S,
  known: ReadonlySet<string>,
): LookUpReading<S>[] {
  const { country, dialling } = source;
  if (!dialling) return [];
  const found = new Map<string, LookUpReading<S>>();
  for (const profile of profilesOf(dialling))
    for (const reading of readings(text, { country, profile })) {
      const { e164 } = reading.number;
      if (isWithinSource(reading.as) && !known.has(e164) && !found.has(e164))
        found.set(e164, { reading, by: { source, profile } });
    }
  return [...found.values()];
}

/** Whether the number has this meaning at one place only. */
export function isWithinSource(as: Reading['as']): boolean {
  return as === 'internal' || as === 'tie-line' || as === 'local';
}

function byRank(a: DiallingSource, b: DiallingSource): number {
  return a.priority - b.priority || (a.id < b.id ? -1 : 1);
}
