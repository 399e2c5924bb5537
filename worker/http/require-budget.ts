import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Spending } from '../budgets/budget-book.ts';
import { budgetPrincipalOf } from '../budgets/budget-principal.ts';
import type { Stop } from '../budgets/budgets.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from './app-env.ts';
import { RequestFailure } from './problem.ts';

export type BudgetDeps = Pick<AppDeps, 'configuration' | 'budgets'>;

/** Admits a request while its principal has budget left. A request counts once it is answered, whatever the answer. */
export function requireBudget(deps: BudgetDeps, spending: Spending): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (context, next) => {
    const principal = budgetPrincipalOf(context.get('principal'));
    if (!principal) {
      await next();
      return;
    }
    const stop = await deps.budgets.stopOf(principal, spending);
    if (stop) {
      throw new RequestFailure('too_many_requests', {
        detail: sentenceOf(stop),
        contact: deps.configuration.accessContact,
        reason: `budget_${stop.budget}`,
        ...stop,
      });
    }
    await next();
    deps.budgets.spend(principal, spending, {
      number: context.get('askedNumber'),
      bytes: context.get('servedBytes'),
    });
  });
}

function sentenceOf({ budget }: Stop): string {
  switch (budget) {
    case 'burst':
      return 'Too many requests at once. Go on in a few seconds.';
    case 'lookups':
      return 'More look-ups than this directory allows in a minute. Go on in the next one.';
    case 'searches':
      return 'More searches than this directory allows in a minute. Go on in the next one.';
    case 'offline':
      return 'More of the directory than may be copied to devices in a day. Go on after midnight UTC.';
    case 'numbers':
      return 'More different numbers than this directory allows in a day. Go on after midnight UTC, or ask your administrator.';
  }
}
