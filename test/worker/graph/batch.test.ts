import { beforeEach, describe, expect, it } from 'vitest';
import { createGraphClient } from '../../../worker/graph/client.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';

const NOW = Date.UTC(2035, 0, 1, 12);
const PATHS = ['/users/x/contacts/1', '/users/x/contacts/2', '/users/x/contacts/3'];

let bodies: { requests: { id: string; method: string; url: string; headers: Record<string, string> }[] }[];
let counts: number[];
let slept: number[];

beforeEach(() => {
  bodies = [];
  counts = [];
  slept = [];
});

function client(answer: (n: number) => object, headers: Record<string, string> = {}) {
  return createGraphClient({
    graphUrl: 'http://127.0.0.1:9444',
    tokens: { current: async () => 'token', renew: async () => 'token' },
    gate: new MailboxGate({
      take: (count) => {
        counts.push(count);
        return 0;
      },
    }),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      expect(request.method).toBe('POST');
      expect(request.url).toBe('http://127.0.0.1:9444/v1.0/$batch');
      bodies.push(await request.json());
      return Response.json(answer(bodies.length), { headers });
    },
    now: () => NOW,
    sleep: async (ms) => {
      slept.push(ms);
    },
  });
}

const good = (id: string) => ({ id, status: 200, body: { name: `contact ${id}` } });
const refused = (id: string, status: number, code: string, headers = {}) => ({
  id,
  status,
  headers,
  body: { error: { code, message: 'invented' } },
});

describe('a batch', () => {
  it('asks for each path, with immutable ids, and counts each', async () => {
    await client(() => ({ responses: [good('0'), good('1'), good('2')] })).batch(PATHS);
    expect(bodies).toEqual([
      {
        requests: PATHS.map((url, i) => ({
          id: String(i),
          method: 'GET',
          url,
          headers: { Prefer: 'IdType="ImmutableId"' },
        })),
      },
    ]);
    expect(counts).toEqual([3]);
  });

  it('gives its answers in the order of the paths, whatever the order of Graph’s answers', async () => {
    const answers = await client(() => ({
      responses: [good('2'), good('7'), 'odd', { id: '1' }, good('0'), good('1'), refused('0', 404, 'x')],
    })).batch(PATHS);
    expect(answers).toMatchObject(
      [0, 1, 2].map((i) => ({ kind: 'answered', body: { name: `contact ${i}` } })),
    );
  });

  it('gives bytes with their etag for a part that is not JSON', async () => {
    const photo = {
      id: '0',
      status: 200,
      headers: { 'Content-Type': 'image/png', ETag: '"1"' },
      body: 'iVBORw==',
    };
    const odd = { ...photo, id: '1', body: '*' };
    const strange = { ...photo, id: '2', headers: { ETag: 'grün\n', 'bad name': 'x' } };
    const answers = await client(() => ({ responses: [photo, odd, strange] })).batch(PATHS);
    const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
    expect(answers).toEqual([
      { kind: 'answered', body: bytes, etag: '"1"' },
      { kind: 'refused', error: expect.objectContaining({ code: 'answer_unreadable' }) },
      { kind: 'answered', body: bytes, etag: undefined },
    ]);
  });

  it.each([
    [404, 'ErrorItemNotFound', 'refused', 'not_found'],
    [403, 'ErrorAccessDenied', 'refused', 'access_denied'],
    [302, '', 'refused', 'redirected'],
    [429, 'ApplicationThrottled', 'not-answered', 'graph_throttled'],
    [503, 'serviceNotAvailable', 'not-answered', 'graph_unavailable'],
    [424, 'FailedDependency', 'not-answered', 'graph_unavailable'],
    [200, 'ApplicationThrottled', 'not-answered', 'graph_throttled'],
    [500, 'ErrorCorruptData', 'refused', 'graph_unavailable'],
  ])('turns a part’s answer %i %s into: %s, %s', async (status, code, kind, error) => {
    const part = (id: string) => refused(id, status, code);
    const graph = client((n) => ({ responses: n === 1 ? [good('0'), part('1')] : [part('0')] }));
    const answers = await graph.batch(PATHS.slice(0, 2));
    expect(answers[0]).toMatchObject({ kind: 'answered' });
    expect(answers[1]).toMatchObject({ kind, error: { code: error } });
  });

  it('repeats only the parts that Graph had no time for, after the wait', async () => {
    const graph = client((n) =>
      n === 1
        ? { responses: [refused('1', 429, 'x', { 'Retry-After': '2' }), good('0'), refused('2', 503, 'x')] }
        : { responses: [good('1'), good('0')] },
    );
    expect((await graph.batch(PATHS)).map((answer) => answer.kind)).toEqual(Array(3).fill('answered'));
    expect(bodies[1]?.requests.map((part) => part.url)).toEqual(PATHS.slice(1));
    expect(slept).toEqual([2000]);
    expect(counts).toEqual([3, 2]);
  });

  it('returns longer waits to the caller, part by part', async () => {
    const graph = client(() => ({ responses: [good('0'), refused('1', 429, 'x', { 'retry-after': '17' })] }));
    expect((await graph.batch(PATHS.slice(0, 2)))[1]).toMatchObject({
      kind: 'not-answered',
      error: { retryAfterSeconds: 17 },
    });
    expect(slept).toEqual([]);
  });

  it('measures a date in a part against the Date of the whole answer', async () => {
    const graph = client(
      () => ({
        responses: [good('0'), refused('1', 429, 'x', { 'Retry-After': 'Mon, 01 Jan 2035 12:10:40 GMT' })],
      }),
      { date: 'Mon, 01 Jan 2035 12:10:00 GMT' },
    );
    expect((await graph.batch(PATHS.slice(0, 2)))[1]).toMatchObject({ error: { retryAfterSeconds: 40 } });
  });

  it('fails with the longest wait when nothing was answered', async () => {
    const responses = ['5', '60', '7'].map((wait, i) =>
      refused(String(i), 429, 'x', { 'Retry-After': wait }),
    );
    await expect(client(() => ({ responses })).batch(PATHS)).rejects.toMatchObject({
      code: 'graph_throttled',
      retryAfterSeconds: 60,
    });
    await expect(client(() => ({ responses: [] })).batch(PATHS)).rejects.toMatchObject({
      code: 'graph_unavailable',
    });
  });

  it('without paths sends nothing', async () => {
    expect(await client(() => ({})).batch([])).toEqual([]);
    expect(bodies).toEqual([]);
  });
});
