import { MIN_TRUNK_DIGITS, type Place, type Site, siteAt } from './dialling-profile.ts';
import { type Meaning, meaningsOf } from './meanings.ts';
import { isServiceNumber } from './national-plan.ts';
import { type Step, spellingOf } from './spelling.ts';

export interface ReadNumber {
  /** E.164 with its plus. */
  e164: string;
  /** Digits that are dialled after the answer. */
  extension?: string;
  /** Digits (without the plus) before the direct-dial extension, where the writer marked it: `+49 30 23125-0`. */
  trunk?: number;
  /** The digit for an outside line stands before it, where no number should be kept with it. */
  outsideLine?: true;
}

export interface Reading {
  as: Meaning['as'];
  number: ReadNumber;
  /** What was done to the text, in order, for whoever asks why. */
  steps: Step[];
}

/** More say nothing that one of these does not. */
const MAX_READINGS = 5;

/**
 * Everything that a text may stand for at a place, likeliest first: an internal number; one of the town; one of the country,
 * with or without its prefix; one of the world without its plus; one behind the digit for an outside line.
 */
export function readings(text: string, place: Place): Reading[] {
  const found = new Map<string, Reading>();
  for (const reading of likeliestFirst(text, siteAt(place))) {
    const key = `${reading.number.e164};${reading.number.extension ?? ''}`;
    if (!found.has(key)) found.set(key, reading);
    if (found.size === MAX_READINGS) break;
  }
  return [...found.values()];
}

/** The likeliest reading; the others are not worked out. */
export function readLikeliest(text: string, place: Place): Reading | undefined {
  for (const reading of likeliestFirst(text, siteAt(place))) return reading;
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

/** One hyphen alone, before one to five digits at the end, is how a switchboard's extension is written in Germany and Austria. */
function markedTrunk(text: string, e164: string): number | undefined {
  const extension = /^-?[^-]*-\s?(\d{1,5})\s*$/.exec(text)?.[1];
  // In North America the hyphen stands inside the subscriber's number.
  if (extension === undefined || e164.startsWith('+1')) return undefined;
  const trunk = e164.length - 1 - extension.length;
  // Less than that is an area code: `+49 30-23125`.
  return trunk >= MIN_TRUNK_DIGITS ? trunk : undefined;
}
