import { GraphError } from './graph-error.ts';

/** Exchange serves four requests of an app to one mailbox at a time; a fifth is refused (MailboxConcurrency). */
export const MAX_IN_FLIGHT = 4;
/** And 10,000 in ten minutes. A few are left for other callers of the same app. */
export const MAX_PER_WINDOW = 9_600;
export const WINDOW_MS = 10 * 60_000;

/** Counts the requests of the last ten minutes; whoever owns the mailbox keeps it where it survives a restart. */
export interface RequestWindow {
  /** Counts one request. Milliseconds to wait first when the window is full, else 0. */
  take(): number;
}

/** Lets at most four requests at a time through to one mailbox. */
export class MailboxGate {
  #inFlight = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #window: RequestWindow | undefined;

  constructor(window?: RequestWindow) {
    this.#window = window;
  }

  /** Throws `graph_throttled` when the window is full. */
  async pass<T>(request: () => Promise<T>): Promise<T> {
    if (this.#inFlight >= MAX_IN_FLIGHT) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#inFlight++;
    try {
      const waitMs = this.#window?.take() ?? 0;
      if (waitMs > 0)
        throw new GraphError('graph_throttled', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
      return await request();
    } finally {
      // A waiting request inherits the place, so the count never passes the limit in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#inFlight--;
    }
  }
}
