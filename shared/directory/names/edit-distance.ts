import { MAX_TERM_BYTES } from './term-dictionary.ts';

/** How many edits leave a word of this length recognisable. */
export function mostEdits(letters: number): number {
  if (letters < 5) return letters < 3 ? 0 : 1;
  return letters < 7 ? 2 : 3;
}

/** Stands for a count beyond the limit. */
export const FAR = 99;

/**
 * Counts the edits between one word and many terms, a column of the table at a time in the bits of an integer (Myers 1999; swapped
 * neighbours, which are one edit, by Hyyrö 2003). No word has more letters than an integer has bits.
 */
export class EditCounter {
  readonly #length: number;
  /** For each letter, a bit for every position where it stands in the word. */
  readonly #positions = new Int32Array(256);
  readonly #last: number;

  /** `word` as `termBytes` gives it. */
  constructor(word: Uint8Array) {
    if (word.length > MAX_TERM_BYTES) throw new RangeError('a word is cut before its edits are counted');
    this.#length = word.length;
    for (const [at, letter] of word.entries())
      this.#positions[letter] = (this.#positions[letter] ?? 0) | (1 << at);
    this.#last = 1 << (word.length - 1);
  }

  /** Edits to a term, `length` bytes from `from` on; FAR when more than `limit`. */
  countTo(bytes: Uint8Array, length: number, limit: number, from = 0): number {
    if (this.#length - length > limit || length - this.#length > limit) return FAR;
    if (this.#length === 0) return length;
    const positions = this.#positions;
    const last = this.#last;
    let edits = this.#length;
    // Bits of the column: where it rises by one from the row above, where it falls, and where the diagonal step is free.
    let rises = -1;
    let falls = 0;
    let free = 0;
    let before = 0;
    for (let i = 0; i < length; i++) {
      const here = positions[bytes[from + i] ?? 0] ?? 0;
      const swapped = ((~free & here) << 1) & before;
      free = ((((here & rises) + rises) | 0) ^ rises) | here | falls | swapped;
      const grows = falls | ~(free | rises);
      const shrinks = free & rises;
      if ((grows & last) !== 0) edits++;
      else if ((shrinks & last) !== 0) edits--;
      // Each remaining letter saves one edit at most.
      if (edits - (length - 1 - i) > limit) return FAR;
      const grown = (grows << 1) | 1;
      rises = (shrinks << 1) | ~(free | grown);
      falls = free & grown;
      before = here;
    }
    return edits;
  }
}

/**
 * Whether the term at `from` has a beginning that is one edit away from the word; swapping neighbours is one edit. The word must
 * be shorter than the term and not its beginning.
 */
export function beginsNearly(word: Uint8Array, bytes: Uint8Array, from = 0): boolean {
  let at = 0;
  while (at < word.length && word[at] === bytes[from + at]) at++;
  // The first difference: the one edit must be here.
  const there = from + at;
  return (
    isSame(word, at + 1, bytes, there + 1) ||
    isSame(word, at + 1, bytes, there) ||
    isSame(word, at, bytes, there + 1) ||
    (word[at] === bytes[there + 1] && word[at + 1] === bytes[there] && isSame(word, at + 2, bytes, there + 2))
  );
}

/** Whether the rest of the word stands at the position. */
function isSame(word: Uint8Array, rest: number, bytes: Uint8Array, at: number): boolean {
  for (let i = rest; i < word.length; i++) if (word[i] !== bytes[at + i - rest]) return false;
  return true;
}
