import { GraphError } from './graph-error.ts';

/** Exchange serves four requests of an app to one mailbox at a time; a fifth is refused (MailboxConcurrency). */
export const MAX_IN_FLIGHT = 4;
/** Exchange also serves 10,000 requests in ten minutes. The rest is left for other users of the same app. */
export const MAX_PER_WINDOW = 9_600;
export const WINDOW_MS = 10 * 60_000;

/** Counts the requests of the last ten minutes. The count should survive a restart. */
export interface RequestWindow {
  /** Counts `count` requests and returns 0. If that would exceed `limit`, counts none and returns the milliseconds to wait. */
  take(count: number, limit: number): number;
}

/** The part of a mailbox's limits that one of several users may use. */
interface Share {
  /** `MAX_IN_FLIGHT` unless given. */
  readonly inFlight?: number;
  /** `MAX_PER_WINDOW` unless given. */
  readonly perWindow?: number;
}

/** Limits the number of parallel requests to one mailbox. */
export class MailboxGate {
  readonly #slots: number;
  readonly #perWindow: number;
  readonly #window: RequestWindow | undefined;
  #free: number;
  readonly #waiting: { slots: number; enter: () => void }[] = [];

  constructor(window?: RequestWindow, { inFlight = MAX_IN_FLIGHT, perWindow = MAX_PER_WINDOW }: Share = {}) {
    this.#window = window;
    this.#slots = inFlight;
    this.#perWindow = perWindow;
    this.#free = inFlight;
  }

  /** `count`: how many requests Graph counts; a batch's parts run in parallel. Throws `graph_throttled` if the window is full. */
  async pass<T>(request: () => Promise<T>, count = 1): Promise<T> {
    const slots = Math.min(count, this.#slots);
    await this.#enter(slots);
    try {
      const waitMs = this.#window?.take(count, this.#perWindow) ?? 0;
      if (waitMs > 0)
        throw new GraphError('graph_throttled', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
      return await request();
    } finally {
      this.#leave(slots);
    }
  }

  async #enter(slots: number): Promise<void> {
    // Queue behind earlier requests: otherwise a batch would never find enough free slots.
    if (this.#waiting.length === 0 && slots <= this.#free) {
      this.#free -= slots;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push({ slots, enter: resolve }));
  }

  #leave(slots: number): void {
    this.#free += slots;
    for (let next = this.#waiting[0]; next && next.slots <= this.#free; next = this.#waiting[0]) {
      // The slots are handed over here, so that the limit is never exceeded in between.
      this.#free -= next.slots;
      this.#waiting.shift();
      next.enter();
    }
  }
}
