import type { Log } from '../log.ts';
import type { BudgetBook, Spending, Stops } from './budget-book.ts';
import { type BudgetCaller, budgetName, SHARD_NAMES, shardOf } from './budget-caller.ts';
import type { BudgetSettings, Limits } from './budget-settings.ts';
import type { DayCount } from './day-store.ts';

/** The period of the rate limit BURST in wrangler.toml. */
const BURST_SECONDS = 10;
const MAX_KEPT = 5_000;

/** A budget that has nothing left, and when it has. */
export interface Stop {
  readonly budget: Spending | 'numbers' | 'burst';
  readonly retryAfterSeconds: number;
}

interface CallerCount extends DayCount {
  readonly limits: Limits;
}

/** What a request asked for, or gave out. */
interface SpentFacts {
  /** E.164. */
  readonly number: string | undefined;
  readonly bytes?: number | undefined;
}

export interface Budgets {
  /** What stops the caller's next request, by what this isolate has heard, and by the burst limit of the location. */
  stopOf(caller: BudgetCaller, spending: Spending): Promise<Stop | undefined>;
  /** Counts a request, after its answer. */
  spend(caller: BudgetCaller, spending: Spending, facts: SpentFacts): void;
  /** Who is near or over the day's numbers, most first. */
  list(): Promise<CallerCount[]>;
}

export interface BudgetsOptions {
  readonly settings: BudgetSettings;
  readonly burst: RateLimit;
  readonly book: (shard: string) => Pick<BudgetBook, 'spend' | 'list'>;
  readonly now: () => number;
  /** Lets work go on after the answer. */
  readonly later: (work: Promise<unknown>) => void;
  readonly log: Log;
}

/**
 * Budgets against harvesting. No request waits for the book: what it said last counts, so that a stop comes late by what an
 * isolate has under way until it hears of it. A book that does not answer stops nobody; rights do not depend on budgets.
 */
export function createBudgets(options: BudgetsOptions): Budgets {
  const { settings, burst, book, now, later, log } = options;
  const heard = new Map<string, Stops>();

  const limitsOf = ({ kind }: Pick<BudgetCaller, 'kind'>) =>
    kind === 'person' ? settings.persons : settings.keys;

  async function report(caller: BudgetCaller, spending: Spending, { number, bytes }: SpentFacts) {
    try {
      const stops = await book(shardOf(caller)).spend(caller, spending, number, limitsOf(caller), bytes);
      const name = budgetName(caller);
      if (Object.keys(stops).length === 0) return;
      if (heard.size >= MAX_KEPT) heard.clear();
      // Reports may overtake each other; a stop that was heard holds until its time.
      heard.set(name, { ...heard.get(name), ...stops });
    } catch {
      log('budget_unreachable');
    }
  }

  async function isBurst(caller: BudgetCaller): Promise<boolean> {
    try {
      return !(await burst.limit({ key: budgetName(caller) })).success;
    } catch {
      log('burst_limit_unreachable');
      return false;
    }
  }

  return {
    async stopOf(caller, spending) {
      const stops = heard.get(budgetName(caller));
      for (const budget of ['numbers', spending] as const) {
        const waitMs = (stops?.[budget] ?? 0) - now();
        if (waitMs > 0) return { budget, retryAfterSeconds: Math.ceil(waitMs / 1000) };
      }
      return (await isBurst(caller)) ? { budget: 'burst', retryAfterSeconds: BURST_SECONDS } : undefined;
    },
    spend(caller, spending, facts) {
      later(report(caller, spending, facts));
    },
    async list() {
      const atLeast = Math.min(settings.persons.warnAtNumbers, settings.keys.warnAtNumbers);
      const shares = await Promise.all(SHARD_NAMES.map((name) => book(name).list(atLeast)));
      return shares
        .flat()
        .map((count) => ({ ...count, limits: limitsOf(count) }))
        .filter(({ numbers, limits }) => numbers >= limits.warnAtNumbers)
        .sort((a, b) => b.numbers - a.numbers || a.id.localeCompare(b.id));
    },
  };
}
