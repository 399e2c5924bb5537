import { doubleMetaphone } from '../../name/double-metaphone.ts';
import { koelner } from '../../name/koelner.ts';
import { editDistance, FAR } from './edit-distance.ts';
import { letterSignature, type NameSegment, pairSignature, soundOf } from './segment.ts';
import { termBytes } from './term-dictionary.ts';
import { variantScore } from './variant-score.ts';

/**
 * Which terms a typed word may mean, and how surely. A score is one byte: 250 the word itself, 196 to 235 a word that
 * begins with it, up to 180 one that is spelled or sounds nearly so.
 */

export const EXACT = 250;
const PREFIX_LEAST = 196;
const PREFIX_MOST = 235;
export const VARIANT_MOST = 180;

export interface QueryWord {
  text: string;
  /** True when the query has no other word. */
  isAlone: boolean;
  /** The same word in another reading, which is tried where this one is not found. */
  otherwise: QueryWord | undefined;
  bytes: Uint8Array;
  /** As `soundOf` gives it; 0 when it is too short. */
  sound: number;
  koelner: string;
  metaphone: readonly [string, string];
}

/** `asWritten`: the word before umlauts were joined. A lost letter may have made `ae` of what is none: Mat(t)ei, maei. */
export function queryWord(text: string, isAlone: boolean, asWritten = text): QueryWord {
  return {
    otherwise: asWritten === text ? undefined : queryWord(asWritten, isAlone),
    text,
    isAlone,
    bytes: termBytes(text),
    sound: soundOf(text),
    koelner: koelner(text),
    metaphone: doubleMetaphone(text),
  };
}

export interface Meanings {
  terms: number[];
  scores: number[];
}

/** The word itself, words that begin with it, and its near spellings and sounds: what the indexes name without a scan. */
export function likelyMeanings(segment: NameSegment, word: QueryWord): Meanings {
  return inEitherReading(word, (reading) => likelyOf(segment, reading));
}

/** As likelyMeanings, and every term within two edits (from five letters on) or whose beginning is within one. Looks at every term. */
export function possibleMeanings(segment: NameSegment, word: QueryWord): Meanings {
  return inEitherReading(word, (reading) => possibleOf(segment, reading));
}

function likelyOf(segment: NameSegment, word: QueryWord): Meanings {
  const meanings = new Collected(segment, word);
  meanings.addPrefixed();
  if (word.sound !== 0) segment.soundingLike(word.sound, (term) => meanings.addVariant(term, 4, true));
  if (word.bytes.length >= 4) {
    segment.nearlySpelled(word.bytes, (term) => meanings.addVariant(term, 1, false));
  }
  return meanings;
}

function possibleOf(segment: NameSegment, word: QueryWord): Meanings {
  const meanings = new Collected(segment, word);
  meanings.addPrefixed();
  if (word.sound !== 0) segment.soundingLike(word.sound, (term) => meanings.addVariant(term, 4, true));
  // Three letters alone are still being typed.
  if (word.bytes.length < (word.isAlone ? 4 : 3)) return meanings;
  const limit = word.bytes.length < 5 ? 1 : 2;
  const letters = letterSignature(word.bytes);
  const pairs = pairSignature(word.bytes);
  const { letterSignatures, pairSignatures, lengths } = segment;
  const length = word.bytes.length;
  for (let term = 0; term < lengths.length; term++) {
    const longer = (lengths[term] ?? 0) - length;
    if (longer < -limit) continue;
    const known = letterSignatures[term] ?? 0;
    // An edit takes away at most one letter of the word, and at most three of its pairs.
    const missing = bits(letters & ~known);
    if (missing > limit) continue;
    if (longer <= limit) {
      if (bits(known & ~letters) <= limit && bits(pairs & ~(pairSignatures[term] ?? 0)) <= 3 * limit) {
        meanings.addVariant(term, limit, false);
      }
    } else if (missing <= 1 && bits(pairs & ~(pairSignatures[term] ?? 0)) <= 3) {
      meanings.addBeginning(term);
    }
  }
  return meanings;
}

/** Both readings' meanings, each term with its better score. */
function inEitherReading(word: QueryWord, find: (reading: QueryWord) => Meanings): Meanings {
  const one = find(word);
  if (!word.otherwise) return one;
  const other = find(word.otherwise);
  const scores = new Map(one.terms.map((term, i) => [term, one.scores[i] ?? 0]));
  other.terms.forEach((term, i) => {
    scores.set(term, Math.max(scores.get(term) ?? 0, other.scores[i] ?? 0));
  });
  return { terms: [...scores.keys()], scores: [...scores.values()] };
}

class Collected implements Meanings {
  readonly terms: number[] = [];
  readonly scores: number[] = [];
  readonly #segment: NameSegment;
  readonly #word: QueryWord;
  readonly #seen = new Set<number>();
  #prefixFrom = 0;
  #prefixTo = 0;

  constructor(segment: NameSegment, word: QueryWord) {
    this.#segment = segment;
    this.#word = word;
  }

  addPrefixed(): void {
    const { dictionary, lengths } = this.#segment;
    this.#prefixFrom = dictionary.lowerBound(this.#word.bytes);
    this.#prefixTo = dictionary.prefixEnd(this.#word.bytes);
    for (let term = this.#prefixFrom; term < this.#prefixTo; term++) {
      const extra = (lengths[term] ?? 0) - this.#word.bytes.length;
      this.terms.push(term);
      this.scores.push(extra === 0 ? EXACT : Math.max(PREFIX_LEAST, PREFIX_MOST - 2 * extra));
    }
  }

  /** `isSound`: it sounds alike, however many edits there are; else it counts only within `limit`. */
  addVariant(term: number, limit: number, isSound: boolean): void {
    if (this.#isKnown(term)) return;
    const { dictionary } = this.#segment;
    const length = dictionary.read(term);
    const edits = editDistance(this.#word.bytes, dictionary.word, length, limit);
    if (edits === FAR && !isSound) return;
    this.#seen.add(term);
    this.terms.push(term);
    this.scores.push(
      clamp(variantScore(this.#word, dictionary.word, length, edits, isSound), 1, VARIANT_MOST),
    );
  }

  /** A longer word whose beginning is one edit away: a mistyped word that is not finished. */
  addBeginning(term: number): void {
    if (this.#isKnown(term)) return;
    const { dictionary } = this.#segment;
    const { bytes } = this.#word;
    dictionary.read(term);
    for (let length = bytes.length - 1; length <= bytes.length + 1; length++) {
      if (editDistance(bytes, dictionary.word, length, 1) === FAR) continue;
      this.#seen.add(term);
      this.terms.push(term);
      this.scores.push(40);
      return;
    }
  }

  #isKnown(term: number): boolean {
    return (term >= this.#prefixFrom && term < this.#prefixTo) || this.#seen.has(term);
  }
}

function clamp(value: number, least: number, most: number): number {
  return value < least ? least : value > most ? most : Math.round(value);
}

function bits(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
