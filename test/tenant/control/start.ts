/** The control surface's HTTP server: JSON on loopback, for tests and curious people. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { badRequest, ControlFailure } from './failure.ts';
import { closeServer, listenOnLoopback, readBody } from './loopback.ts';
import { answerControl, type ControlAnswer } from './routes.ts';
import type { TenantParts } from './tenant-parts.ts';

const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

export interface RunningControl {
  url: string;
  close: () => Promise<void>;
}

/** `port` 0: any free port. */
export async function startControl(parts: TenantParts, port = 0): Promise<RunningControl> {
  const server = createServer((incoming, outgoing) => void serve(parts, incoming, outgoing));
  const url = await listenOnLoopback(server, port);
  return { url, close: () => closeServer(server) };
}

async function serve(parts: TenantParts, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    await send(outgoing, await answer(parts, incoming));
  } catch (error) {
    if (outgoing.headersSent) return void outgoing.destroy();
    const failure =
      error instanceof ControlFailure
        ? error
        : new ControlFailure(500, 'internal', 'The control surface failed.');
    if (failure !== error) console.error('control could not answer', error);
    const { status, code, message } = failure;
    await send(outgoing, { status, body: { error: { code, message } } });
  }
}

async function answer(parts: TenantParts, incoming: IncomingMessage): Promise<ControlAnswer> {
  requireNoForeignPage(incoming);
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?', 2);
  const bytes = await readBody(incoming, BODY_LIMIT_BYTES);
  if (!bytes) throw new ControlFailure(413, 'too_large', 'The body is larger than 64 MB.');
  return await answerControl(parts, incoming.method ?? 'GET', {
    segments: path.split('/').filter(Boolean).map(decode),
    query: new URLSearchParams(query),
    body: parseBody(bytes),
  });
}

/** A web page must not be able to steer the tenant: it could mint itself tokens. */
function requireNoForeignPage(incoming: IncomingMessage): void {
  const host = incoming.headers.host ?? '';
  const isLoopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  if (incoming.headers.origin === undefined && isLoopback) return;
  throw new ControlFailure(403, 'foreign_page', 'The control surface does not answer web pages.');
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest('The path is not well percent-encoded.');
  }
}

function parseBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw badRequest('The body is not JSON.');
  }
}

async function send(outgoing: ServerResponse, { status, body }: ControlAnswer): Promise<void> {
  outgoing.statusCode = status;
  if (body === null && status === 204) return void outgoing.end();
  outgoing.setHeader('Content-Type', 'application/json; charset=utf-8');
  if (isGenerator(body)) await pipeline(Readable.from(body), outgoing);
  else outgoing.end(JSON.stringify(body));
}

function isGenerator(body: unknown): body is Generator<string> {
  return typeof body === 'object' && body !== null && Symbol.iterator in body && 'next' in body;
}
