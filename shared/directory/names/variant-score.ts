import { doubleMetaphone } from '../../name/double-metaphone.ts';
import { decodeUtf8 } from '../utf8.ts';
import {
  ADDED,
  AT_FIRST,
  costAtLast,
  costOfChange,
  costOfOne,
  LENGTH,
  MISSING,
  MOST_OFF_LAST,
  PER_LETTER,
  SAME_METAPHONE,
  SAME_SOUND,
  SEVERAL,
  SWAPPED,
} from './letter-costs.ts';
import type { QueryWord } from './query-word.ts';
import { MAX_TERM_BYTES } from './term-dictionary.ts';

/**
 * How likely a person meant a term that does not begin with the typed word: by the likeliest way from the one to the other,
 * letter by letter, and by whether they sound alike. Ten points are one natural logarithm, so a score is the logarithm of a
 * probability up to a constant that all terms share, and scores of several words add up.
 */

/** Shifts the usual range, one mistake to three, below the scores of terms that begin with the word. */
const BASE = 155;
export const VARIANT_MOST = 170;

const USUAL_LETTERS = 6;

/**
 * Returns a score from `least` to 170, or 0 for anything below. `isOneEdit`: one edit lies between them. `isSound`: they share a
 * Kölner code.
 */
export function variantScore(
  word: QueryWord,
  term: Uint8Array,
  length: number,
  isOneEdit: boolean,
  isSound: boolean,
  least: number,
): number {
  const before =
    BASE +
    LENGTH * Math.log(Math.min(word.bytes.length, length) / USUAL_LETTERS) +
    (isOneEdit ? 0 : -SEVERAL) +
    (isSound ? SAME_SOUND : 0);
  // Beside other words, metaphones decide too little for what they cost.
  const most = before + (word.isAlone ? SAME_METAPHONE : 0);
  // Older blocks may hold longer terms, while the typed word is cut.
  const cost = costOfWay(word.bytes, term, Math.min(MAX_TERM_BYTES, length), most - least + 1);
  if (most - cost < least - 1) return 0;
  const isLike = word.isAlone && sharesMetaphone(word, term.subarray(0, length));
  const score = Math.round(before - cost + (isLike ? SAME_METAPHONE : 0));
  return score < least ? 0 : Math.min(VARIANT_MOST, score);
}

function sharesMetaphone({ metaphone: [a, b] }: QueryWord, term: Uint8Array): boolean {
  const [c, d] = doubleMetaphone(decodeUtf8(term));
  return a === c || a === d || b === c;
}

const COLUMNS = MAX_TERM_BYTES + 1;
const ROWS = [new Float64Array(COLUMNS), new Float64Array(COLUMNS), new Float64Array(COLUMNS)] as const;
const MISSING_COSTS = new Float64Array(COLUMNS);

/** Least cost of turning the first `length` bytes of the term into the typed word; infinite once it is sure to exceed `most`. */
function costOfWay(word: Uint8Array, term: Uint8Array, length: number, most: number): number {
  const perEdit = PER_LETTER / Math.max(word.length, length);
  let [before, above, row] = ROWS as readonly [Float64Array, Float64Array, Float64Array];
  above[0] = 0;
  for (let j = 1; j <= length; j++) {
    const missing = Math.max(1, MISSING + costOfOne(term, j - 1, length)) + perEdit;
    MISSING_COSTS[j] = missing;
    above[j] = (above[j - 1] ?? 0) + missing + (j === 1 ? AT_FIRST : 0);
  }
  let cheapestAbove = 0;
  for (let i = 1; i <= word.length; i++) {
    const typed = word[i - 1] ?? 0;
    const added = Math.max(1, ADDED + costOfOne(word, i - 1, word.length)) + perEdit;
    row[0] = (above[0] ?? 0) + added + (i === 1 ? AT_FIRST : 0);
    let cheapest = row[0] ?? 0;
    for (let j = 1; j <= length; j++) {
      const meant = term[j - 1] ?? 0;
      let least = above[j - 1] ?? 0;
      if (typed !== meant) {
        least += costOfChange(typed, meant) + perEdit + (i === 1 && j === 1 ? AT_FIRST : 0);
        if (i > 1 && j > 1 && typed === term[j - 2] && meant === word[i - 2]) {
          least = Math.min(least, (before[j - 2] ?? 0) + SWAPPED + perEdit);
        }
      }
      const isLast = i === word.length && j === length;
      least = Math.min(
        least,
        (above[j] ?? 0) + added + (isLast ? costAtLast(typed) : 0),
        (row[j - 1] ?? 0) + (MISSING_COSTS[j] ?? 0) + (isLast ? costAtLast(meant) : 0),
      );
      row[j] = least;
      if (least < cheapest) cheapest = least;
    }
    // Checks two rows, because a swap skips one, and allows for a cheap last letter.
    if (Math.min(cheapest, cheapestAbove) > most + MOST_OFF_LAST) return Number.POSITIVE_INFINITY;
    cheapestAbove = cheapest;
    [before, above, row] = [above, row, before];
  }
  return above[length] ?? 0;
}
