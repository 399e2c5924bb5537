import { doubleMetaphone } from '../../name/double-metaphone.ts';
import { koelner } from '../../name/koelner.ts';
import { decodeUtf8, encodeUtf8 } from '../utf8.ts';
import { editDistance, FAR } from './edit-distance.ts';
import type { QueryWord } from './spelling.ts';

/**
 * How likely a term is what a person meant by a word that it does not begin with: a logistic weighting of what people
 * get wrong, learnt from name variants that people labelled (`npm run bench -- index` reports it on others of them).
 */

const WEIGHTS = {
  edits: -0.42,
  editsPerLetter: -3.8,
  koelnerEqual: 1.73,
  koelnerNear: 1.11,
  metaphoneEqual: 0.62,
  initial: 0.7,
  beginning: 1.08,
  ending: 1.15,
  similarity: 3.47,
  pairs: 2.52,
};

/** Puts the usual range of the weighting, −3 … 9, around the middle of the scores. */
const MIDDLE = 3.5;
const MOST = 180;

/** 0 … 180. `edits` is FAR where more than the caller's limit lie between; `isSound` when both have one Kölner code. */
export function variantScore(
  word: QueryWord,
  term: Uint8Array,
  length: number,
  edits: number,
  isSound: boolean,
): number {
  const counted = edits === FAR ? Math.min(5, editDistance(word.bytes, term, length, 4)) : edits;
  const longest = Math.max(word.bytes.length, length);
  const likely =
    WEIGHTS.edits * counted +
    (WEIGHTS.editsPerLetter * counted) / longest +
    (isSound ? WEIGHTS.koelnerEqual : 0) +
    (term[0] === word.bytes[0] ? WEIGHTS.initial : 0) +
    (WEIGHTS.beginning * commonBeginning(word.bytes, term, length)) / longest +
    (WEIGHTS.ending * commonEnding(word.bytes, term, length)) / longest +
    // Beside other words, these decide; a word alone is weighed in full.
    (word.isAlone ? closeness(word, term, length, isSound) : USUAL_CLOSENESS);
  return MOST / (1 + Math.exp(MIDDLE - likely));
}

/** What `closeness` gives for a word of usual length with one edit. */
const USUAL_CLOSENESS = 4.5;

function closeness(word: QueryWord, term: Uint8Array, length: number, isSound: boolean): number {
  const text = decodeUtf8(term.subarray(0, length));
  return (
    (!isSound && isNearInSound(word.koelner, koelner(text)) ? WEIGHTS.koelnerNear : 0) +
    (sharesMetaphone(word.metaphone, doubleMetaphone(text)) ? WEIGHTS.metaphoneEqual : 0) +
    WEIGHTS.similarity * jaroWinkler(word.bytes, term, length) +
    WEIGHTS.pairs * commonPairs(word.bytes, term, length)
  );
}

function isNearInSound(one: string, other: string): boolean {
  const bytes = encodeUtf8(other);
  return editDistance(encodeUtf8(one), bytes, bytes.length, 1) !== FAR;
}

function sharesMetaphone([a, b]: readonly [string, string], [c, d]: readonly [string, string]): boolean {
  return a === c || a === d || b === c;
}

function commonBeginning(a: Uint8Array, b: Uint8Array, length: number): number {
  const least = Math.min(a.length, length);
  let common = 0;
  while (common < least && a[common] === b[common]) common++;
  return common;
}

function commonEnding(a: Uint8Array, b: Uint8Array, length: number): number {
  const least = Math.min(a.length, length);
  let common = 0;
  while (common < least && a[a.length - 1 - common] === b[length - 1 - common]) common++;
  return common;
}

const TAKEN = new Uint8Array(256);

/** Jaro–Winkler similarity, 0 … 1. */
function jaroWinkler(a: Uint8Array, b: Uint8Array, length: number): number {
  const reach = Math.max(0, (Math.max(a.length, length) >> 1) - 1);
  TAKEN.fill(0, 0, length);
  const matched: number[] = [];
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (TAKEN[j] === 1 || a[i] !== b[j]) continue;
      TAKEN[j] = 1;
      matched.push(a[i] ?? 0);
      break;
    }
  }
  const matches = matched.length;
  if (matches === 0) return 0;
  let misplaced = 0;
  for (let j = 0, at = 0; j < length; j++) if (TAKEN[j] === 1 && b[j] !== matched[at++]) misplaced++;
  const jaro = (matches / a.length + matches / length + (matches - misplaced / 2) / matches) / 3;
  return jaro + Math.min(4, commonBeginning(a, b, length)) * 0.1 * (1 - jaro);
}

/** Dice's coefficient over neighbouring letters, the edges of the word among them. */
function commonPairs(a: Uint8Array, b: Uint8Array, length: number): number {
  let common = 0;
  for (let i = 0; i <= a.length; i++) {
    const left = i === 0 ? 32 : a[i - 1];
    const right = i === a.length ? 32 : a[i];
    for (let j = 0; j <= length; j++) {
      if ((j === 0 ? 32 : b[j - 1]) === left && (j === length ? 32 : b[j]) === right) {
        common++;
        break;
      }
    }
  }
  return (2 * common) / (a.length + length + 2);
}
