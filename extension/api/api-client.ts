import type * as z from 'zod/mini';
import { type NumbersAnswer, numbersAnswer, type SourcesAnswer, sourcesAnswer } from '#shared/admin-api.ts';
import {
  type ExplainAnswer,
  explainAnswer,
  type HealthAnswer,
  healthAnswer,
  type LookupAnswer,
  lookupAnswer,
  type PhotoPath,
  type SearchAnswer,
  type StatusAnswer,
  searchAnswer,
  spokenVersion,
  statusAnswer,
} from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import { type OfflineAnswer, offlineAnswer } from '#shared/offline.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { readAnswer, readBlockAnswer, readPhotoAnswer } from './answer.ts';
import { NOT_PERMITTED } from './permitted-fetch.ts';
import { findVersionGap } from './version-gap.ts';

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
  explain(number: string, place: WrittenPlace): Promise<Result<ExplainAnswer, Failure>>;
  readSources(): Promise<Result<SourcesAnswer, Failure>>;
  tryNumbers(
    source: string,
    dialling: Record<string, unknown> | undefined,
  ): Promise<Result<NumbersAnswer, Failure>>;
  /** What the person may keep of the directory. */
  readOffline(): Promise<Result<OfflineAnswer, Failure>>;
  readOfflineBlock(source: string, hash: string): Promise<Result<Uint8Array, Failure>>;
}

/** As somebody typed it; the worker says what is wrong with it. */
type WrittenPlace = Omit<Place, 'country' | 'profile'> & { country: string };

const TIMEOUT_MS = 8000;
/** A trial reads the source from Microsoft 365 for up to 20 seconds. */
const TRIAL_TIMEOUT_MS = 40_000;

type Read<T> = (answer: Response) => Promise<Result<T, Failure>>;

function json<T>(schema: z.ZodMiniType<T>): Read<T> {
  return (answer) => readAnswer(answer, schema);
}

/** Talks to the worker with the signed-in person's token. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  function get<T>(
    path: string,
    query: Record<string, string>,
    read: Read<T>,
    signal?: AbortSignal,
  ): Promise<Result<T, Failure>> {
    const wish = { timeoutMs: options.timeoutMs ?? TIMEOUT_MS, signal };
    return withToken(`${path}?${new URLSearchParams(query)}`, read, wish);
  }

  /** Says so where the worker's version explains the failure. */
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
    // The token may have died early: a changed group, a revocation, a rotated key. Once, not in a loop.
    const second = await options.accessToken({ fresh: true });
    if (!second.ok) return second;
    const retried = await request(options.fetch, url, read, { ...wish, token: second.value });
    const isRevoked = !retried.ok && retried.failure.code === 'access_revoked';
    if (isTokenRefused(retried) && !isRevoked) return err({ ...retried.failure, code: 'signed_out' });
    return await explainGap(retried);
  }

  return {
    findNumber: (number, { place, signal }) =>
      get('/v1/lookup', { number, ...placeQuery(place) }, json(lookupAnswer), signal),
    search: (q, { limit, place }) =>
      get('/v1/search', { q, limit: String(limit), ...placeQuery(place) }, json(searchAnswer)),
    readStatus: () => get('/v1/status', {}, json(statusAnswer)),
    readPhoto: ({ source, name }) => get(`/v1/photo/${source}/${name}`, {}, readPhotoAnswer),
    explain: (number, place) => get('/v1/explain', { number, ...placeQuery(place) }, json(explainAnswer)),
    readSources: () => get('/v1/admin/sources', {}, json(sourcesAnswer)),
    tryNumbers: (source, dialling) =>
      withToken(`/v1/admin/sources/${encodeURIComponent(source)}/numbers`, json(numbersAnswer), {
        timeoutMs: options.timeoutMs ?? TRIAL_TIMEOUT_MS,
        body: dialling === undefined ? {} : { dialling },
      }),
    readOffline: () => get('/v1/offline', {}, json(offlineAnswer)),
    readOfflineBlock: (source, hash) => get(`/v1/offline/blocks/${source}/${hash}`, {}, readBlockAnswer),
  };
}

function placeQuery({ country, area, main, outside }: WrittenPlace): Record<string, string> {
  return {
    country,
    ...(area !== undefined && { area }),
    ...(main !== undefined && { main }),
    ...(outside !== undefined && { outside }),
  };
}

/** The worker's public facts. Needs no token, so it also tells whether an address is a Ringcard worker at all. */
export async function readHealth(
  workerUrl: string,
  fetchLike: typeof fetch,
  timeoutMs = TIMEOUT_MS,
): Promise<Result<HealthAnswer, Failure>> {
  const said = await request(fetchLike, `${workerUrl}/v1/health`, json(spokenVersion), { timeoutMs });
  if (!said.ok) return said;
  const { data } = healthAnswer.safeParse(said.value);
  return data ? ok(data) : err(findVersionGap(said.value.api) ?? { code: 'not_a_worker' });
}

/** A worker of another version may answer what does not fit, or not know what is asked for. */
const MAY_BE_GAP = ['not_a_worker', 'not_found', 'method_not_allowed'];

interface RequestOptions {
  token?: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** Sent as JSON by POST; a GET without. */
  body?: object;
}

async function request<T>(
  fetchLike: typeof fetch,
  url: string,
  read: Read<T>,
  { token, timeoutMs, signal, body }: RequestOptions,
): Promise<Result<T, Failure>> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetchLike(url, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        accept: 'application/json, image/*',
        ...(body && { 'content-type': 'application/json' }),
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
  } catch (problem) {
    const isPermitted = !(problem instanceof DOMException && problem.name === NOT_PERMITTED);
    return err({ code: isPermitted ? 'worker_unreachable' : 'worker_not_permitted' });
  }
}

/** `access_revoked`: a new token says what the person may do since then. */
const REFUSED_TOKEN = ['signed_out', 'token_expired', 'token_rejected', 'access_revoked'];

function isTokenRefused<T>(answer: Result<T, Failure>): answer is { ok: false; failure: Failure } {
  return !answer.ok && REFUSED_TOKEN.includes(answer.failure.code);
}
