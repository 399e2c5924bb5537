import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Operation } from '#shared/operation.ts';
import type { AppEnv } from './app-env.ts';
import { type AuditDeps, auditedFirst } from './audited.ts';
import { RequestFailure } from './problem.ts';
import { type AccessDeps, requireAccess, requirePerson } from './require-access.ts';
import { type BudgetDeps, requireBudget } from './require-budget.ts';
import { type RoleDeps, requireRole } from './require-role.ts';

export type GateDeps = AccessDeps & RoleDeps & BudgetDeps & AuditDeps;

const MAX_ADMIN_BODY_BYTES = 16 * 1024;

/** The checks that a request must pass before it is parsed, in this order: access, budget, audit trail. */
export function gatesOf(
  deps: GateDeps,
  { access, budget, audit }: Pick<Operation, 'access' | 'budget' | 'audit'>,
): MiddlewareHandler<AppEnv>[] {
  return [
    ...accessGates(deps, access),
    ...(budget ? [requireBudget(deps, budget)] : []),
    ...(audit === 'before' ? [auditedFirst(deps)] : []),
  ];
}

function accessGates(deps: GateDeps, access: Operation['access']): MiddlewareHandler<AppEnv>[] {
  if (access === 'public') return [];
  if (access === 'person') return [requirePerson(deps)];
  if ('key' in access) return [requireAccess(deps, access.key)];
  return [
    requireRole(deps, access.role),
    bodyLimit({ maxSize: MAX_ADMIN_BODY_BYTES, onError: refuseLargeBody }),
  ];
}

export function refuseLargeBody(): never {
  throw new RequestFailure('bad_request', { status: 413, detail: 'The body is too large.' });
}
