import { Hono, type MiddlewareHandler } from 'hono';
import { operations } from '#shared/operations.ts';
import { ADMIN_ROLE } from '#shared/roles.ts';
import { ConfigurationError } from './configuration.ts';
import type { AppDeps } from './deps.ts';
import { allowOnly } from './http/allow-only.ts';
import type { AppEnv } from './http/app-env.ts';
import { audited } from './http/audited.ts';
import { gatesOf } from './http/gates.ts';
import { mountOperations } from './http/mount-operations.ts';
import { RequestFailure, toProblem } from './http/problem.ts';
import { routeTemplate } from './http/route-template.ts';
import type { Log } from './log.ts';
import { requireAccounts } from './routes/admin/accounts.ts';
import { requireKeys } from './routes/admin/keys.ts';
import { createHandlers } from './routes/handlers.ts';
import { notificationGates } from './routes/notifications.ts';

/** Set on every answer, errors included. No CORS: the extension has a host permission, and web pages must not read answers. */
const HEADERS = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'cross-origin-resource-policy': 'same-origin',
};

/** The HTTP app: its routes, and the single place where failures become answers. */
export function createApp(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(async (context, next) => {
    context.set('requestId', crypto.randomUUID());
    const startedAt = deps.now();
    await next();
    setHeaders(context.res.headers, context.get('requestId'));
    deps.log('request', {
      requestId: context.get('requestId'),
      method: context.req.method,
      route: routeTemplate(context),
      status: context.res.status,
      durationMs: deps.now() - startedAt,
    });
  });
  app.use(audited(deps));
  app.use('/v1/notifications/*', ...notificationGates);
  mountOperations(app, {
    deps,
    handlers: createHandlers(deps),
    without: deps.configuration.accounts ? [] : ['finishConsent'],
  });
  hideUnknown(app, deps);
  app.notFound((context) =>
    answerProblem(new RequestFailure('not_found'), context.get('requestId'), deps.log),
  );
  app.onError((error, context) => answerProblem(error, context.get('requestId'), deps.log));
  return app;
}

/** Without the right to these paths, a principal must not learn which addresses exist below them. */
function hideUnknown(app: Hono<AppEnv>, deps: AppDeps): void {
  const { access, budget, audit } = operations.offline;
  app.use('/v1/offline/*', allowOnly('GET', 'HEAD'), ...gatesOf(deps, { access, budget, audit }));
  app.use('/v1/admin/*', ...gatesOf(deps, { access: { role: ADMIN_ROLE } }));
  app.use(
    '/v1/admin/accounts/*',
    refuseUnless(() => requireAccounts(deps)),
  );
  app.use(
    '/v1/admin/keys/*',
    refuseUnless(() => requireKeys(deps)),
  );
}

function refuseUnless(isConfigured: () => void): MiddlewareHandler<AppEnv> {
  return async (_context, next) => {
    isConfigured();
    await next();
  };
}

/** The answer of a worker that cannot start; only the log tells why. */
export function answerMisconfigured(error: unknown, log: Log): Response {
  const requestId = crypto.randomUUID();
  const isConfiguration = error instanceof ConfigurationError;
  if (isConfiguration) {
    log('configuration_invalid', {
      requestId,
      code: error.code,
      variable: error.variable,
      expected: error.expected,
    });
  }
  const failure = new RequestFailure('internal', {
    cause: error,
    ...(isConfiguration && {
      status: 503,
      detail: 'The worker is not configured. Its log names the variable.',
    }),
  });
  return answerProblem(failure, requestId, log);
}

function answerProblem(error: unknown, requestId: string, log: Log): Response {
  const failure = error instanceof RequestFailure ? error : new RequestFailure('internal', { cause: error });
  const problem = toProblem(failure, requestId);
  log('request_failed', {
    requestId,
    code: failure.code,
    status: problem.status,
    reason: failure.extras.reason ?? nameOf(failure.extras.cause),
  });
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  setHeaders(headers, requestId);
  if (problem.status === 401) headers.set('www-authenticate', failure.extras.challenge ?? 'Bearer');
  if (failure.extras.allow !== undefined) headers.set('allow', failure.extras.allow);
  if (problem.retryAfterSeconds !== undefined) headers.set('retry-after', String(problem.retryAfterSeconds));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

function setHeaders(headers: Headers, requestId: string): void {
  // A route may have set a stricter value.
  for (const [name, value] of Object.entries(HEADERS)) if (!headers.has(name)) headers.set(name, value);
  headers.set('x-request-id', requestId);
}

/** The class of an unexpected error. Its message may quote anything, so it stays out of the log. */
function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : 'none';
}
