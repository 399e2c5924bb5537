/** The spellings of a segment's terms, for those that have a special one. */
export class TermSpellings {
  /** Terms, ascending, and behind them their spellings. */
  readonly #pairs: Uint32Array;
  readonly #count: number;
  /** A bit for every term with a special spelling. */
  readonly #marks: Uint32Array;

  constructor(pairs: Uint32Array, terms: number) {
    this.#pairs = pairs;
    this.#count = pairs.length >>> 1;
    this.#marks = new Uint32Array((terms >>> 5) + 1);
    for (let at = 0; at < this.#count; at++) {
      const term = pairs[at] ?? 0;
      this.#marks[term >>> 5] = (this.#marks[term >>> 5] ?? 0) | (1 << (term & 31));
    }
  }

  isSpecial(term: number): boolean {
    return (((this.#marks[term >>> 5] ?? 0) >>> (term & 31)) & 1) === 1;
  }

  of(term: number): number {
    return this.isSpecial(term) ? this.spelling(this.from(term)) : 0;
  }

  /** Position of the first special spelling of this term or a later one. */
  from(term: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#pairs[middle] ?? 0) < term) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Term at a position; infinite behind the last. */
  term(at: number): number {
    return at < this.#count ? (this.#pairs[at] ?? 0) : Number.POSITIVE_INFINITY;
  }

  spelling(at: number): number {
    return this.#pairs[this.#count + at] ?? 0;
  }
}
