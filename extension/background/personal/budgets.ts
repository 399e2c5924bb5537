import * as z from 'zod/mini';

/**
 * How much a page can find out through a person's pointer: 20 distinct numbers a minute per tab, 100 a day per site.
 * The same number again is free, because it tells nothing new. Pure; the clock is an argument.
 */

export const PER_MINUTE = 20;
export const PER_DAY = 100;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const spent = z.array(z.object({ number: z.string(), at: z.number() }));
type Spent = z.infer<typeof spent>;

/** Lies in `storage.session`, because the background sleeps between look-ups. */
export const budgetBook = z.object({
  tabs: z.record(z.string(), spent),
  origins: z.record(z.string(), spent),
});
export type BudgetBook = z.infer<typeof budgetBook>;

export interface LookUpRequest {
  tabId: number;
  origin: string;
  /** E.164. */
  number: string;
  /** Milliseconds. */
  at: number;
}

export interface Verdict {
  book: BudgetBook;
  allowed: boolean;
  /** When refused: seconds until the budget has room again. */
  retryAfterSeconds: number;
}

export function emptyBook(): BudgetBook {
  return { tabs: {}, origins: {} };
}

/** Spends one look-up, or refuses it. The given book stays as it is. */
export function spend(book: BudgetBook, request: LookUpRequest): Verdict {
  const tabs = prune(book.tabs, request.at - MINUTE_MS);
  const origins = prune(book.origins, request.at - DAY_MS);
  const tab = tabs[request.tabId] ?? [];
  const origin = origins[request.origin] ?? [];
  const isKnownInTab = tab.some(({ number }) => number === request.number);
  const isKnownInOrigin = origin.some(({ number }) => number === request.number);
  const waitMs = Math.max(
    isKnownInTab ? 0 : waitFor(tab, PER_MINUTE, MINUTE_MS, request.at),
    isKnownInOrigin ? 0 : waitFor(origin, PER_DAY, DAY_MS, request.at),
  );
  if (waitMs > 0)
    return { book: { tabs, origins }, allowed: false, retryAfterSeconds: Math.ceil(waitMs / 1000) };
  const entry = { number: request.number, at: request.at };
  return {
    book: {
      tabs: { ...tabs, [request.tabId]: isKnownInTab ? tab : [...tab, entry] },
      origins: { ...origins, [request.origin]: isKnownInOrigin ? origin : [...origin, entry] },
    },
    allowed: true,
    retryAfterSeconds: 0,
  };
}

function waitFor(entries: Spent, limit: number, spanMs: number, at: number): number {
  if (entries.length < limit) return 0;
  const oldest = entries[entries.length - limit];
  return oldest ? Math.max(1, oldest.at + spanMs - at) : 0;
}

function prune(all: Record<string, Spent>, since: number): Record<string, Spent> {
  const kept: Record<string, Spent> = {};
  for (const [key, entries] of Object.entries(all)) {
    const recent = entries.filter(({ at }) => at > since);
    if (recent.length > 0) kept[key] = recent;
  }
  return kept;
}
