import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { idOf } from '../access/device.ts';
import type { AuditedRequest } from '../audit/audit-trail.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from './app-env.ts';
import { RequestFailure } from './problem.ts';
import { routeTemplate } from './route-template.ts';

export type AuditDeps = Pick<AppDeps, 'audit' | 'now'>;

/** Records each request in the audit trail, after its answer is made. Requests without a verified principal leave no entry. */
export function audited(deps: AuditDeps): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (context, next) => {
    await next();
    const request = requestOf(context, deps.now());
    if (request && !context.get('isAudited')) deps.audit.record(request);
  });
}

/** For answers that must leave a trace: an answer is given only once its entry is written. */
export function auditedFirst(deps: AuditDeps): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (context, next) => {
    await next();
    const request = requestOf(context, deps.now());
    if (!request || context.error) return;
    context.set('isAudited', true);
    try {
      await deps.audit.recordFirst(request);
    } catch (cause) {
      throw new RequestFailure('internal', {
        status: 503,
        detail: 'The request cannot be written into the audit trail, so it is not answered.',
        retryAfterSeconds: 30,
        reason: 'audit_unavailable',
        cause,
      });
    }
  });
}

function requestOf(context: Context<AppEnv>, at: number): AuditedRequest | undefined {
  const principal = context.get('principal');
  if (!principal) return undefined;
  return {
    requestId: context.get('requestId'),
    at,
    kind: principal.kind,
    who: idOf(principal),
    method: context.req.method,
    route: routeTemplate(context),
    status: context.res.status,
    sources: (context.get('sources') ?? []).map(({ id }) => id),
    ...context.get('facts'),
  };
}
