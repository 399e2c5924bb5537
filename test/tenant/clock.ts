/** The tenant's time: the machine's or a test's, moved forward by whoever lives in virtual time. */
export class TenantClock {
  readonly #base: () => number;
  #aheadMs = 0;

  constructor(base: () => number = () => Date.now()) {
    this.#base = base;
  }

  /** Milliseconds since the epoch. Bound, so that it can be handed on alone. */
  readonly now = (): number => this.#base() + this.#aheadMs;

  advance(seconds: number): void {
    this.#aheadMs += seconds * 1000;
  }
}
