import type { AppDeps } from '../../deps.ts';
import type { Answer } from '../../http/mount-operations.ts';

/** `GET /v1/admin/budgets`: principals that have asked for unusually many different numbers today. */
export function budgetsRoute(deps: AppDeps): Answer<'readBudgets'> {
  return async () => {
    const counts = await deps.budgets.list();
    return {
      day: new Date(deps.now()).toISOString().slice(0, 10),
      callers: counts.map(({ kind, id, numbers, limits }) => ({
        kind,
        id,
        numbers,
        limit: limits.numbersPerDay,
        state: numbers >= limits.numbersPerDay ? 'over' : 'near',
      })),
    };
  };
}
