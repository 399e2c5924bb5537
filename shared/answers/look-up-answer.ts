import type { LookupAnswer } from '../api.ts';
import type { Place } from '../phone/dialling-profile.ts';
import type { AnswerSource, OpenDirectory } from './answer-source.ts';
import { askReadings, sourcesOf } from './ask-readings.ts';
import type { LookUpReading } from './look-up-readings.ts';
import { numberForms } from './number-forms.ts';
import { toHit, toHits } from './to-hits.ts';

export type LookUpReadings<S extends AnswerSource> = readonly [LookUpReading<S>, ...LookUpReading<S>[]];

/** The contacts of the first reading that any contact carries, else the company of the first reading. Throws DirectoryUnreadable. */
export async function answerLookUp(
  directory: OpenDirectory,
  readings: LookUpReadings<AnswerSource>,
  place: Place,
): Promise<LookupAnswer> {
  const { snapshot, sources, ageSeconds } = directory;
  const [first] = readings;
  const answers = await askReadings(directory, readings, { isCall: true });
  const found = answers.at(-1) ?? [];
  // Where no contact carries the number, its likeliest reading stands for it.
  const { reading } = readings[found.length > 0 ? answers.length - 1 : 0] ?? first;
  const company =
    found.length > 0
      ? undefined
      : await snapshot.matchCompany(sourcesOf(directory, first), first.reading.number.e164);
  return {
    number: numberForms(reading.number, place),
    match: found.length > 0 ? 'exact' : company ? 'company' : 'none',
    hits: company ? [toHit(company, sources)] : toHits(found, sources),
    ...(company && { droppedDigits: company.droppedDigits }),
    ageSeconds,
  };
}
