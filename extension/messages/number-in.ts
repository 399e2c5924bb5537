import { findCandidates } from '#shared/phone/candidates.ts';
import { MAX_TEXT_LENGTH } from './message-parts.ts';

/** What a person points at, as the text of one number. Pure; whether it is a number the background says. */

const FIVE_DIGITS = /\d(?:\D*\d){4}/;

/** The first number in a text; short text that has digits at all is taken as it stands, for the person has picked it. */
export function numberIn(text: string): string | undefined {
  const found = findCandidates(text.slice(0, 10_000))[0]?.text;
  if (found !== undefined) return found;
  const trimmed = text.trim();
  return trimmed.length <= MAX_TEXT_LENGTH && FIVE_DIGITS.test(trimmed) ? trimmed : undefined;
}

/** What a `tel:`, `callto:` or `sip:` link calls; undefined for service codes (`*`, `#`), for names, and for what is too long. */
export function numberOfAddress(address: string): string | undefined {
  const called = decode(address.replace(/^[a-z]+:(?:\/\/)?/i, ''));
  // Hosts, pauses and parameters are no part of whose number it is.
  const number = called.split(/[@,;pw?]/i, 1)[0]?.trim() ?? '';
  if (number.length > MAX_TEXT_LENGTH || /[*#]/.test(number)) return undefined;
  return FIVE_DIGITS.test(number) ? number : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
