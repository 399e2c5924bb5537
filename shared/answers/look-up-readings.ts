import { type DiallingProfile, type Place, profilesOf } from '../phone/dialling-profile.ts';
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
  /** Whose dialling profile it was read by: that source alone is asked. Absent: as the reader writes, and all are asked. */
  readonly by?: { readonly source: S; readonly profile: DiallingProfile };
}

/** Each is a place of the index to look at; a company with more places has numbers that are longer than an extension. */
const MAX_SOURCE_READINGS = 20;

/**
 * First what the number means to the reader, likeliest first; then what it means within each of the reader's sources, the
 * source that goes first before the others, and within a source its sites in their order. Beyond its own town a source knows no
 * better than the reader.
 */
export function lookUpReadings<S extends DiallingSource>(
  text: string,
  place: Place,
  sources: readonly S[],
): LookUpReading<S>[] {
  const ofReader = readings(text, place);
  const known = new Set(ofReader.map(({ number }) => number.e164));
  const ofSources = sources.toSorted(byRank).flatMap((source) => readWithin(text, source, known));
  return [...ofReader.map((reading) => ({ reading })), ...ofSources.slice(0, MAX_SOURCE_READINGS)];
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

/** Whether the number means something at one place only. */
export function isWithinSource(as: Reading['as']): boolean {
  return as === 'internal' || as === 'tie-line' || as === 'local';
}

function byRank(a: DiallingSource, b: DiallingSource): number {
  return a.priority - b.priority || (a.id < b.id ? -1 : 1);
}
