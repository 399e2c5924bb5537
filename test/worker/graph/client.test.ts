import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createGraphClient } from '../../../worker/graph/client.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';
import { GraphError } from '../../../worker/graph/graph-error.ts';
import { page } from '../../../worker/graph/schemas.ts';
import { FOREIGN_LINKS } from '../support/foreign-links.ts';

const answerSchema = z.object({ name: z.string() });
const GRAPH = 'http://127.0.0.1:9444';

let requests: Request[];
let slept: number[];
let renewals: number;

beforeEach(() => {
  requests = [];
  slept = [];
  renewals = 0;
});

function client(
  answer: (request: Request, n: number) => Response | Promise<Response>,
  graphUrl: string = GRAPH,
) {
  return createGraphClient({
    graphUrl,
    tokens: {
      current: async () => 'first-token',
      renew: async () => {
        renewals++;
        return 'second-token';
      },
    },
    gate: new MailboxGate(),
    timeoutMs: 50,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      requests.push(request);
      return await answer(request, requests.length);
    },
    now: () => Date.UTC(2035, 0, 1),
    sleep: async (ms) => {
      slept.push(ms);
    },
  });
}

/** Sends a byte now and then, for ever. */
function dripping(): ReadableStream {
  return new ReadableStream({
    async pull(controller) {
      await scheduler.wait(5);
      controller.enqueue(Uint8Array.of(0x20));
    },
  });
}

function brokenOff(): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"name":'));
      controller.error(new TypeError('connection reset'));
    },
  });
}

const good = () => Response.json({ name: 'Anna' });
const refuse = (status: number, code: string, headers = {}) =>
  Response.json({ error: { code, message: 'x' } }, { status, headers });

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error instanceof GraphError ? error.code : error;
  }
  return 'no error';
}

