import { DurableObject } from 'cloudflare:workers';
import { configurationOf } from '../configuration.ts';
import { consoleLog } from '../log.ts';
import { type BudgetPrincipal, budgetName } from './budget-principal.ts';
import type { Limits } from './budget-settings.ts';
import { type DayCount, DayStore } from './day-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export type Spending = 'lookups' | 'searches' | 'offline';

type PerMinute = Exclude<Spending, 'offline'>;

/** For each used-up budget, until when it refuses requests; milliseconds since 1970. */
export type Stops = Partial<Record<Spending | 'numbers', number>>;

/**
 * Counts the requests of a share of the principals. Counts of the minute are kept in memory only: losing them does no harm.
 * Counts of the UTC day, of different numbers and of bytes for offline copies, are stored.
 */
export class BudgetBook extends DurableObject<object> {
  readonly #days: DayStore;
  #minute = 0;
  #thisMinute = new Map<string, Record<PerMinute, number>>();

  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    this.#days = new DayStore(ctx.storage);
  }

  /** Counts an answered request and the bytes of its answer. Returns the budgets that the principal has used up. */
  async spend(
    principal: BudgetPrincipal,
    spending: Spending,
    number: string | undefined,
    limits: Limits,
    bytes = 0,
  ): Promise<Stops> {
    const nowMs = Date.now();
    const counts = this.#minuteOf(principal, nowMs);
    if (spending !== 'offline') counts[spending] += 1;
    await this.#begin(nowMs);
    if (number !== undefined) await this.#addNumber(principal, number, limits);
    const isOfflineUsedUp =
      spending === 'offline' && this.#days.addBytes(principal, bytes) >= limits.offlineMegabytesPerDay * 1e6;
    const minuteEnd = endOf(nowMs, MINUTE_MS);
    return {
      ...(counts.lookups >= limits.lookupsPerMinute && { lookups: minuteEnd }),
      ...(counts.searches >= limits.searchesPerMinute && { searches: minuteEnd }),
      ...(isOfflineUsedUp && { offline: endOf(nowMs, DAY_MS) }),
      ...(this.#days.count(principal) >= limits.numbersPerDay && { numbers: endOf(nowMs, DAY_MS) }),
    };
  }

  /** Principals that have asked for at least this many different numbers today. */
  async list(atLeast: number): Promise<DayCount[]> {
    this.#forgetPast();
    return this.#days.list(atLeast);
  }

  /** Deletes the counts of the day at its end, even if no further request comes. */
  override async alarm(): Promise<void> {
    this.#forgetPast();
  }

  #forgetPast(): void {
    this.#days.forgetBefore(Math.floor(Date.now() / DAY_MS));
  }

  #minuteOf(principal: BudgetPrincipal, nowMs: number): Record<PerMinute, number> {
    const minute = Math.floor(nowMs / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#thisMinute = new Map();
    }
    const name = budgetName(principal);
    const counts = this.#thisMinute.get(name) ?? { lookups: 0, searches: 0 };
    this.#thisMinute.set(name, counts);
    return counts;
  }

  async #begin(nowMs: number): Promise<void> {
    if (this.#days.begin(Math.floor(nowMs / DAY_MS))) await this.ctx.storage.setAlarm(endOf(nowMs, DAY_MS));
  }

  async #addNumber(principal: BudgetPrincipal, number: string, limits: Limits): Promise<void> {
    const pepper = configurationOf(this.env).apiKeyPeppers[0] ?? '';
    const numbers = await this.#days.add(principal, number, pepper);
    const who = principal.kind === 'key' ? { keyId: principal.id } : { objectId: principal.id };
    if (numbers === limits.warnAtNumbers) consoleLog('budget_warning', { ...who, numbers });
    if (numbers === limits.numbersPerDay) consoleLog('budget_exhausted', { ...who, numbers });
  }
}

/** The end of the minute or day that contains this time. */
function endOf(nowMs: number, periodMs: number): number {
  return (Math.floor(nowMs / periodMs) + 1) * periodMs;
}
