import { MIN_TRUNK_DIGITS, type Place, type Site, siteAt } from './dialling-profile.ts';
import { type Meaning, meaningsOf } from './meanings.ts';
import { isServiceNumber } from './national-plan.ts';
import { type Step, spellingOf } from './spelling.ts';

export interface ReadNumber {
  /** E.164 with its plus. */
  e164: string;
  /** Digits that are dialled once the call is answered. */
  extension?: string;
  /** Digits (without the plus) before the direct-dial extension, where the writer marked it: `+49 30 23125-0`. */
  trunk?: number;
  /** The text has the digit for an outside line before the number, with which no number should be stored. */
  outsideLine?: true;
}

export interface Reading {
  as: Meaning['as'];
  number: ReadNumber;
  /** Transformations of the text, in order, for explanations. */
  steps: Step[];
}

/** What the text of one number means at a place, likeliest first. Nothing but the number stands in the text. */
export function readOne(text: string, place: Place): Generator<Reading> {
  return likeliestFirst(text, siteAt(place));
}

/** The likeliest reading, without working out the others. */
export function readLikeliest(text: string, place: Place): Reading | undefined {
  for (const reading of readOne(text, place)) return reading;
  return undefined;
}

function* likeliestFirst(text: string, site: Site): Generator<Reading> {
  const spelling = spellingOf(text);
  if (!spelling || isServiceNumber(spelling.text.replaceAll(' ', ''), site.country)) return;
  for (const { as, e164, steps, ...meaning } of meaningsOf(spelling.text, site)) {
    const trunk = meaning.trunk ?? markedTrunk(spelling.text, e164);
    yield {
      as,
      number: {
        e164,
        ...(spelling.extension !== undefined && { extension: spelling.extension }),
        ...(trunk !== undefined && { trunk }),
        ...(as === 'outside-line' && { outsideLine: true }),
      },
      steps: [...spelling.steps, ...steps],
    };
  }
}

/** In Germany and Austria, a single hyphen before one to five digits at the end marks a switchboard's extension. */
function markedTrunk(text: string, e164: string): number | undefined {
  const extension = /^-?[^-]*-\s?(\d{1,5})\s*$/.exec(text)?.[1];
  // In North America the hyphen stands inside the subscriber's number.
  if (extension === undefined || e164.startsWith('+1')) return undefined;
  const trunk = e164.length - 1 - extension.length;
  // Fewer digits are an area code: `+49 30-23125`.
  return trunk >= MIN_TRUNK_DIGITS ? trunk : undefined;
}
