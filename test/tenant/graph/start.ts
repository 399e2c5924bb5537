/** The fake Microsoft Graph on a socket: plain HTTP on loopback, with and without the `/v1.0` prefix. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback, readBody } from '../control/loopback.ts';
import { toGraphRequest } from './fetch.ts';
import { createGraph, type Graph, type GraphOptions } from './graph.ts';
import type { GraphRequest, GraphResponse } from './message.ts';
import { DroppedConnection, pieces, toWire } from './wire.ts';

const BODY_LIMIT_BYTES = 30 * 1024 * 1024;

export interface GraphServerOptions extends GraphOptions {
  /** 0: any free port. */
  port?: number;
}

export interface RunningGraph extends Graph {
  url: string;
  close: () => Promise<void>;
}

export async function startGraph(options: GraphServerOptions): Promise<RunningGraph> {
  const graph = createGraph(options);
  const server = createServer((incoming, outgoing) => void serve(graph, incoming, outgoing));
  const url = await listenOnLoopback(server, options.port ?? 0);
  const close = () => {
    graph.data.notifications.close();
    return closeServer(server);
  };
  return { ...graph, url, close };
}

async function serve(graph: Graph, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const body = await readBody(incoming, BODY_LIMIT_BYTES);
    if (!body) return await send(graph, outgoing, { status: 413, body: null });
    await send(graph, outgoing, await graph.answer(toRequest(incoming, body)));
  } catch (error) {
    if (error instanceof DroppedConnection) return void incoming.socket.resetAndDestroy();
    console.error('Graph could not answer', error);
    if (outgoing.headersSent) outgoing.destroy();
    else await send(graph, outgoing, { status: 500, body: null });
  }
}

function toRequest(incoming: IncomingMessage, body: Uint8Array): GraphRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  const url = `http://${incoming.headers.host ?? '127.0.0.1'}${incoming.url ?? '/'}`;
  return toGraphRequest(incoming.method ?? 'GET', url, headers, body);
}

async function send(graph: Graph, outgoing: ServerResponse, response: GraphResponse): Promise<void> {
  const { status, headers, body } = toWire(response, graph.now());
  outgoing.statusCode = status;
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  const { dripMs, dropAfterBytes } = response.wire ?? {};
  if (dripMs === undefined && dropAfterBytes === undefined) return void outgoing.end(body);
  // The full length is announced, so that a client sees the body break off.
  outgoing.setHeader('Content-Length', body.length);
  outgoing.flushHeaders();
  for await (const piece of pieces(body, response.wire ?? {}, graph.sleep)) {
    if (outgoing.destroyed) return;
    await new Promise<void>((resolve) => outgoing.write(piece, () => resolve()));
  }
  outgoing.end();
}
