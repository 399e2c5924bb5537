import type { MatchReason, SearchAnswer } from '../api.ts';
import type { FoundContact } from '../directory/found.ts';
import type { Place } from '../phone/dialling-profile.ts';
import { foldDigits } from '../phone/fold-digits.ts';
import { unfinishedDigits } from '../phone/normalise.ts';
import type { OpenDirectory } from './answer-source.ts';
import { askReadings } from './ask-readings.ts';
import { isWithinSource, lookUpReadings } from './look-up-readings.ts';
import { toHits } from './to-hits.ts';

const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Matches text without letters: a single letter makes it a search by name. */
const LOOKS_LIKE_NUMBER = /^[\s(+-]*\p{Nd}[\p{Nd}\s()/.+-]*$/u;

export interface Searched {
  answer: SearchAnswer;
  /** E.164 of the number by which contacts were found. */
  number?: string | undefined;
  /** E.164 of the typed text, if it is a number. */
  typed?: string | undefined;
}

export interface SearchWish {
  text: string;
  place: Place;
  limit: number;
}

/** Whether the text is long enough to search by. Punctuation finds nothing, so it does not count. */
export function isLongEnough(text: string): boolean {
  const characters = text.normalize('NFKC').match(/[\p{L}\p{N}]/gu) ?? [];
  return characters.length > 1 || (characters.length === 1 && IDEOGRAPH.test(text.normalize('NFKC')));
}

/** Finds contacts by words in any order, or by a number, finished or not. Throws DirectoryUnreadable. */
export async function answerSearch(directory: OpenDirectory, wish: SearchWish): Promise<Searched> {
  const given = { ...wish, text: wish.text.normalize('NFKC') };
  const { found, number, typed } = LOOKS_LIKE_NUMBER.test(given.text)
    ? await findNumber(directory, given)
    : { found: await findWords(directory, given) };
  const hits = toHits(found, directory.sources);
  const answer: SearchAnswer = {
    hits: hits.slice(0, wish.limit),
    more: hits.length > wish.limit,
    ageSeconds: directory.ageSeconds,
  };
  return { answer, number, typed };
}

type Found = FoundContact & { matched: MatchReason[] };

/** One more than the limit from each source: enough are left after duplicates have been merged. */
function contactsFor(limit: number, { sources }: OpenDirectory): number {
  return (limit + 1) * sources.length;
}

async function findWords(directory: OpenDirectory, { text, limit }: SearchWish): Promise<Found[]> {
  const { snapshot, sources } = directory;
  return (await snapshot.search(sources, text, limit, contactsFor(limit, directory))).found;
}

async function findNumber(
  directory: OpenDirectory,
  wish: SearchWish,
): Promise<{ found: Found[] } & Pick<Searched, 'number' | 'typed'>> {
  const { snapshot, sources } = directory;
  const { text, place, limit } = wish;
  const readings = lookUpReadings(text, place, sources);
  const answers = await askReadings(directory, readings);
  const found = answers.at(-1) ?? [];
  if (found.length > 0) {
    const number = readings[answers.length - 1]?.reading.number.e164;
    return { found: byNumber(found, 'exact'), number, typed: number };
  }
  const typed = readings[0]?.reading.number.e164;
  // An unfinished number finds all numbers that begin with it, where the beginning is unambiguous.
  const digits = unfinishedDigits(text, place.country);
  const most = contactsFor(limit, directory);
  const begun =
    digits === undefined ? [] : (await snapshot.numbersStartingWith(sources, digits, limit, most)).found;
  const end = begun.length > limit ? undefined : lastDigits(text);
  const ended = end === undefined ? [] : (await snapshot.numbersEndingWith(sources, end, limit, most)).found;
  const numbers = byNumber(distinct([...begun, ...ended]), 'prefix');
  // Company names such as 1822 or 4711 may also be internal numbers.
  if (digits !== undefined || readings.some(({ reading }) => !isWithinSource(reading.as)))
    return { found: numbers, typed };
  const named = await findWords(directory, wish);
  return { found: numbers.length === 0 ? named : distinct([...named.filter(isAsTyped), ...numbers]), typed };
}

/** Fewer digits end the numbers of too many contacts. */
const LEAST_LAST_DIGITS = 4;

/** Typed digits as the end of a number; undefined for too few, and behind a plus. */
function lastDigits(text: string): string | undefined {
  const digits = foldDigits(text).replace(/[\s()/.-]/g, '');
  return /^\d+$/.test(digits) && digits.length >= LEAST_LAST_DIGITS ? digits : undefined;
}

function isAsTyped({ matched }: Found): boolean {
  return matched.some(({ how }) => how === 'exact' || how === 'prefix');
}

function distinct<T extends FoundContact>(found: readonly T[]): T[] {
  const keys = found.map(({ sourceId, contact }) => `${sourceId} ${contact.id}`);
  return found.filter((_, i) => keys.indexOf(keys[i] ?? '') === i);
}

function byNumber(found: readonly FoundContact[], how: MatchReason['how']): Found[] {
  return found.map((item) => ({ ...item, matched: [{ field: 'number', how }] }));
}
