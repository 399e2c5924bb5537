import type * as z from 'zod/mini';
import {
  type HealthAnswer,
  healthAnswer,
  type LookupAnswer,
  lookupAnswer,
  type PhotoPath,
  type SearchAnswer,
  type StatusAnswer,
  searchAnswer,
  statusAnswer,
} from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import { type OfflineAnswer, offlineAnswer } from '#shared/offline.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { err, type Result } from '#shared/result.ts';
import { readAnswer, readBlockAnswer, readPhotoAnswer } from './answer.ts';

export interface ApiClientOptions {
  fetch: typeof fetch;
  workerUrl: string;
  accessToken(options: { fresh: boolean }): Promise<Result<string, Failure>>;
  /** Milliseconds; 8,000 when absent. */
  timeoutMs?: number;
}

export interface ApiClient {
  findNumber(
    number: string,
    options: { place: Place; signal?: AbortSignal | undefined },
  ): Promise<Result<LookupAnswer, Failure>>;
  search(query: string, options: { limit: number; place: Place }): Promise<Result<SearchAnswer, Failure>>;
  readStatus(): Promise<Result<StatusAnswer, Failure>>;
  readPhoto(photo: PhotoPath): Promise<Result<Uint8Array, Failure>>;
  /** What the person may keep of the directory. */
  readOffline(): Promise<Result<OfflineAnswer, Failure>>;
  readOfflineBlock(source: string, hash: string): Promise<Result<Uint8Array, Failure>>;
}

const TIMEOUT_MS = 8000;

type Read<T> = (answer: Response) => Promise<Result<T, Failure>>;

function json<T>(schema: z.ZodMiniType<T>): Read<T> {
  return (answer) => readAnswer(answer, schema);
}

/** Talks to the worker with the signed-in person's token. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  async function get<T>(
    path: string,
    query: Record<string, string>,
    read: Read<T>,
    signal?: AbortSignal,
  ): Promise<Result<T, Failure>> {
    const url = `${options.workerUrl}${path}?${new URLSearchParams(query)}`;
    const first = await options.accessToken({ fresh: false });
    if (!first.ok) return first;
    const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    const answer = await request(options.fetch, url, read, { token: first.value, timeoutMs, signal });
    if (!isTokenRefused(answer)) return answer;
    // The token may have died early: a changed group, a revocation, a rotated key. Once, not in a loop.
    const second = await options.accessToken({ fresh: true });
    if (!second.ok) return second;
    const retried = await request(options.fetch, url, read, { token: second.value, timeoutMs, signal });
    const isRevoked = !retried.ok && retried.failure.code === 'access_revoked';
    return isTokenRefused(retried) && !isRevoked ? err({ ...retried.failure, code: 'signed_out' }) : retried;
  }

  return {
    findNumber: (number, { place, signal }) =>
      get('/v1/lookup', { number, ...placeQuery(place) }, json(lookupAnswer), signal),
    search: (q, { limit, place }) =>
      get('/v1/search', { q, limit: String(limit), ...placeQuery(place) }, json(searchAnswer)),
    readStatus: () => get('/v1/status', {}, json(statusAnswer)),
    readPhoto: ({ source, name }) => get(`/v1/photo/${source}/${name}`, {}, readPhotoAnswer),
    readOffline: () => get('/v1/offline', {}, json(offlineAnswer)),
    readOfflineBlock: (source, hash) => get(`/v1/offline/blocks/${source}/${hash}`, {}, readBlockAnswer),
  };
}

function placeQuery({ country, area, main, outside }: Place): Record<string, string> {
  return {
    country,
    ...(area !== undefined && { area }),
    ...(main !== undefined && { main }),
    ...(outside !== undefined && { outside }),
  };
}

/** The worker's public facts. Needs no token, so it also tells whether an address is a Ringcard worker at all. */
export function readHealth(
  workerUrl: string,
  fetchLike: typeof fetch,
  timeoutMs = TIMEOUT_MS,
): Promise<Result<HealthAnswer, Failure>> {
  return request(fetchLike, `${workerUrl}/v1/health`, json(healthAnswer), { timeoutMs });
}

async function request<T>(
  fetchLike: typeof fetch,
  url: string,
  read: Read<T>,
  { token, timeoutMs, signal }: { token?: string; timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<Result<T, Failure>> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetchLike(url, {
      headers: {
        accept: 'application/json, image/*',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      credentials: 'omit',
      cache: 'no-store',
      // Never followed: the token is for this host alone. Unlike 'error' it can be told from a dead network.
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return await read(answer);
  } catch {
    return err({ code: 'worker_unreachable' });
  }
}

/** `access_revoked`: a new token says what the person may do since then. */
const REFUSED_TOKEN = ['signed_out', 'token_expired', 'token_rejected', 'access_revoked'];

function isTokenRefused<T>(answer: Result<T, Failure>): answer is { ok: false; failure: Failure } {
  return !answer.ok && REFUSED_TOKEN.includes(answer.failure.code);
}
