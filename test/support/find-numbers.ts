import { type FindOptions, findCandidates } from '#shared/phone/candidates.ts';
import { locateNumbers } from '#shared/phone/locate-numbers.ts';
import type { CountryCode } from '#shared/phone/normalise.ts';

export interface FoundNumber {
  start: number;
  end: number;
  text: string;
  /** E.164, and behind a semicolon the extension. */
  number: string;
}

/** The numbers of a text as a page with the extension shows them: the page proposes, the background locates. */
export function findNumbers(text: string, country: CountryCode, options?: FindOptions): FoundNumber[] {
  return findCandidates(text, options).flatMap((candidate) =>
    locateNumbers(candidate, country).map(({ start, end, number: { e164, extension } }) => ({
      start: candidate.start + start,
      end: candidate.start + end,
      text: text.slice(candidate.start + start, candidate.start + end),
      number: extension === undefined ? e164 : `${e164};${extension}`,
    })),
  );
}
