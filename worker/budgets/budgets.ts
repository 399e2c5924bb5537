import type { Log } from '../log.ts';
import type { BudgetBook, Spending, Stops } from './budget-book.ts';
import { type BudgetPrincipal, budgetName, SHARD_NAMES, shardOf } from './budget-principal.ts';
import type { BudgetSettings, Limits } from './budget-settings.ts';
import type { DayCount } from './day-store.ts';

/** The period of the rate limit BURST in wrangler.toml. */
const BURST_SECONDS = 10;
const MAX_KEPT = 5_000;

/** A used-up budget, and how long it refuses requests. */
export interface Stop {
  readonly budget: Spending | 'numbers' | 'burst';
  readonly retryAfterSeconds: number;
}

interface PrincipalCount extends DayCount {
  readonly limits: Limits;
}

/** The number that a request asked for, and the bytes that its answer holds. */
interface SpentFacts {
  /** E.164. */
  readonly number: string | undefined;
  readonly bytes?: number | undefined;
}

export interface Budgets {
  /** The budget that stops the principal's next request, as far as this isolate knows, or the location's burst limit. */
  stopOf(principal: BudgetPrincipal, spending: Spending): Promise<Stop | undefined>;
  /** Counts a request, after its answer. */
  spend(principal: BudgetPrincipal, spending: Spending, facts: SpentFacts): void;
  /** Principals that are near or over the day's limit of numbers, the highest count first. */
  list(): Promise<PrincipalCount[]>;
}

export interface BudgetsOptions {
  readonly settings: BudgetSettings;
  readonly burst: RateLimit;
  readonly book: (shard: string) => Pick<BudgetBook, 'spend' | 'list'>;
  readonly now: () => number;
  /** Keeps work running after the answer. */
  readonly later: (work: Promise<unknown>) => void;
  readonly log: Log;
}

/**
 * Budgets against harvesting. No request waits for the book: its last report counts, so a few requests more may pass before
 * an isolate learns of a stop. If the book does not answer, requests pass: no access right depends on a budget.
 */
export function createBudgets(options: BudgetsOptions): Budgets {
  const { settings, burst, book, now, later, log } = options;
  const heard = new Map<string, Stops>();

  const limitsOf = ({ kind }: Pick<BudgetPrincipal, 'kind'>) =>
    kind === 'person' ? settings.persons : settings.keys;

  async function report(principal: BudgetPrincipal, spending: Spending, { number, bytes }: SpentFacts) {
    try {
      const stops = await book(shardOf(principal)).spend(
        principal,
        spending,
        number,
        limitsOf(principal),
        bytes,
      );
      const name = budgetName(principal);
      if (Object.keys(stops).length === 0) return;
      if (heard.size >= MAX_KEPT) heard.clear();
      // Reports may overtake each other, so a known stop holds until its time.
      heard.set(name, { ...heard.get(name), ...stops });
    } catch {
      log('budget_unreachable');
    }
  }

  async function isBurst(principal: BudgetPrincipal): Promise<boolean> {
    try {
      return !(await burst.limit({ key: budgetName(principal) })).success;
    } catch {
      log('burst_limit_unreachable');
      return false;
    }
  }

  return {
    async stopOf(principal, spending) {
      const stops = heard.get(budgetName(principal));
      for (const budget of ['numbers', spending] as const) {
        const waitMs = (stops?.[budget] ?? 0) - now();
        if (waitMs > 0) return { budget, retryAfterSeconds: Math.ceil(waitMs / 1000) };
      }
      return (await isBurst(principal)) ? { budget: 'burst', retryAfterSeconds: BURST_SECONDS } : undefined;
    },
    spend(principal, spending, facts) {
      later(report(principal, spending, facts));
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
