/** Answers a `Request` as the global `fetch` would. */
import type { GraphRequest, GraphResponse, WireFault } from './message.ts';
import type { Sleep } from './sleep.ts';
import { DroppedConnection, pieces, toWire } from './wire.ts';

/** The part of the tenant's Graph that `answerFetch` needs. */
interface Answering {
  answer(request: GraphRequest): Promise<GraphResponse>;
  now(): number;
  readonly sleep: Sleep;
}

/** These statuses must not have a body. */
const WITHOUT_BODY = [204, 205, 304];

export async function answerFetch(graph: Answering, request: Request): Promise<Response> {
  const asked = toGraphRequest(
    request.method,
    request.url,
    Object.fromEntries(request.headers),
    new Uint8Array(await request.arrayBuffer()),
  );
  try {
    const response = await graph.answer(asked);
    const { status, headers, body } = toWire(response, graph.now());
    const content = WITHOUT_BODY.includes(status) ? null : streamOf(graph, body, response.wire ?? {});
    return new Response(content, { status, headers });
  } catch (error) {
    // The real fetch throws this when a connection breaks.
    if (error instanceof DroppedConnection) throw new TypeError('fetch failed', { cause: error });
    throw error;
  }
}

/** `url` is absolute; Graph answers with and without its version. */
export function toGraphRequest(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: Uint8Array,
): GraphRequest {
  // `URL` would normalise an odd path that a client sends, and hide the client's fault.
  const [, origin = '', path = '/', query = ''] = /^(https?:\/\/[^/?]*)([^?]*)\??(.*)$/is.exec(url) ?? [];
  const prefix = /^\/v1\.0(?=\/|$)/i.exec(path)?.[0] ?? '';
  return {
    method,
    base: `${origin}${prefix}`,
    path: path.slice(prefix.length) || '/',
    query: new URLSearchParams(query),
    headers,
    body,
  };
}

function streamOf(graph: Answering, body: Uint8Array, fault: WireFault): BodyInit {
  if (fault.dripMs === undefined && fault.dropAfterBytes === undefined) return Uint8Array.from(body);
  const source = pieces(body, fault, graph.sleep);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
