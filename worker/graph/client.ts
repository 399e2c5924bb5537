import { Client, GraphClientError, type GraphRequest, ResponseType } from '@microsoft/microsoft-graph-client';
import * as z from 'zod/mini';
import { errorOf, readJson } from './body.ts';
import type { MailboxGate } from './gate.ts';
import { GraphError } from './graph-error.ts';
import { AddressHandler, BearerHandler, SendHandler, VerbatimLink } from './middleware.ts';
import { readRetryAfter } from './retry-after.ts';
import type { GraphTokens } from './token.ts';

/** Waits up to this long are slept here; longer ones are the caller's, who has an alarm. */
const MAX_WAIT_IN_PLACE_SECONDS = 2;
const MAX_TRIES = 3;
/** Wait after a refusal that named none. */
const DEFAULT_WAIT_SECONDS = 30;

export interface GraphClient {
  get<T>(path: string, schema: z.ZodMiniType<T>, options?: GetOptions): Promise<T>;
  /** Follows a nextLink or deltaLink verbatim. */
  follow<T>(link: string, schema: z.ZodMiniType<T>, options?: { pageSize?: number }): Promise<T>;
  post<T>(path: string, body: object, schema: z.ZodMiniType<T>): Promise<T>;
  patch<T>(path: string, body: object, schema: z.ZodMiniType<T>): Promise<T>;
  delete(path: string): Promise<void>;
}

interface GetOptions {
  readonly query?: Readonly<Record<string, string>>;
  /** `odata.maxpagesize`; a hint that Graph may ignore. */
  readonly pageSize?: number;
}

interface GraphClientOptions {
  readonly graphUrl: string;
  readonly tokens: GraphTokens;
  readonly gate: MailboxGate;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Graph for one mailbox (or, for directory calls, for the tenant). Every method throws GraphError. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const sdk = Client.initWithMiddleware({
    baseUrl: options.graphUrl,
    defaultVersion: 'v1.0',
    middleware: [
      new AddressHandler(options.graphUrl),
      new BearerHandler(options.tokens),
      new SendHandler({ fetch: options.fetch, gate: options.gate }),
    ],
  });

  /** Tries again what a short wait may cure. `build` makes a fresh request each time: the SDK's are used up by sending. */
  async function send<T>(build: () => Promise<unknown>, schema: z.ZodMiniType<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await sendOnce(build, schema, options.now());
      } catch (error) {
        if (!(error instanceof GraphError) || tries === MAX_TRIES) throw error;
        const waitSeconds = waitInPlaceSeconds(error, tries);
        if (waitSeconds === undefined) throw error;
        await options.sleep(waitSeconds * 1000);
      }
    }
  }

  return {
    get: (path, schema, { query = {}, pageSize } = {}) =>
      send(
        () =>
          prepared(sdk.api(path), pageSize)
            .query({ ...query })
            .get(),
        schema,
      ),
    follow: (link, schema, { pageSize } = {}) =>
      send(
        () =>
          prepared(sdk.api('/'), pageSize)
            .middlewareOptions([new VerbatimLink(link)])
            .get(),
        schema,
      ),
    post: (path, body, schema) => send(() => prepared(sdk.api(path)).post(body), schema),
    patch: (path, body, schema) => send(() => prepared(sdk.api(path)).patch(body), schema),
    delete: async (path) => {
      await send(() => prepared(sdk.api(path)).delete(), z.unknown());
    },
  };
}

function prepared(request: GraphRequest, pageSize?: number): GraphRequest {
  // Immutable ids from the first call on: delta links made without the header break when it is added (corso#3176).
  const prefer = pageSize === undefined ? [] : [`odata.maxpagesize=${pageSize}`];
  return request
    .header('Prefer', ['IdType="ImmutableId"', ...prefer].join(', '))
    .header('client-request-id', crypto.randomUUID())
    .responseType(ResponseType.RAW);
}

async function sendOnce<T>(
  build: () => Promise<unknown>,
  schema: z.ZodMiniType<T>,
  nowMs: number,
): Promise<T> {
  let response: unknown;
  try {
    response = await build();
  } catch (error) {
    throw error instanceof GraphClientError && error.customError instanceof GraphError
      ? error.customError
      : error;
  }
  if (!(response instanceof Response)) throw new GraphError('answer_unreadable');
  const body = await readJson(response);
  const refusal = errorOf(response, body, readRetryAfter(response.headers, nowMs));
  if (refusal) throw refusal;
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new GraphError('answer_unreadable', { status: response.status });
  return parsed.data;
}

function waitInPlaceSeconds(error: GraphError, tries: number): number | undefined {
  if (error.code === 'graph_throttled') {
    const asked = error.retryAfterSeconds ?? DEFAULT_WAIT_SECONDS;
    return asked <= MAX_WAIT_IN_PLACE_SECONDS ? asked : undefined;
  }
  if (error.code === 'graph_unavailable') return 0.2 * tries;
  return undefined;
}
