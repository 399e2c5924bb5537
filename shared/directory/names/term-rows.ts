import { MAX_TERM_BYTES } from './term-dictionary.ts';

/**
 * The letters and lengths of all terms, transposed: a row of bits for every letter and every length, with a bit for every term.
 * Nearly all terms of a dictionary are far from a word, and here 32 of them are skipped at once.
 */

const LETTERS = 26;

export class TermRows {
  /** A row per letter: the terms that have it. Then a row per length, from zero: the terms with at most that many bytes. */
  readonly #rows: Uint32Array;
  /** Length of a row, in integers. */
  readonly #length: number;

  /** `signatures`: a bit for every letter that a term has, from the lowest. `lengths`: in bytes. */
  constructor(signatures: Uint32Array, lengths: Uint8Array) {
    const length = Math.ceil(signatures.length / 32);
    const rows = new Uint32Array((LETTERS + MAX_TERM_BYTES + 1) * length);
    // The bits of 32 terms, by row: collected here and written once, because the rows lie far apart.
    const bits = new Int32Array(LETTERS + MAX_TERM_BYTES + 1);
    for (let position = 0; position < length; position++) {
      bits.fill(0);
      const end = Math.min(signatures.length, position * 32 + 32);
      for (let term = position * 32; term < end; term++) {
        const bit = 1 << (term & 31);
        for (let left = signatures[term] ?? 0; left !== 0; left &= left - 1) {
          const letter = 31 - Math.clz32(left & -left);
          bits[letter] = (bits[letter] ?? 0) | bit;
        }
        const shortest = LETTERS + Math.min(MAX_TERM_BYTES, lengths[term] ?? 0);
        bits[shortest] = (bits[shortest] ?? 0) | bit;
      }
      let notLonger = 0;
      for (let row = 0; row < bits.length; row++) {
        const own = bits[row] ?? 0;
        if (row >= LETTERS) notLonger |= own;
        rows[row * length + position] = row < LETTERS ? own : notLonger;
      }
    }
    this.#length = length;
    this.#rows = rows;
  }

  /**
   * Calls `visit` with every term, ascending, that lacks at most `edits` of the letters (1 to 3), has at most `differing` letters
   * too few or too many (2 or 4), and differs from `length` by at most `edits` bytes.
   */
  forNear(
    letters: number,
    length: number,
    edits: number,
    differing: number,
    visit: (term: number) => void,
  ): void {
    const rows = this.#rows;
    const own = this.#letterRows(letters);
    const others = this.#letterRows(~letters);
    const notLonger = this.#lengthRow(length + edits);
    const shorter = this.#lengthRow(length - edits - 1);
    for (let position = 0; position < this.#length; position++) {
      let few = (rows[notLonger + position] ?? 0) & ~(rows[shorter + position] ?? 0);
      if (few === 0) continue;
      // Terms that differ in one letter or more, two or more, …
      let one = 0;
      let two = 0;
      let three = 0;
      let four = 0;
      let five = 0;
      for (let i = 0; i < own.length; i++) {
        const lacking = ~(rows[(own[i] ?? 0) + position] ?? 0);
        four |= three & lacking;
        three |= two & lacking;
        two |= one & lacking;
        one |= lacking;
      }
      few &= ~(edits === 1 ? two : edits === 2 ? three : four);
      if (few === 0) continue;
      for (let i = 0; i < others.length; i++) {
        const having = rows[(others[i] ?? 0) + position] ?? 0;
        five |= four & having;
        four |= three & having;
        three |= two & having;
        two |= one & having;
        one |= having;
      }
      few &= ~(differing === 2 ? three : five);
      for (; few !== 0; few &= few - 1) visit(position * 32 + 31 - Math.clz32(few & -few));
    }
  }

  /** Calls `visit` with every term, ascending, that lacks at most one of the letters and has more than `bytes` bytes. */
  forBeginning(letters: number, bytes: number, visit: (term: number) => void): void {
    const rows = this.#rows;
    const own = this.#letterRows(letters);
    const notLonger = this.#lengthRow(bytes);
    const all = this.#lengthRow(MAX_TERM_BYTES);
    for (let position = 0; position < this.#length; position++) {
      let one = 0;
      let few = (rows[all + position] ?? 0) & ~(rows[notLonger + position] ?? 0);
      for (let i = 0; i < own.length; i++) {
        const lacking = ~(rows[(own[i] ?? 0) + position] ?? 0);
        few &= ~(one & lacking);
        one |= lacking;
      }
      for (; few !== 0; few &= few - 1) visit(position * 32 + 31 - Math.clz32(few & -few));
    }
  }

  /** Where the rows of these letters begin. */
  #letterRows(letters: number): Int32Array {
    const starts: number[] = [];
    for (let letter = 0; letter < LETTERS; letter++)
      if ((letters >>> letter) & 1) starts.push(letter * this.#length);
    return Int32Array.from(starts);
  }

  #lengthRow(bytes: number): number {
    return (LETTERS + Math.min(MAX_TERM_BYTES, Math.max(0, bytes))) * this.#length;
  }
}
