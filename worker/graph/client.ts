import { Client, GraphClientError, type GraphRequest, ResponseType } from '@microsoft/microsoft-graph-client';
import * as z from 'zod/mini';
import {
  batchBody,
  DEFAULT_WAIT_SECONDS,
  longestRefusal,
  type PartAnswer,
  readBatch,
  settled,
} from './batch.ts';
import { errorOf, readJson } from './body.ts';
import type { MailboxGate } from './gate.ts';
import { GraphError } from './graph-error.ts';
import { AddressHandler, BearerHandler, SendHandler, VerbatimLink } from './middleware.ts';
import { readRetryAfter } from './retry-after.ts';
import { batchAnswer } from './schemas.ts';
import type { GraphTokens } from './token.ts';

/** Short waits sleep here; longer ones are thrown, and a Source then sets its alarm. */
const MAX_WAIT_IN_PLACE_SECONDS = 2;
const MAX_TRIES = 3;
/** A request is given up after this time: an answer of one byte a second would block one of the four slots for hours. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface GraphClient {
  get<T>(path: string, schema: z.ZodMiniType<T>, options?: GetOptions): Promise<T>;
  /** Follows a nextLink or deltaLink verbatim. */
  follow<T>(link: string, schema: z.ZodMiniType<T>, options?: FollowOptions): Promise<T>;
  post<T>(path: string, body: object, schema: z.ZodMiniType<T>): Promise<T>;
  patch<T>(path: string, body: object, schema: z.ZodMiniType<T>): Promise<T>;
  delete(path: string): Promise<void>;
  /**
   * Gets at most 20 paths in one request and returns the answers in the order of the paths. Unanswered parts are retried
   * after short waits, like a single request. Throws GraphError only when not one part was answered.
   */
  batch(paths: readonly string[]): Promise<PartAnswer[]>;
}

interface FollowOptions {
  /** `odata.maxpagesize`; a hint that Graph may ignore. */
  readonly pageSize?: number;
  /** Entra answers counts and casts only with this header, on every page. */
  readonly consistency?: 'eventual';
}

interface GetOptions extends FollowOptions {
  readonly query?: Readonly<Record<string, string>>;
}

interface GraphClientOptions {
  readonly graphUrl: string;
  readonly tokens: GraphTokens;
  readonly gate: MailboxGate;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds for one request with its answer; default 30,000. */
  readonly timeoutMs?: number;
}

interface Answer {
  readonly body: unknown;
  readonly headers: Headers;
}

/** Graph for one mailbox (or, for requests about Entra's objects, for the tenant). Every method throws GraphError. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { graphUrl, tokens, gate, now, timeoutMs = REQUEST_TIMEOUT_MS } = options;
  const sdk = Client.initWithMiddleware({
    baseUrl: graphUrl,
    defaultVersion: 'v1.0',
    middleware: [new AddressHandler(graphUrl), new BearerHandler(tokens), new SendHandler(options.fetch)],
  });

  /** Retries errors that a short wait may cure. `build` makes a new request each time: sending uses up the SDK's request. */
  async function send<T>(
    build: (signal: AbortSignal) => Promise<unknown>,
    schema: z.ZodMiniType<T>,
    count = 1,
  ): Promise<{ data: T; headers: Headers }> {
    for (let tries = 1; ; tries++) {
      try {
        const { body, headers } = await gate.pass(() => sendOnce(build), count);
        const parsed = schema.safeParse(body);
        if (!parsed.success) throw new GraphError('answer_unreadable');
        return { data: parsed.data, headers };
      } catch (error) {
        if (!(error instanceof GraphError) || tries === MAX_TRIES) throw error;
        const waitSeconds = waitInPlaceSeconds(error, tries);
        if (waitSeconds === undefined) throw error;
        await options.sleep(waitSeconds * 1000);
      }
    }
  }

  async function sendOnce(build: (signal: AbortSignal) => Promise<unknown>): Promise<Answer> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeoutMs);
    try {
      const response: unknown = await build(deadline.signal);
      if (!(response instanceof Response)) throw new GraphError('answer_unreadable');
      const body = await readJson(response, deadline.signal);
      const refusal = errorOf(response, body, readRetryAfter(response.headers, now()));
      if (refusal) throw refusal;
      return { body, headers: response.headers };
    } catch (error) {
      const carried = error instanceof GraphClientError ? error.customError : undefined;
      throw carried instanceof GraphError ? carried : error;
    } finally {
      // A running timer would keep a Durable Object awake.
      clearTimeout(timer);
    }
  }

  async function batchOnce(paths: readonly string[]): Promise<PartAnswer[]> {
    const { data, headers } = await send(
      (signal) => prepared(sdk.api('/$batch'), signal).post(batchBody(paths)),
      batchAnswer,
      paths.length,
    );
    return readBatch(data.responses, paths.length, headers, now());
  }

  return {
    async get(path, schema, { query = {}, ...wishes } = {}) {
      const build = (signal: AbortSignal) =>
        prepared(sdk.api(path), signal, wishes)
          .query({ ...query })
          .get();
      return (await send(build, schema)).data;
    },

    async follow(link, schema, wishes) {
      const build = (signal: AbortSignal) =>
        prepared(sdk.api('/'), signal, wishes)
          .middlewareOptions([new VerbatimLink(link)])
          .get();
      return (await send(build, schema)).data;
    },

    async post(path, body, schema) {
      return (await send((signal) => prepared(sdk.api(path), signal).post(body), schema)).data;
    },

    async patch(path, body, schema) {
      return (await send((signal) => prepared(sdk.api(path), signal).patch(body), schema)).data;
    },

    async delete(path) {
      await send((signal) => prepared(sdk.api(path), signal).delete(), z.unknown());
    },

    async batch(paths) {
      if (paths.length === 0) return [];
      let answers = await batchOnce(paths);
      for (let tries = 1; tries < MAX_TRIES; tries++) {
        const refusal = longestRefusal(answers);
        const waitSeconds = refusal && waitInPlaceSeconds(refusal, tries);
        if (waitSeconds === undefined) break;
        await options.sleep(waitSeconds * 1000);
        const isOpen = (i: number) => answers[i]?.kind === 'not-answered';
        const again = await batchOnce(paths.filter((_path, i) => isOpen(i)));
        answers = answers.map((answer, i) => (isOpen(i) ? (again.shift() ?? answer) : answer));
      }
      answers = answers.map(settled);
      const refusal = longestRefusal(answers);
      if (refusal && answers.every((answer) => answer.kind === 'not-answered')) throw refusal;
      return answers;
    },
  };
}

function prepared(
  request: GraphRequest,
  signal: AbortSignal,
  { pageSize, consistency }: FollowOptions = {},
): GraphRequest {
  // Immutable ids from the first request on: delta links made without this header break once it is added (corso#3176).
  const prefer = pageSize === undefined ? [] : [`odata.maxpagesize=${pageSize}`];
  request
    .header('Prefer', ['IdType="ImmutableId"', ...prefer].join(', '))
    .header('client-request-id', crypto.randomUUID())
    .option('signal', signal)
    .responseType(ResponseType.RAW);
  return consistency ? request.header('ConsistencyLevel', consistency) : request;
}

function waitInPlaceSeconds(error: GraphError, tries: number): number | undefined {
  if (error.code === 'graph_throttled') {
    const asked = error.retryAfterSeconds ?? DEFAULT_WAIT_SECONDS;
    return asked <= MAX_WAIT_IN_PLACE_SECONDS ? asked : undefined;
  }
  if (error.code === 'graph_unavailable') return 0.2 * tries;
  return undefined;
}
