import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy between extension and worker that counts requests, and fails on demand. */

export interface CountingProxy {
  url: string;
  /** Paths with their queries, oldest first. */
  asked: string[];
  /** When true, every look-up gets 503. */
  isDown: boolean;
  close(): Promise<void>;
}

export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const server = createServer((incoming, answer) => {
    const path = incoming.url ?? '/';
    if (incoming.method !== 'OPTIONS') proxy.asked.push(path);
    if (proxy.isDown && path.startsWith('/v1/lookup') && incoming.method !== 'OPTIONS') {
      answer.writeHead(503, { 'access-control-allow-origin': incoming.headers.origin ?? '*' }).end();
      return;
    }
    const { host: _, ...headers } = incoming.headers;
    const outgoing = request(new URL(path, target), { method: incoming.method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    outgoing.on('error', () => answer.writeHead(502).end());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: CountingProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    isDown: false,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return proxy;
}
