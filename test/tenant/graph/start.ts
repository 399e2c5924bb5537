/** The fake Microsoft Graph: plain HTTP on loopback, with and without the `/v1.0` prefix. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Faults } from '../control/faults.ts';
import { closeServer, listenOnLoopback, readBody } from '../control/loopback.ts';
import { answer, DroppedConnection, type GraphTokenCheck, type Pipeline } from './answer.ts';
import type { GraphData } from './call.ts';
import { DeltaTokens } from './delta-tokens.ts';
import { DirectoryLog } from './directory-log.ts';
import type { GraphRequest, GraphResponse } from './message.ts';
import { RequestCounts } from './request-counts.ts';
import { Throttle } from './throttle.ts';

const BODY_LIMIT_BYTES = 30 * 1024 * 1024;

export interface GraphOptions {
  data: Pick<GraphData, 'model' | 'mailboxes' | 'orgContacts'>;
  verifyGraphToken: (authorization: string | undefined) => Promise<GraphTokenCheck>;
  /** 0: any free port. */
  port?: number;
  /** Default true; peaks are measured either way. */
  throttling?: boolean;
  /** Default 2. */
  latencyMs?: number;
  faults?: Faults;
  now?: () => number;
}

export interface RunningGraph {
  url: string;
  data: GraphData;
  faults: Faults;
  counts: RequestCounts;
  throttle: Throttle;
  /** Every delta token issued so far answers 410. */
  forgetDeltaTokens: () => void;
  close: () => Promise<void>;
}

export async function startGraph(options: GraphOptions): Promise<RunningGraph> {
  const tokens = new DeltaTokens(options.now);
  const data: GraphData = {
    ...options.data,
    tokens,
    userLog: new DirectoryLog(),
    orgContactLog: new DirectoryLog(),
  };
  const pipeline: Pipeline = {
    data,
    faults: options.faults ?? new Faults(),
    throttle: new Throttle(options.throttling ?? true, options.now),
    counts: new RequestCounts(),
    latencyMs: options.latencyMs ?? 2,
    verifyGraphToken: options.verifyGraphToken,
  };
  const server = createServer((incoming, outgoing) => void serve(pipeline, incoming, outgoing));
  const url = await listenOnLoopback(server, options.port ?? 0);
  const { faults, counts, throttle } = pipeline;
  return {
    url,
    data,
    faults,
    counts,
    throttle,
    forgetDeltaTokens: () => tokens.forget(),
    close: () => closeServer(server),
  };
}

async function serve(pipeline: Pipeline, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const body = await readBody(incoming, BODY_LIMIT_BYTES);
    if (!body) return send(outgoing, { status: 413, body: null });
    send(outgoing, await answer(pipeline, toRequest(incoming, body)));
  } catch (error) {
    if (error instanceof DroppedConnection) return void incoming.socket.resetAndDestroy();
    console.error('Graph could not answer', error);
    send(outgoing, { status: 500, body: null });
  }
}

function toRequest(incoming: IncomingMessage, body: Uint8Array): GraphRequest {
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?', 2);
  const prefix = /^\/v1\.0(?=\/|$)/i.exec(path)?.[0] ?? '';
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  return {
    method: incoming.method ?? 'GET',
    base: `http://${incoming.headers.host ?? '127.0.0.1'}${prefix}`,
    path: path.slice(prefix.length) || '/',
    query: new URLSearchParams(query),
    headers,
    body,
  };
}

const JSON_TYPE =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

function send(outgoing: ServerResponse, response: GraphResponse): void {
  if (outgoing.headersSent) return;
  const requestId = randomUUID();
  outgoing.statusCode = response.status;
  outgoing.setHeader('request-id', requestId);
  outgoing.setHeader('client-request-id', requestId);
  if (response.body !== null && !(response.body instanceof Uint8Array))
    outgoing.setHeader('Content-Type', JSON_TYPE);
  for (const [name, value] of Object.entries(response.headers ?? {})) outgoing.setHeader(name, value);
  if (response.body === null) outgoing.end();
  else outgoing.end(response.body instanceof Uint8Array ? response.body : JSON.stringify(response.body));
}