describe('a request to Graph', () => {
  it('carries the token and asks for immutable ids and the page size', async () => {
    await client(good).get('/users/x', answerSchema, { query: { $select: 'id,name' }, pageSize: 500 });
    expect(requests[0]?.url).toBe(`${GRAPH}/v1.0/users/x?$select=id,name`);
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer first-token');
    expect(requests[0]?.headers.get('prefer')).toBe('IdType="ImmutableId", odata.maxpagesize=500');
  });

  it('follows a link unchanged, over http too', async () => {
    const link = `${GRAPH}/v1.0/users('x')/contactfolders('a%2Fb')/contacts/delta?$skiptoken=R0usmc%3D%3D&x=1+2`;
    await client(good).follow(link, answerSchema);
    expect(requests[0]?.url).toBe(link);
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer first-token');
  });

  it.each([
    'https://evil.example/v1.0/users',
    'http://127.0.0.1:9445/v1.0/users',
    'http://user:secret@127.0.0.1:9444/v1.0/users',
    'http://127.0.0.1:9444/beta/users',
    'http://127.0.0.1:9444@evil.example/v1.0/users',
    'javascript:alert(1)',
    '/v1.0/users',
  ])('refuses to follow %s', async (link) => {
    expect(await codeOf(client(good).follow(link, answerSchema))).toBe('foreign_link');
    expect(requests).toHaveLength(0);
  });

  it.each(FOREIGN_LINKS)('refuses the next page at %j', async (link) => {
    const graph = client(good, 'https://graph.microsoft.com');
    expect(await codeOf(graph.follow(link, answerSchema))).toBe('foreign_link');
    expect(requests).toHaveLength(0);
  });

  it('asks Graph to count Entra’s objects by its index', async () => {
    await client(good).get('/users/$count', answerSchema, { consistency: 'eventual' });
    await client(good).follow(`${GRAPH}/v1.0/groups?x`, answerSchema, { consistency: 'eventual' });
    await client(good).get('/users/x', answerSchema);
    expect(requests.map((request) => request.headers.get('consistencylevel'))).toEqual([
      'eventual',
      'eventual',
      null,
    ]);
  });

  it('does not follow a redirect', async () => {
    const graph = client(
      () => new Response(null, { status: 307, headers: { location: 'https://evil.example/' } }),
    );
    expect(await codeOf(graph.get('/users/x', answerSchema))).toBe('redirected');
    expect(requests).toHaveLength(1);
  });

  it('replaces a refused token, but only once', async () => {
    const graph = client((_request, n) => (n === 1 ? refuse(401, 'InvalidAuthenticationToken') : good()));
    expect(await graph.get('/users/x', answerSchema)).toEqual({ name: 'Anna' });
    expect(requests[1]?.headers.get('authorization')).toBe('Bearer second-token');
    const refused = client(() => refuse(401, 'InvalidAuthenticationToken'));
    expect(await codeOf(refused.get('/users/x', answerSchema))).toBe('graph_unauthorised');
    expect(renewals).toBe(2);
  });

  it('posts JSON', async () => {
    await client(good).post('/users/x/checkMemberGroups', { groupIds: ['g'] }, answerSchema);
    expect(requests[0]?.method).toBe('POST');
    expect(await requests[0]?.json()).toEqual({ groupIds: ['g'] });
  });

  it('patches with JSON, and deletes without expecting an answer', async () => {
    await client(good).patch('/subscriptions/s', { expirationDateTime: 'later' }, answerSchema);
    expect(requests[0]?.method).toBe('PATCH');
    expect(await requests[0]?.json()).toEqual({ expirationDateTime: 'later' });
    await client(() => new Response(null, { status: 204 })).delete('/subscriptions/s');
    expect(requests[1]?.method).toBe('DELETE');
    expect(requests[1]?.url).toBe(`${GRAPH}/v1.0/subscriptions/s`);
  });

  it.each([
    ['access_denied', () => refuse(403, 'ErrorAccessDenied')],
    ['not_found', () => refuse(404, 'ErrorItemNotFound')],
    ['mailbox_not_found', () => refuse(404, 'MailboxNotEnabledForRESTAPI')],
    ['sync_state_lost', () => refuse(410, 'SyncStateNotFound')],
    ['sync_state_lost', () => refuse(410, 'SyncStateNotFound', { location: 'https://evil.example/' })],
    ['sync_state_lost', () => refuse(400, 'resyncRequired')],
    ['sync_state_lost', () => refuse(400, 'SyncStateInvalid')],
    ['sync_state_lost', () => refuse(400, 'syncStateNotFound')],
    ['sync_state_lost', () => refuse(400, 'ErrorInvalidSyncStateData')],
    ['graph_refused', () => refuse(400, 'generalBadRequest')],
    ['sync_state_lost', () => new Response('', { status: 410 })],
    ['graph_refused', () => refuse(400, 'ErrorInvalidIdMalformed')],
    ['graph_throttled', () => refuse(429, 'TooManyRequests')],
    ['graph_throttled', () => refuse(503, 'x', { 'retry-after': '17' })],
    ['graph_throttled', () => refuse(200, 'ApplicationThrottled')],
    ['graph_unavailable', () => refuse(500, 'InternalServerError')],
    ['graph_unavailable', () => new Response('', { status: 503 })],
    ['graph_unavailable', () => new Response('<html>', { status: 502 })],
    ['graph_unavailable', () => refuse(200, 'UnknownError')],
    ['graph_unavailable', () => refuse(200, 'generalException')],
    ['graph_unavailable', () => new Response('<html>', { status: 500 })],
    ['graph_unavailable', () => new Response(dripping())],
    ['graph_unavailable', () => new Response(brokenOff())],
    ['graph_unavailable', () => Promise.reject(new TypeError('network'))],
    ['answer_unreadable', () => new Response('<html>')],
    ['answer_unreadable', () => new Response('')],
    ['answer_unreadable', () => new Response('{"name": "cut')],
    ['answer_unreadable', () => Response.json({ name: 7 })],
    [
      'answer_too_large',
      () => new Response('x', { headers: { 'content-length': String(30 * 1024 * 1024) } }),
    ],
  ])('fails with %s (%#)', async (code, answer) => {
    expect(await codeOf(client(answer).get('/users/x', answerSchema))).toBe(code);
  });

  it('gives up on an answer that drips, and on one that never begins', async () => {
    expect(await codeOf(client(() => new Response(dripping())).get('/users/x', answerSchema))).toBe(
      'graph_unavailable',
    );
    const silent = client(
      (request) =>
        new Promise((_resolve, reject) => {
          request.signal.addEventListener('abort', () => reject(request.signal.reason));
        }),
    );
    expect(await codeOf(silent.get('/users/x', answerSchema))).toBe('graph_unavailable');
    expect(requests).toHaveLength(6);
  });

  it('skips a byte order mark, and replaces invalid bytes by U+FFFD', async () => {
    const bytes = [0xef, 0xbb, 0xbf, ...new TextEncoder().encode('{"name":"An'), 0xc3, 0x28];
    const body = Uint8Array.from([...bytes, ...new TextEncoder().encode('a"}')]);
    const graph = client(() => new Response(body));
    expect(await graph.get('/users/x', answerSchema)).toEqual({ name: 'An\ufffd(a' });
  });

  it.each([{}, { value: null }, { value: 'x' }, [], { error: {} }])('rejects %j as a page', async (body) => {
    expect(await codeOf(client(() => Response.json(body)).get('/users/x', page))).toBe('answer_unreadable');
  });

  it('retries up to twice after short waits, and returns longer waits to the caller', async () => {
    const graph = client((_request, n) => (n < 3 ? new Response('', { status: 503 }) : good()));
    await graph.get('/users/x', answerSchema);
    expect(requests).toHaveLength(3);
    await codeOf(client(() => refuse(429, 'x', { 'retry-after': '3' })).get('/users/x', answerSchema));
    expect(requests).toHaveLength(4);
    await client((_r, n) => (n === 5 ? refuse(429, 'x', { 'retry-after': '1.5' }) : good())).get(
      '/users/x',
      answerSchema,
    );
    expect(slept.at(-1)).toBe(2000);
  });
});
