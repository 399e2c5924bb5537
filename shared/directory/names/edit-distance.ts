import { MAX_TERM_BYTES } from './term-dictionary.ts';

/** How many edits leave a word of so many letters recognisable. */
export function mostEdits(letters: number): number {
  if (letters < 5) return letters < 3 ? 0 : 1;
  return letters < 7 ? 2 : 3;
}

/** Beyond every limit. */
export const FAR = 99;

/**
 * Counts the edits between one word and many terms, a column of the table at a time in the bits of an integer (Myers 1999; swapped
 * neighbours, which are one edit, by Hyyrö 2003). No word has more letters than an integer has bits.
 */
export class EditCounter {
  readonly #length: number;
  /** Where in the word each letter stands. */
  readonly #places = new Int32Array(256);
  readonly #last: number;

  /** `word` as `termBytes` gives it. */
  constructor(word: Uint8Array) {
    if (word.length > MAX_TERM_BYTES) throw new RangeError('a word is cut before its edits are counted');
    this.#length = word.length;
    for (const [at, letter] of word.entries()) this.#places[letter] = (this.#places[letter] ?? 0) | (1 << at);
    this.#last = 1 << (word.length - 1);
  }

  /** Edits to the first `length` bytes of a term; FAR when more than `limit`. */
  countTo(term: Uint8Array, length: number, limit: number): number {
    if (this.#length - length > limit || length - this.#length > limit) return FAR;
    if (this.#length === 0) return length;
    const places = this.#places;
    const last = this.#last;
    let edits = this.#length;
    // Of the column: where it rises by one from the place above, where it falls, and where it goes on from the diagonal at no cost.
    let rises = -1;
    let falls = 0;
    let free = 0;
    let before = 0;
    for (let i = 0; i < length; i++) {
      const here = places[term[i] ?? 0] ?? 0;
      const swapped = ((~free & here) << 1) & before;
      free = ((((here & rises) + rises) | 0) ^ rises) | here | falls | swapped;
      const grows = falls | ~(free | rises);
      const shrinks = free & rises;
      if ((grows & last) !== 0) edits++;
      else if ((shrinks & last) !== 0) edits--;
      // Each letter that is left takes away one edit at most.
      if (edits - (length - 1 - i) > limit) return FAR;
      const grown = (grows << 1) | 1;
      rises = (shrinks << 1) | ~(free | grown);
      falls = free & grown;
      before = here;
    }
    return edits;
  }
}

/** Whether the term begins with what is one edit away from the word, swapped neighbours being one edit. The word is shorter than the term and not its beginning. */
export function beginsNearly(word: Uint8Array, term: Uint8Array): boolean {
  let at = 0;
  while (at < word.length && word[at] === term[at]) at++;
  // What is alike up to there stays so: the one edit is here.
  return (
    isSame(word, at + 1, term, at + 1) ||
    isSame(word, at + 1, term, at) ||
    isSame(word, at, term, at + 1) ||
    (word[at] === term[at + 1] && word[at + 1] === term[at] && isSame(word, at + 2, term, at + 2))
  );
}

/** Whether the rest of the word stands in the term. */
function isSame(word: Uint8Array, from: number, term: Uint8Array, at: number): boolean {
  for (let i = from; i < word.length; i++) if (word[i] !== term[at + i - from]) return false;
  return true;
}
