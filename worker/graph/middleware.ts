import { type Context, GraphClientError, type Middleware } from '@microsoft/microsoft-graph-client';
import { GraphError } from './graph-error.ts';
import type { GraphTokens } from './token.ts';

/**
 * Our middleware for the SDK's request builder, in the order address → bearer → send. The SDK's own handlers mangle http
 * links, authenticate only https, and sleep up to three minutes.
 */

/** Carries an opaque link past the SDK's URL parser, which takes links apart and cannot read http ones. */
export class VerbatimLink {
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
}

/** Carries a GraphError through the SDK, which wraps errors of other classes and loses their fields. */
class Carrier extends GraphClientError {
  static of(error: GraphError): GraphClientError {
    const carrier = new GraphClientError(error.code);
    carrier.customError = error;
    return carrier;
  }
}

abstract class Link implements Middleware {
  #next: Middleware | undefined;
  setNext(next: Middleware): void {
    this.#next = next;
  }
  protected async forward(context: Context): Promise<void> {
    await this.#next?.execute(context);
  }
  abstract execute(context: Context): Promise<void>;
}

/** Sets the verbatim link, and refuses any address outside the configured Graph before a token is attached. */
export class AddressHandler extends Link {
  readonly #base: URL;
  constructor(graphUrl: string) {
    super();
    this.#base = new URL(graphUrl);
  }

  async execute(context: Context): Promise<void> {
    const option: unknown = context.middlewareControl?.getMiddlewareOptions(VerbatimLink);
    if (option instanceof VerbatimLink) context.request = option.url;
    const text = typeof context.request === 'string' ? context.request : context.request.url;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isOurs =
      url !== undefined &&
      // The URL parser drops line breaks silently.
      !/\p{Cc}/u.test(text) &&
      url.origin === this.#base.origin &&
      url.username === '' &&
      url.password === '' &&
      url.pathname.startsWith('/v1.0/');
    if (!isOurs) throw Carrier.of(new GraphError('foreign_link'));
    await this.forward(context);
  }
}

/** Attaches the token. If Graph refuses the token before its time, renews it once. */
export class BearerHandler extends Link {
  readonly #tokens: GraphTokens;
  constructor(tokens: GraphTokens) {
    super();
    this.#tokens = tokens;
  }

  async execute(context: Context): Promise<void> {
    const token = await carried(() => this.#tokens.current());
    await this.forward(withHeader(context, 'Authorization', `Bearer ${token}`));
    if (context.response?.status !== 401) return;
    await context.response.body?.cancel();
    const renewed = await carried(() => this.#tokens.renew(token));
    await this.forward(withHeader(context, 'Authorization', `Bearer ${renewed}`));
  }
}

/** Sends the request and follows no redirect: the token must not reach another host. */
export class SendHandler extends Link {
  readonly #fetch: typeof fetch;
  constructor(send: typeof fetch) {
    super();
    this.#fetch = send;
  }

  async execute(context: Context): Promise<void> {
    const { headers, method, body, signal } = context.options ?? {};
    try {
      context.response = await this.#fetch(context.request, {
        method: method ?? 'GET',
        headers: new Headers(headers),
        redirect: 'manual',
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
      });
    } catch (cause) {
      throw Carrier.of(new GraphError('graph_unavailable', { cause }));
    }
    if (context.response.status >= 300 && context.response.status < 400) {
      throw Carrier.of(new GraphError('redirected', { status: context.response.status }));
    }
  }
}

function withHeader(context: Context, name: string, value: string): Context {
  const headers = new Headers(context.options?.headers);
  headers.set(name, value);
  context.options = { ...context.options, headers };
  return context;
}

async function carried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GraphError ? Carrier.of(error) : error;
  }
}
