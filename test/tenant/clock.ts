/** The tenant's clock: the machine's time or a test's, which `advance` moves forward. */
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
