import { readSpelling } from '../../name/written-letters.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { NameSegment } from './segment.ts';
import { type TermDictionary, termBytes } from './term-dictionary.ts';

/** Words of a segment that give a typed word when they are written together: van, den and berg for vandenberg. */

export interface Parting {
  /** In the form of `writtenWords`. */
  parts: readonly string[];
  /** Whether the last part may be the beginning of a word. */
  isUnfinished: boolean;
}

const MOST_PARTS = 4;
const MOST_PARTINGS = 6;
/** Behind a single word, fewer letters begin too many words to prove that two were joined. */
const LEAST_UNFINISHED = 3;
/** A single letter is taken for a word before this many: o and brien. */
const LEAST_BEHIND_LETTER = 4;
const LONGEST = 40;

/** Written between two words, or as a sign: 1und1 is 1&1. */
const CONNECTORS = new Set(['und', 'and', 'et', 'en', 'og', 'och', 'plus', 'u', 'e', 'y', 'i', 'o']);

export function isConnector(word: string): boolean {
  return CONNECTORS.has(word);
}

/**
 * Partings of which some contact has all parts. `written`: as `writtenWords` gives it. `leastLetters`: shorter words of
 * letters alone are taken for one; those with digits, or without blanks as in Chinese, may be several.
 */
export function partingsOf(segment: NameSegment, written: string, leastLetters: number): Parting[] {
  const found: Parting[] = [];
  if ((written.length >= leastLetters || !/^[a-zAOUS]*$/.test(written)) && written.length <= LONGEST)
    part(segment.dictionary, written, [], found);
  return found.filter((parting) => hasAllParts(segment, parting));
}

/** Whether a contact has all parts. Costs little, since the rarest part decides and most partings are chance. */
function hasAllParts(segment: NameSegment, { parts, isUnfinished }: Parting): boolean {
  const ranges = parts.map((part, i) => termsOf(segment, part, isUnfinished && i === parts.length - 1));
  const [rarest, ...others] = ranges.sort((a, b) => a.bytes - b.bytes);
  if (!rarest) return false;
  let shared = contactsOf(segment, rarest);
  for (const range of others) {
    if (shared.size === 0) return false;
    const both = new Set<number>();
    contactsOf(segment, range, (contact) => {
      if (shared.has(contact)) both.add(contact);
    });
    shared = both;
  }
  return shared.size > 0;
}

interface TermRange {
  from: number;
  to: number;
  /** Of their postings. */
  bytes: number;
}

function termsOf(segment: NameSegment, written: string, isUnfinished: boolean): TermRange {
  const { dictionary, lengths } = segment;
  const word = termBytes(readSpelling(written).word);
  const from = dictionary.lowerBound(word);
  let to = from;
  if (isUnfinished) to = dictionary.prefixEnd(word);
  else while (to < dictionary.count && lengths[to] === word.length && isTerm(dictionary, to, word)) to++;
  let bytes = 0;
  for (let term = from; term < to; term++) bytes += segment.postingBytes(term);
  return { from, to, bytes };
}

function isTerm(dictionary: TermDictionary, term: number, word: Uint8Array): boolean {
  dictionary.read(term);
  return word.every((byte, at) => dictionary.word[at] === byte);
}

function contactsOf(
  segment: NameSegment,
  { from, to }: TermRange,
  visit?: (contact: number) => void,
): Set<number> {
  const contacts = new Set<number>();
  for (let term = from; term < to; term++) {
    segment.forContacts(term, (contact) => {
      if (visit) visit(contact);
      else contacts.add(contact);
      return true;
    });
  }
  return contacts;
}

function part(dictionary: TermDictionary, rest: string, parts: readonly string[], found: Parting[]): void {
  if (found.length === MOST_PARTINGS) return;
  if (parts.length > 0) {
    const met = meet(dictionary, rest);
    const isUnfinished = rest.length >= LEAST_UNFINISHED || parts.length > 1 || !isLatin(rest);
    if (met === 'whole' || (met === 'begun' && isUnfinished))
      found.push({ parts: [...parts, rest], isUnfinished });
    for (const connector of CONNECTORS)
      if (rest.startsWith(connector)) part(dictionary, rest.slice(connector.length), parts, found);
  }
  if (parts.length === MOST_PARTS - 1 || rest === '') return;
  for (const word of firstWords(dictionary, rest)) {
    const behind = rest.slice(word.length);
    if (isCut(word, behind, parts.length > 0)) part(dictionary, behind, [...parts, word], found);
  }
}

/** Words of the dictionary with which the text begins. */
function firstWords(dictionary: TermDictionary, text: string): string[] {
  const { word } = readSpelling(text);
  const bytes = termBytes(word);
  const lengths = dictionary.prefixesOf(bytes);
  if (lengths.length === 0 || (word === text && isLatin(text)))
    return lengths.map((length) => text.slice(0, length));
  // Folding shortens a word, and its end may be on either side of an e.
  const words = lengths.map((length) => decodeUtf8(bytes, 0, length));
  return [...text].flatMap((_, at) => {
    const first = text.slice(0, at + 1);
    return first.length < text.length && words.includes(readSpelling(first).word) ? [first] : [];
  });
}

/** Whether a word may end here. Numbers are not cut; single letters stand at the beginning alone. */
function isCut(word: string, behind: string, isInside: boolean): boolean {
  if (/\d$/.test(word)) return !/^\d/.test(behind);
  if (!isLatin(word) || word.length > 1) return true;
  return isInside ? /^\d/.test(behind) : behind.length >= LEAST_BEHIND_LETTER;
}

/** Whether the dictionary has the word, or at least one that it begins. */
export function meet(dictionary: TermDictionary, written: string): 'whole' | 'begun' | 'none' {
  const bytes = termBytes(readSpelling(written).word);
  const term = dictionary.lowerBound(bytes);
  if (term === dictionary.count) return 'none';
  const length = dictionary.read(term);
  for (let at = 0; at < bytes.length; at++) if (dictionary.word[at] !== bytes[at]) return 'none';
  return length === bytes.length ? 'whole' : 'begun';
}

function isLatin(text: string): boolean {
  return !/[^ -~]/.test(text);
}
