import type { Handler } from 'hono';
import type { BudgetsAnswer } from '#shared/admin-api.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../http/app-env.ts';

/** `GET /v1/admin/budgets`: who has asked for unusually many different numbers today. */
export function budgetsRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const counts = await deps.budgets.list();
    const answer: BudgetsAnswer = {
      day: new Date(deps.now()).toISOString().slice(0, 10),
      callers: counts.map(({ kind, id, numbers, limits }) => ({
        kind,
        id,
        numbers,
        limit: limits.numbersPerDay,
        state: numbers >= limits.numbersPerDay ? 'over' : 'near',
      })),
    };
    return context.json(answer);
  };
}
