/**
 * Outlook's limits per app and mailbox, 4 requests at once and 10,000 in ten minutes:
 * https://learn.microsoft.com/graph/throttling-limits
 */
import { GraphRefusal } from './errors.ts';

const CONCURRENT = 4;
const REQUESTS_PER_WINDOW = 10_000;
const WINDOW_MS = 10 * 60 * 1000;

interface Load {
  inFlight: number;
  windowStart: number;
  requests: number;
}

export class Throttle {
  readonly #loads = new Map<string, Load>();
  readonly #peaks = new Map<string, number>();
  readonly #isOn: boolean;
  readonly #now: () => number;

  constructor(isOn: boolean, now: () => number = Date.now) {
    this.#isOn = isOn;
    this.#now = now;
  }

  /** Call the returned function when the answer has been sent. Throws 429; a refused request counts, as in Graph. */
  enter(clientId: string, mailbox: string): () => void {
    const load = this.#loadOf(`${clientId} ${mailbox}`);
    load.requests++;
    const peak = Math.max(this.#peaks.get(mailbox) ?? 0, load.inFlight + 1);
    this.#peaks.set(mailbox, peak);
    if (this.#isOn) this.#requireCapacity(load);
    load.inFlight++;
    let hasLeft = false;
    return () => {
      if (!hasLeft) load.inFlight--;
      hasLeft = true;
    };
  }

  /** Most requests at once that any app tried on a mailbox; above 4 means that somebody was refused. */
  peaks(): Record<string, number> {
    return Object.fromEntries(this.#peaks);
  }

  clearPeaks(): void {
    this.#peaks.clear();
  }

  #loadOf(key: string): Load {
    const now = this.#now();
    const load = this.#loads.get(key) ?? { inFlight: 0, windowStart: now, requests: 0 };
    if (now - load.windowStart >= WINDOW_MS) Object.assign(load, { windowStart: now, requests: 0 });
    this.#loads.set(key, load);
    return load;
  }

  #requireCapacity(load: Load): void {
    // Fractional on purpose: the documented sample says 2.128, and a client must cope.
    if (load.inFlight >= CONCURRENT) throw throttled('MailboxConcurrency', '0.512');
    if (load.requests <= REQUESTS_PER_WINDOW) return;
    throw throttled(
      'MailboxRequestCount',
      String(Math.ceil((load.windowStart + WINDOW_MS - this.#now()) / 1000)),
    );
  }
}

function throttled(limit: string, retryAfter: string): GraphRefusal {
  const message = `Application is over its ${limit} limit.`;
  return new GraphRefusal(429, 'ApplicationThrottled', message, { 'Retry-After': retryAfter });
}
