import { type HealthAnswer, healthAnswer, spokenVersion } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import type { AnswerOf, InputOf, Operation } from '#shared/operation.ts';
import { type OperationId, type Operations, operations } from '#shared/operations.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { readAnswer } from './answer.ts';
import { NOT_PERMITTED } from './permitted-fetch.ts';
import { findVersionGap } from './version-gap.ts';
import { addressOf, bodyOf, type Read, readerOf } from './worker-call.ts';

export interface ApiClientOptions {
  fetch: typeof fetch;
  workerUrl: string;
  accessToken(options: { fresh: boolean }): Promise<Result<string, Failure>>;
  /** Where the person telephones from, for requests that take a place and name none. */
  place?: Place;
  /** Milliseconds. Default: the operation's own timeout, else 8 seconds. */
  timeoutMs?: number;
}

export type InputTo<Id extends OperationId> = InputOf<Operations[Id]>;
export type AnswerTo<Id extends OperationId> = AnswerOf<Operations[Id]>;

/** Sends the worker any request of the table of operations. */
export interface WorkerClient {
  ask<Id extends OperationId>(
    operation: Id,
    input: InputTo<Id>,
    wish?: { signal?: AbortSignal | undefined },
  ): Promise<Result<AnswerTo<Id>, Failure>>;
}

const TIMEOUT_MS = 8000;

/** Talks to the worker with the signed-in person's token. */
export function createApiClient(options: ApiClientOptions): WorkerClient {
  /** Replaces the failure by `worker_outdated` or `extension_outdated` where the worker's version explains it. */
  async function explainGap<T>(answer: Result<T, Failure>): Promise<Result<T, Failure>> {
    if (answer.ok || !MAY_BE_GAP.includes(answer.failure.code)) return answer;
    const health = await readHealth(options.workerUrl, options.fetch, options.timeoutMs);
    const gap = health.ok ? findVersionGap(health.value.api) : health.failure;
    const isGap = gap?.code === 'worker_outdated' || gap?.code === 'extension_outdated';
    return isGap ? err(gap) : answer;
  }

  async function withToken<T>(
    path: string,
    read: Read<T>,
    wish: Omit<RequestOptions, 'token'>,
  ): Promise<Result<T, Failure>> {
    const url = options.workerUrl + path;
    const first = await options.accessToken({ fresh: false });
    if (!first.ok) return first;
    const answer = await request(options.fetch, url, read, { ...wish, token: first.value });
    if (!isTokenRefused(answer)) return await explainGap(answer);
    // A changed group, a revocation or a rotated key can end a token early. One retry, never a loop.
    const second = await options.accessToken({ fresh: true });
    if (!second.ok) return second;
    const retried = await request(options.fetch, url, read, { ...wish, token: second.value });
    const isRevoked = !retried.ok && retried.failure.code === 'access_revoked';
    if (isTokenRefused(retried) && !isRevoked) return err({ ...retried.failure, code: 'signed_out' });
    return await explainGap(retried);
  }

  return {
    async ask(operation, input, { signal } = {}) {
      const row: Operation = operations[operation];
      const answer = await withToken(addressOf(row, input, options.place), readerOf(row), {
        method: row.method,
        body: bodyOf(row, input),
        timeoutMs: options.timeoutMs ?? row.timeoutMs ?? TIMEOUT_MS,
        signal,
      });
      // The cast is safe: the operation's own schema has parsed the answer.
      return answer as Result<AnswerTo<typeof operation>, Failure>;
    },
  };
}

/** The worker's public facts. Needs no token, so it also tests whether an address belongs to a Ringcard worker at all. */
export async function readHealth(
  workerUrl: string,
  fetchLike: typeof fetch,
  timeoutMs = TIMEOUT_MS,
): Promise<Result<HealthAnswer, Failure>> {
  const { method, path } = operations.health;
  const read: Read<{ api: number }> = (answer) => readAnswer(answer, spokenVersion);
  const said = await request(fetchLike, workerUrl + path, read, { method, timeoutMs });
  if (!said.ok) return said;
  const { data } = healthAnswer.safeParse(said.value);
  return data ? ok(data) : err(findVersionGap(said.value.api) ?? { code: 'not_a_worker' });
}

/** How a worker of another version may fail: its answer does not fit our schema, or it lacks the operation. */
const MAY_BE_GAP = ['not_a_worker', 'not_found', 'method_not_allowed'];

interface RequestOptions {
  method: Operation['method'];
  token?: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** JSON. */
  body?: string | undefined;
}

async function request<T>(
  fetchLike: typeof fetch,
  url: string,
  read: Read<T>,
  { method, token, timeoutMs, signal, body }: RequestOptions,
): Promise<Result<T, Failure>> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetchLike(url, {
      method,
      ...(body !== undefined && { body }),
      headers: {
        accept: 'application/json, image/*',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      credentials: 'omit',
      cache: 'no-store',
      // Redirects are never followed: the token is for this host alone. 'error' would look like a dead network.
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return await read(answer);
  } catch (problem) {
    const isPermitted = !(problem instanceof DOMException && problem.name === NOT_PERMITTED);
    return err({ code: isPermitted ? 'worker_unreachable' : 'worker_not_permitted' });
  }
}

/** `access_revoked` too: a new token carries the rights that remain. */
const REFUSED_TOKEN = ['signed_out', 'token_expired', 'token_rejected', 'access_revoked'];

function isTokenRefused<T>(answer: Result<T, Failure>): answer is { ok: false; failure: Failure } {
  return !answer.ok && REFUSED_TOKEN.includes(answer.failure.code);
}
