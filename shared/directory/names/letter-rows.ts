/**
 * Which letters each term has, turned over: a row of bits for every letter, a bit for every term. Terms that lack more of a
 * word's letters than mistakes explain are most of a dictionary, and here 32 of them are passed over at once.
 */

const LETTERS = 26;
/** More edits than that are not counted. */
export const MOST_LACKING = 3;

export class LetterRows {
  readonly #rows: Uint32Array;
  /** Of a row, in integers. */
  readonly #length: number;

  /** `signatures`: a bit for every letter that a term has, from the lowest. */
  constructor(signatures: Uint32Array) {
    this.#length = Math.ceil(signatures.length / 32);
    this.#rows = new Uint32Array(LETTERS * this.#length);
    signatures.forEach((signature, term) => {
      for (let left = signature; left !== 0; left &= left - 1) {
        const at = (31 - Math.clz32(left & -left)) * this.#length + (term >>> 5);
        this.#rows[at] = (this.#rows[at] ?? 0) | (1 << (term & 31));
      }
    });
  }

  /** Calls `visit` with every term that lacks at most so many of the letters, 1 to MOST_LACKING, ascending. The last ones may be beyond the dictionary. */
  forLacking(letters: number, most: number, visit: (term: number) => void): void {
    const rows = this.#rows;
    const starts: number[] = [];
    for (let letter = 0; letter < LETTERS; letter++)
      if ((letters >>> letter) & 1) starts.push(letter * this.#length);
    for (let place = 0; place < this.#length; place++) {
      // Terms that lack one letter or more, two or more, …
      let one = 0;
      let two = 0;
      let three = 0;
      let four = 0;
      for (let i = 0; i < starts.length; i++) {
        const lacking = ~(rows[(starts[i] ?? 0) + place] ?? 0);
        four |= three & lacking;
        three |= two & lacking;
        two |= one & lacking;
        one |= lacking;
      }
      let few = ~(most === 1 ? two : most === 2 ? three : four);
      for (; few !== 0; few &= few - 1) visit(place * 32 + 31 - Math.clz32(few & -few));
    }
  }
}
