import * as z from 'zod/mini';
import type { Failure } from '#shared/failure.ts';
import type { StorageArea } from '../../auth/session.ts';
import { createTurns } from '../in-turn.ts';

/**
 * How many calls a softphone's site may report: 20 a minute, 300 a day. Every call counts, also the same number again: a site
 * that invents calls shall neither enumerate the directory nor flood the person with notices.
 */

export const CALLS_PER_MINUTE = 20;
export const CALLS_PER_DAY = 300;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const KEY = 'call-budget';

/** Site → times of its calls, in milliseconds; in `storage.session`. */
const callBook = z.record(z.string(), z.array(z.number()));
export type CallBook = z.infer<typeof callBook>;

export interface CallVerdict {
  book: CallBook;
  /** 0 when allowed. */
  retryAfterSeconds: number;
}

/** Spends one call of the site. Pure. */
export function spendCall(book: CallBook, site: string, at: number): CallVerdict {
  const kept: CallBook = {};
  for (const [key, times] of Object.entries(book)) {
    const recent = times.filter((time) => time > at - DAY_MS);
    if (recent.length > 0) kept[key] = recent;
  }
  const times = kept[site] ?? [];
  const waitMs = Math.max(
    wait(times, CALLS_PER_MINUTE, MINUTE_MS, at),
    wait(times, CALLS_PER_DAY, DAY_MS, at),
  );
  if (waitMs > 0) return { book: kept, retryAfterSeconds: Math.ceil(waitMs / 1000) };
  return { book: { ...kept, [site]: [...times, at] }, retryAfterSeconds: 0 };
}

function wait(times: readonly number[], limit: number, spanMs: number, at: number): number {
  const oldest = times[times.length - limit];
  return oldest === undefined ? 0 : Math.max(0, oldest + spanMs - at);
}

/** Spends from the stored book, one call after another. */
export interface CallBudget {
  /** Undefined when the site may report it. */
  spend(site: string): Promise<Failure | undefined>;
  forget(): Promise<void>;
}

export function createCallBudget(area: StorageArea, now: () => number): CallBudget {
  const inTurn = createTurns();

  async function decide(site: string): Promise<Failure | undefined> {
    const stored = callBook.safeParse((await area.get(KEY))[KEY]);
    const { book, retryAfterSeconds } = spendCall(stored.success ? stored.data : {}, site, now());
    await area.set({ [KEY]: book });
    return retryAfterSeconds > 0 ? { code: 'too_many_requests', retryAfterSeconds } : undefined;
  }

  return {
    spend: (site) => inTurn(() => decide(site)),
    forget: () => inTurn(() => area.remove(KEY)),
  };
}
