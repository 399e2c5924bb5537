import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from '../http/app-env.ts';
import { refuseLargeBody } from '../http/gates.ts';
import type { Answer, Handlers } from '../http/mount-operations.ts';
import { RequestFailure } from '../http/problem.ts';
import { readNotifications } from '../notifications/notification.ts';

/** A thousand notifications with short ids take 300 KB; Graph sends a few dozen at a time. */
const MAX_BODY_BYTES = 512 * 1024;
const MAX_TOKEN_BYTES = 2048;
/** Graph repeats notifications that are not answered within 3 s, and throttles endpoints that take longer. */
const ANSWER_WITHIN_MS = 2_500;

/**
 * `POST /v1/notifications/{source}` and `…/lifecycle`: Graph reports changes here. The route is public, so its answer does
 * not reveal whether the source exists or the notification is genuine; the Source object checks the notification.
 */
export function notificationRoutes(deps: AppDeps): Pick<Handlers, 'notify' | 'notifyLifecycle'> {
  const limitBody = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseLargeBody });
  const answer: Answer<'notify' | 'notifyLifecycle'> = async ({ path, context }) => {
    const handshake = answerHandshake(context);
    if (handshake) return handshake;
    await limitBody(context, async () => {});
    return await takeNotifications(deps, path.source, context);
  };
  return { notify: answer, notifyLifecycle: answer };
}

/** Middleware for every address below `/v1/notifications`. */
export const notificationGates: readonly MiddlewareHandler<AppEnv>[] = [postOnly, answerInTime];

/** Before Graph creates a subscription, the address has to return the token that Graph sends. */
function answerHandshake(context: Context): Response | undefined {
  const token = context.req.query('validationToken');
  if (token === undefined) return undefined;
  const length = new TextEncoder().encode(token).length;
  if (length === 0 || length > MAX_TOKEN_BYTES || /\p{Cc}/u.test(token)) {
    throw new RequestFailure('bad_request', { reason: 'validation_token' });
  }
  return new Response(token, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

async function takeNotifications(
  deps: AppDeps,
  sourceId: string,
  context: Context<AppEnv>,
): Promise<Response> {
  const body = await readJson(context);
  const read = readNotifications(body, deps.configuration.tenantId);
  if (!read) throw new RequestFailure('bad_request', { reason: 'schema' });
  const source = deps.configuration.sources.find(({ id }) => id === sourceId);
  const rejected = read.rejected + (source ? 0 : read.items.length);
  if (rejected > 0) deps.log('notifications_rejected', { rejected, ...(source && { sourceId: source.id }) });
  if (source && read.items.length > 0) await handOver(deps, source.id, read.items);
  return context.body(null, 202);
}

/** A failure is answered with 503, so that Graph repeats the notifications. */
async function handOver(deps: AppDeps, sourceId: string, items: Parameters<AppDeps['notify']>[1]) {
  try {
    await deps.notify(sourceId, items);
  } catch (cause) {
    throw notTaken('source_unreachable', cause);
  }
}

async function readJson({ req }: Context): Promise<unknown> {
  if (!/^application\/json *(;|$)/i.test(req.header('content-type') ?? '')) {
    throw new RequestFailure('bad_request', { status: 415, detail: 'Send application/json.' });
  }
  try {
    const body: unknown = await req.json();
    return body;
  } catch (cause) {
    throw new RequestFailure('bad_request', { reason: 'not_json', cause });
  }
}

async function postOnly({ req }: Context, next: () => Promise<void>): Promise<void> {
  if (req.method !== 'POST') {
    throw new RequestFailure('method_not_allowed', {
      allow: 'POST',
      detail: 'The address answers to POST only.',
    });
  }
  await next();
}

async function answerInTime(_context: Context, next: () => Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(notTaken('too_late')), ANSWER_WITHIN_MS);
  });
  try {
    await Promise.race([next(), tooLate]);
  } finally {
    if (timer !== undefined) clearTimeout(timer);
  }
}

function notTaken(reason: string, cause?: unknown): RequestFailure {
  return new RequestFailure('directory_unavailable', {
    detail: 'The notification could not be taken. Send it again.',
    retryAfterSeconds: 30,
    reason,
    cause,
  });
}
