/** Longer timers are deadlines. Nobody waits for them, because Graph always answers here. */
const DEADLINE_MS = 30_000;

interface Timer {
  atMs: number;
  id: number;
  run: () => void;
}

/** The isolate's time, which advances only when everybody waits: the clock jumps to the next due timer. */
export class VirtualClock {
  #nowMs: number;
  #timers: Timer[] = [];
  #lastId = 0;
  readonly #realTimeout: (run: () => void, ms: number) => unknown;

  constructor(startMs: number) {
    this.#nowMs = startMs;
    const { setTimeout: realTimeout } = globalThis;
    this.#realTimeout = (run, ms) => realTimeout(run, ms);
  }

  /** Replaces the isolate's own time, for the product too. */
  install(): void {
    Date.now = () => this.#nowMs;
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms = 0) => (ms < DEADLINE_MS ? this.#add(run, ms) : 0),
      clearTimeout: (id: number | undefined) => {
        this.#timers = this.#timers.filter((timer) => timer.id !== id);
      },
    });
  }

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.#add(resolve, ms);
    });

  moveTo(ms: number): void {
    this.#nowMs = Math.max(this.#nowMs, ms);
  }

  /** Drops every timer, because the code that waited was killed. */
  forget(): void {
    this.#timers = [];
  }

  /** Lets all work go on that needs no time. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#realTimeout(resolve, 0);
    });
  }

  #add(run: () => void, ms: number): number {
    const timer = { atMs: this.#nowMs + ms, id: ++this.#lastId, run };
    this.#timers.push(timer);
    void this.#wait(timer);
    return timer.id;
  }

  /** Every timer waits for its own turn, because only a Durable Object itself can run its work. */
  async #wait(own: Timer): Promise<void> {
    while (this.#timers.includes(own)) {
      await this.turn();
      this.#timers.sort((a, b) => a.atMs - b.atMs || a.id - b.id);
      if (this.#timers[0] !== own) continue;
      this.#timers.shift();
      this.moveTo(own.atMs);
      own.run();
    }
  }
}
