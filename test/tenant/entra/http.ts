import { IncomingMessage, type ServerResponse } from 'node:http';
import type { ClientProof } from './app-claims.ts';
import { type EntraFailure, failureBody } from './failure.ts';

const LARGEST_FORM_BYTES = 56 * 1024;

/** Origins of single-page applications: an extension, or a page on this machine. */
const BROWSER_ORIGIN =
  /^(chrome-extension|moz-extension):\/\/[\w-]+$|^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** A token request whose body has been read, for oidc-provider to read again. */
export class RepeatedRequest extends IncomingMessage {
  readonly form: URLSearchParams;
  readonly proof: '0' | ClientProof;

  constructor(
    original: IncomingMessage,
    form: URLSearchParams,
    passedOn: URLSearchParams,
    proof: '0' | ClientProof,
  ) {
    super(original.socket);
    this.form = form;
    this.proof = proof;
    const body = Buffer.from(passedOn.toString());
    this.method = original.method;
    this.url = original.url;
    // A confidential client's proof has been checked already, and oidc-provider knows public clients only.
    const { authorization: _proof, ...headers } = original.headers;
    this.headers = {
      ...headers,
      // Errors come as JSON whatever the client prefers to read.
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.byteLength),
    };
    this.push(body);
    this.push(null);
  }

  /** The socket belongs to the original request, and the answer has yet to go through it. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    done(error);
  }
}

/** The form in a request's body; undefined when it is too large. */
export async function readForm(req: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req) {
    const part = Buffer.from(chunk);
    bytes += part.byteLength;
    if (bytes > LARGEST_FORM_BYTES) return undefined;
    chunks.push(part);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

export function sendJson(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}

export function sendFailure(req: IncomingMessage, res: ServerResponse, failed: EntraFailure): void {
  const asked = req.headers['client-request-id'];
  sendJson(res, failed.status, failureBody(failed, typeof asked === 'string' ? asked : undefined));
}

export function sendHtml(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    'referrer-policy': 'no-referrer',
  });
  res.end(html);
}

/** Metadata is for everybody; tokens are for the origins of single-page applications. */
export function allowOrigin(
  req: IncomingMessage,
  res: ServerResponse,
  audience: 'everybody' | 'browsers',
): void {
  const { origin } = req.headers;
  if (audience === 'everybody') {
    res.setHeader('access-control-allow-origin', '*');
  } else if (origin !== undefined && BROWSER_ORIGIN.test(origin)) {
    res.setHeader('access-control-allow-origin', origin);
    res.setHeader('vary', 'Origin');
  }
}

export function answerPreflight(req: IncomingMessage, res: ServerResponse): void {
  const headers = req.headers['access-control-request-headers'];
  if (headers !== undefined) res.setHeader('access-control-allow-headers', headers);
  res.writeHead(204, {
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-max-age': '600',
  });
  res.end();
}
