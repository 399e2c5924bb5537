import { vi } from 'vitest';

interface Timer {
  atMs: number;
  id: number;
  run: () => void;
  /** Time does not move for its sake: a deadline that nobody waits for. */
  isDeadline: boolean;
}

/**
 * Time that moves when everybody waits: the clock jumps to whatever is due next. Stands in for `Date`, `setTimeout` and
 * `AbortSignal.timeout` of the isolate, the product's among them, so that an hour of waiting takes no time.
 */
export class VirtualTime {
  #timers: Timer[] = [];
  #lastId = 0;

  /** `startMs` should be far ahead of the real clock, or Durable Objects' alarms go off by themselves. */
  start(startMs: number): void {
    vi.useFakeTimers({ toFake: ['Date'], now: startMs });
    vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => this.#add(run, ms, false));
    vi.stubGlobal('clearTimeout', (id: number | undefined) => this.#remove(id));
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const controller = new AbortController();
      this.#add(
        () => controller.abort(new DOMException('The operation timed out.', 'TimeoutError')),
        ms,
        true,
      );
      return controller.signal;
    });
  }

  stop(): void {
    this.#timers = [];
    vi.useRealTimers();
  }

  readonly now = (): number => Date.now();

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.#add(resolve, ms, false);
    });

  /** Never resolves before the signal is aborted, unless an hour passes; then rejects or resolves. */
  hang(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const id = this.#add(resolve, 3_600_000, false);
      signal?.addEventListener('abort', () => {
        this.#remove(id);
        reject(signal.reason);
      });
    });
  }

  moveTo(ms: number): void {
    if (ms > Date.now()) vi.setSystemTime(ms);
  }

  /** Nobody waits any more: they were killed. */
  forget(): void {
    this.#timers = [];
  }

  #add(run: () => void, ms: number, isDeadline: boolean): number {
    const timer = { atMs: Date.now() + ms, id: ++this.#lastId, run, isDeadline };
    this.#timers.push(timer);
    if (!isDeadline) void this.#wait(timer);
    return timer.id;
  }

  #remove(id: number | undefined): void {
    this.#timers = this.#timers.filter((timer) => timer.id !== id);
  }

  /** Each waits for its own turn: what happens inside a Durable Object can be set off by itself alone, and dies with it. */
  async #wait(own: Timer): Promise<void> {
    while (this.#timers.includes(own)) {
      // Whoever can go on without time does so first.
      await scheduler.wait(0);
      this.#timers.sort((a, b) => a.atMs - b.atMs || a.id - b.id);
      const [first] = this.#timers;
      if (!first || (first !== own && !first.isDeadline)) continue;
      this.#remove(first.id);
      this.moveTo(first.atMs);
      first.run();
    }
  }
}
