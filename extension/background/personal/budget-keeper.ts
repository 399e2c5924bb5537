import type { Failure } from '#shared/failure.ts';
import type { StorageArea } from '../../auth/session.ts';
import { createTurns } from '../in-turn.ts';
import { budgetBook, emptyBook, type LookUpRequest, spend } from './budgets.ts';

const KEY = 'budgets';

/** Spends from the stored book, one request after another so that two tabs cannot spend the same look-up. */
export interface BudgetKeeper {
  /** Undefined when it may be looked up. */
  spend(request: LookUpRequest): Promise<Failure | undefined>;
  forget(): Promise<void>;
}

export function createBudgetKeeper(area: StorageArea): BudgetKeeper {
  const inTurn = createTurns();

  async function decide(request: LookUpRequest): Promise<Failure | undefined> {
    const kept = budgetBook.safeParse((await area.get(KEY))[KEY]);
    const verdict = spend(kept.success ? kept.data : emptyBook(), request);
    await area.set({ [KEY]: verdict.book });
    if (verdict.allowed) return undefined;
    return { code: 'too_many_requests', retryAfterSeconds: verdict.retryAfterSeconds };
  }

  return {
    spend: (request) => inTurn(() => decide(request)),
    forget: () => inTurn(() => area.remove(KEY)),
  };
}
