import { findCandidates } from '#shared/phone/candidates.ts';
import { MAX_TEXT_LENGTH } from './message-parts.ts';

/** Extracts the text of one number from a selection, a paste or a link. The background decides whether it is a number. Pure. */

const FIVE_DIGITS = /\d(?:\D*\d){4}/;

/** The first number in a text. A short text with five digits counts as a number too, since the person has picked it. */
export function numberIn(text: string): string | undefined {
  const found = findCandidates(text.slice(0, 10_000)).map((candidate) => candidate.text);
  // An order number may stand before the number, which begins with a plus or a zero far more often.
  const likeliest = found.find((number) => /^[[(+]*[+0]/.test(number)) ?? found[0];
  if (likeliest !== undefined) return likeliest.slice(0, MAX_TEXT_LENGTH);
  const trimmed = text.trim();
  return trimmed.length <= MAX_TEXT_LENGTH && FIVE_DIGITS.test(trimmed) ? trimmed : undefined;
}
