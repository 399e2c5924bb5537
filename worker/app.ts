import { Hono } from 'hono';
import { CALLBACK_PATH } from './accounts/consent-request.ts';
import { ConfigurationError } from './configuration.ts';
import type { AppDeps } from './deps.ts';
import { allowOnly } from './http/allow-only.ts';
import type { AppEnv } from './http/app-env.ts';
import { audited, auditedFirst } from './http/audited.ts';
import { RequestFailure, toProblem } from './http/problem.ts';
import { requireAccess, requirePerson } from './http/require-access.ts';
import { requireBudget } from './http/require-budget.ts';
import { routeTemplate } from './http/route-template.ts';
import type { Log } from './log.ts';
import { accountCallbackRoute } from './routes/account-callback.ts';
import { adminRoutes } from './routes/admin/routes.ts';
import { explainRoute } from './routes/explain.ts';
import { healthRoute } from './routes/health.ts';
import { lookupRoute } from './routes/lookup.ts';
import { notificationRoutes } from './routes/notifications.ts';
import { offlineBlockRoute, offlineRoute } from './routes/offline.ts';
import { openApiRoute } from './routes/openapi.ts';
import { photoRoute } from './routes/photo.ts';
import { searchRoute } from './routes/search.ts';
import { statusRoute } from './routes/status.ts';

/** On every answer, errors included. No CORS: the extension has a host permission, and a page has no business here. */
const HEADERS = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'cross-origin-resource-policy': 'same-origin',
};

/** The HTTP side: routes, and the one place where failures become answers. */
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
  const get = allowOnly('GET', 'HEAD');
  app.use('/v1/lookup', get, requireAccess(deps, 'lookup'), requireBudget(deps, 'lookups'));
  app.use('/v1/explain', get, requireAccess(deps, 'lookup'), requireBudget(deps, 'lookups'));
  app.use('/v1/search', get, requireAccess(deps, 'search'), requireBudget(deps, 'searches'));
  app.use('/v1/status', get, requireAccess(deps, 'status'));
  app.use('/v1/photo/:source/:name', get, requireAccess(deps, 'photo'));
  app.use('/v1/offline/*', get, requirePerson(deps), requireBudget(deps, 'offline'), auditedFirst(deps));
  app.use('/v1/health', get);
  app.use('/openapi.json', get);
  app.get('/v1/lookup', lookupRoute(deps));
  app.get('/v1/explain', explainRoute(deps));
  app.get('/v1/search', searchRoute(deps));
  app.get('/v1/status', statusRoute(deps));
  app.get('/v1/photo/:source/:name', photoRoute(deps));
  app.get('/v1/offline', offlineRoute(deps));
  app.get('/v1/offline/blocks/:source/:hash', offlineBlockRoute(deps));
  app.get('/v1/health', healthRoute(deps));
  app.get('/openapi.json', openApiRoute(deps));
  app.route('/v1/admin', adminRoutes(deps));
  app.route('/v1/notifications', notificationRoutes(deps));
  if (deps.configuration.accounts) {
    app.use(CALLBACK_PATH, allowOnly('GET'));
    app.get(CALLBACK_PATH, accountCallbackRoute(deps));
  }
  app.notFound((context) =>
    answerProblem(new RequestFailure('not_found'), context.get('requestId'), deps.log),
  );
  app.onError((error, context) => answerProblem(error, context.get('requestId'), deps.log));
  return app;
}

/** The answer for a worker that cannot start; what is wrong stands in the log alone. */
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
  // A route may have set a stricter one.
  for (const [name, value] of Object.entries(HEADERS)) if (!headers.has(name)) headers.set(name, value);
  headers.set('x-request-id', requestId);
}

/** Class of an unexpected error; its message may quote anything and stays out of the log. */
function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : 'none';
}
