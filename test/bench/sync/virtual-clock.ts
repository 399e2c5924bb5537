/** Longer timers are deadlines, which nobody waits for: here Graph always answers. */
const DEADLINE_MS = 30_000;

interface Timer {
  atMs: number;
  id: number;
  run: () => void;
}

/** Time of the whole isolate that moves when everybody waits: the clock jumps to whatever is due next. */
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

  /** In place of the isolate's own time, the product's among it. */
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

  /** Nobody waits any more: they were killed. */
  forget(): void {
    this.#timers = [];
  }

  /** Whoever can go on without time does so. */
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

  /** Each waits for its own turn: what happens inside a Durable Object can be set off by itself alone. */
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
