import { createGraphClient, type GraphClient } from '../../../worker/graph/client.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';
import { answerBatch as answerParts } from '../../tenant/graph/batch.ts';
import { GraphRefusal } from '../../tenant/graph/errors.ts';
import { toGraphRequest } from '../../tenant/graph/fetch.ts';
import type { GraphRequest, GraphResponse } from '../../tenant/graph/message.ts';
import { GRAPH_URL } from './settings.ts';

export interface FakeContact {
  id: string;
  [property: string]: unknown;
}

/** Every selected property, empty. Graph sends all of them for a whole contact. */
const EMPTY = {
  displayName: null,
  givenName: null,
  middleName: null,
  surname: null,
  nickName: null,
  initials: null,
  yomiGivenName: null,
  yomiSurname: null,
  yomiCompanyName: null,
  companyName: null,
  department: null,
  jobTitle: null,
  officeLocation: null,
  businessAddress: {},
  emailAddresses: [],
  categories: [],
  businessPhones: [],
  homePhones: [],
  mobilePhone: null,
};

export function person(id: string, displayName: string, ...businessPhones: string[]): FakeContact {
  return { ...EMPTY, id, displayName, businessPhones };
}

export interface FakePhoto {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

export function photoAnswer(photo: FakePhoto | undefined, isValue: boolean): Response {
  if (!photo) return refusal(404, 'ImageNotFound');
  const { bytes, etag } = photo;
  if (isValue) return new Response(bytes, { headers: { 'content-type': 'image/png', etag } });
  return json({ '@odata.mediaEtag': etag, '@odata.mediaContentType': 'image/png', width: 96, height: 96 });
}

/** `$batch`: the tenant takes it apart, and the last part comes first, because Graph promises no order. */
export async function answerBatch(
  request: Request,
  answer: (part: Request) => Response | Promise<Response>,
): Promise<Response> {
  const headers = Object.fromEntries(request.headers);
  const body = new Uint8Array(await request.arrayBuffer());
  const batch = toGraphRequest(request.method, request.url, headers, body);
  try {
    const { body: answered } = await answerParts(
      batch,
      async (part) => await toGraphResponse(await answer(toRequest(part))),
      ({ path }) => path.split('/', 3).join('/'),
    );
    const { responses } = answered as { responses: unknown[] };
    return json({ responses: responses.reverse() });
  } catch (error) {
    if (error instanceof GraphRefusal) return refusal(error.status, error.code);
    throw error;
  }
}

function toRequest({ method, base, path, query, headers, body }: GraphRequest): Request {
  const search = query.size > 0 ? `?${query}` : '';
  return new Request(`${base}${path}${search}`, {
    method,
    headers,
    ...(body.length > 0 && { body: Uint8Array.from(body) }),
  });
}

async function toGraphResponse(response: Response): Promise<GraphResponse> {
  const { 'content-type': type = '', ...headers } = Object.fromEntries(response.headers);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const body: unknown = type.includes('json') ? JSON.parse(new TextDecoder().decode(bytes)) : bytes;
  return { status: response.status, headers: { ...headers, 'Content-Type': type }, body };
}

/** A client of a Graph with these answers, and a record of its requests, parts of batches included. */
export function clientOf(answer: (request: Request, url: URL) => Response | Promise<Response>): {
  graph: GraphClient;
  /** Method and decoded path with query of each request or part. */
  asked: string[];
  /** The number of requests, where a batch is one. */
  requests: () => number;
} {
  const asked: string[] = [];
  let requests = 0;
  const one = async (request: Request) => {
    const url = new URL(request.url);
    asked.push(decodeURIComponent(url.pathname + url.search).replace('/v1.0', ''));
    return await answer(request, url);
  };
  const graph = createGraphClient({
    graphUrl: GRAPH_URL,
    tokens: { current: async () => 'graph-token', renew: async () => 'graph-token' },
    gate: new MailboxGate(),
    fetch: async (input, init) => {
      requests++;
      const request = new Request(input, init);
      return request.url.endsWith('/$batch') ? await answerBatch(request, one) : await one(request);
    },
    now: () => Date.UTC(2035, 0, 1),
    sleep: async () => {},
  });
  return { graph, asked, requests: () => requests };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

export function refusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  return json({ error: { code, message: 'invented', innerError: {} } }, status, headers);
}
