import { vi } from 'vitest';

interface Timer {
  atMs: number;
  id: number;
  run: () => void;
  /** A deadline that nobody waits for: the clock does not advance for its sake. */
  isDeadline: boolean;
}

/**
 * Time that advances only when everybody waits: the clock jumps to the next due timer. Replaces `Date`, `setTimeout` and
 * `AbortSignal.timeout` of the isolate, for the product too, so that an hour of waiting takes no time.
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

  /** Waits until the signal aborts, then rejects; resolves after an hour without an abort. */
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

  /** Drops every timer, because the code that waited was killed. */
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

  /** Every timer waits for its own turn: only a Durable Object itself can run its work, and its timers die with it. */
  async #wait(own: Timer): Promise<void> {
    while (this.#timers.includes(own)) {
      // Work that needs no time runs first.
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
