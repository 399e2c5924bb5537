import { GraphError } from './graph-error.ts';

/** Exchange serves four requests of an app to one mailbox at a time; a fifth is refused (MailboxConcurrency). */
export const MAX_IN_FLIGHT = 4;
/** And 10,000 in ten minutes. A few are left for other callers of the same app. */
export const MAX_PER_WINDOW = 9_600;
export const WINDOW_MS = 10 * 60_000;

/** Counts the requests of the last ten minutes; whoever owns the mailbox keeps it where it survives a restart. */
export interface RequestWindow {
  /** Counts so many requests. Milliseconds to wait first when that would be more than `limit`, else 0. */
  take(count: number, limit: number): number;
}

/** What one of several that share a mailbox may use of it. */
interface Share {
  /** `MAX_IN_FLIGHT` unless given. */
  readonly inFlight?: number;
  /** `MAX_PER_WINDOW` unless given. */
  readonly perWindow?: number;
}

/** Lets only so many requests at a time through to one mailbox. */
export class MailboxGate {
  readonly #places: number;
  readonly #perWindow: number;
  readonly #window: RequestWindow | undefined;
  #free: number;
  readonly #waiting: { places: number; enter: () => void }[] = [];

  constructor(window?: RequestWindow, { inFlight = MAX_IN_FLIGHT, perWindow = MAX_PER_WINDOW }: Share = {}) {
    this.#window = window;
    this.#places = inFlight;
    this.#perWindow = perWindow;
    this.#free = inFlight;
  }

  /** `count`: how many requests Graph makes of it; those of a batch are served at the same time. Throws `graph_throttled` when the window is full. */
  async pass<T>(request: () => Promise<T>, count = 1): Promise<T> {
    const places = Math.min(count, this.#places);
    await this.#enter(places);
    try {
      const waitMs = this.#window?.take(count, this.#perWindow) ?? 0;
      if (waitMs > 0)
        throw new GraphError('graph_throttled', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
      return await request();
    } finally {
      this.#leave(places);
    }
  }

  async #enter(places: number): Promise<void> {
    // Behind those who wait already: a batch would never find all its places free.
    if (this.#waiting.length === 0 && places <= this.#free) {
      this.#free -= places;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push({ places, enter: resolve }));
  }

  #leave(places: number): void {
    this.#free += places;
    for (let next = this.#waiting[0]; next && next.places <= this.#free; next = this.#waiting[0]) {
      // The place changes hands here, so the count never passes the limit in between.
      this.#free -= next.places;
      this.#waiting.shift();
      next.enter();
    }
  }
}
