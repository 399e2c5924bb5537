import { beforeEach, describe, expect, it } from 'vitest';
import { API_VERSION } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { createApiClient, readHealth, type WorkerClient } from '../../../extension/api/api-client.ts';
import { fromText, gif, jpeg } from '../../support/photos.ts';
import { ANNA, lookupAnswerWith } from '../support/contacts.ts';

const WORKER = 'https://ringcard.example/base';

function problem(status: number, code: string, more: Record<string, unknown> = {}): Response {
  const body = {
    type: 'about:blank',
    title: code,
    status,
    code,
    detail: 'A sentence.',
    requestId: 'r1',
    ...more,
  };
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } });
}

describe('asking the worker', () => {
  let requests: { url: URL; init: RequestInit }[];
  let answers: (() => Response | Promise<Response>)[];
  let tokens: Result<string, Failure>[];
  let wishes: boolean[];
  let client: WorkerClient;

  const fetchLike: typeof fetch = async (input, init = {}) => {
    requests.push({ url: new URL(String(input)), init });
    const answer = answers.shift();
    if (!answer) throw new Error('not expected');
    return await answer();
  };

  beforeEach(() => {
    requests = [];
    wishes = [];
    tokens = [ok('token-1'), ok('token-2')];
    client = clientAt(undefined);
  });

  const clientAt = (place: Place | undefined) =>
    createApiClient({
      fetch: fetchLike,
      workerUrl: WORKER,
      accessToken: async ({ fresh }) => {
        wishes.push(fresh);
        return tokens.shift() ?? err({ code: 'signed_out' });
      },
      ...(place && { place }),
      timeoutMs: 200,
    });

  const failureOf = async (...given: (() => Response | Promise<Response>)[]) => {
    answers = given;
    const answer = await client.ask('lookUp', { query: { number: '+493023125123', country: 'DE' } });
    return answer.ok ? undefined : answer.failure;
  };

  it('sends the number, its place and the token, sends no cookies and follows no redirect', async () => {
    answers = [() => Response.json(lookupAnswerWith([ANNA]))];
    expect(await client.ask('lookUp', { query: { number: '+493023125123', country: 'DE' } })).toEqual(
      ok(lookupAnswerWith([ANNA])),
    );
    expect(requests[0]?.url.href).toBe(`${WORKER}/v1/lookup?number=%2B493023125123&country=DE`);
    expect(requests[0]?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'manual',
      headers: { authorization: 'Bearer token-1' },
    });
  });

  it('sends the known parts of the person’s place', async () => {
    answers = [() => Response.json(lookupAnswerWith([ANNA]))];
    await clientAt({ country: 'DE', area: '030', main: '+49 30 23125', outside: '0' }).ask('lookUp', {
      query: { number: '78' },
    });
    expect(requests[0]?.url.search).toBe('?number=78&country=DE&area=030&main=%2B49+30+23125&outside=0');
  });

  it('prefers the place that a request names to the person’s own', async () => {
    answers = [() => Response.json({ readings: [], match: 'none', company: [], ageSeconds: 1 })];
    await clientAt({ country: 'DE', area: '030' }).ask('explain', { query: { number: '78', country: 'AT' } });
    expect(requests[0]?.url.search).toBe('?number=78&country=AT&area=030');
  });

  it('sends no place where the request takes none, and escapes slashes in path parameters', async () => {
    answers = [() => Response.json({ source: 'a', runs: [] })];
    const place: Place = { country: 'DE' };
    await clientAt(place).ask('listRuns', { path: { id: 'a/../b?c' }, query: { limit: 5 } });
    expect(requests[0]?.url.href).toBe(`${WORKER}/v1/admin/sources/a%2F..%2Fb%3Fc/runs?limit=5`);
  });

  it('reads an answer without content', async () => {
    answers = [() => new Response(null, { status: 204 })];
    expect(await client.ask('revokeKey', { path: { id: 'a' } })).toEqual(ok(null));
    expect(requests[0]?.init.method).toBe('DELETE');
  });

  it('searches with the country whose rules typed numbers follow', async () => {
    answers = [() => Response.json({ hits: [], more: false, ageSeconds: 1 })];
    await clientAt({ country: 'DE' }).ask('search', { query: { q: 'müller', limit: 20 } });
    expect(requests[0]?.url.search).toBe('?q=m%C3%BCller&limit=20&country=DE');
  });

  it('tries a dialling profile by POST, and sends an empty body for the configured one', async () => {
    const answer = {
      source: 'a',
      contacts: 1,
      cut: false,
      fields: 1,
      numbers: 1,
      changed: 0,
      notUnderstood: 0,
      outsideLine: 0,
      severalReadings: 0,
      digitsLost: 0,
      withRemark: 0,
      unclear: [],
      examples: [],
      dialling: { area: '30' },
    };
    answers = [() => Response.json(answer), () => Response.json(answer)];
    tokens = [ok('token-1'), ok('token-1')];
    expect(await client.ask('tryNumbers', { path: { id: 'a' }, body: { dialling: { area: '30' } } })).toEqual(
      ok(answer),
    );
    await client.ask('tryNumbers', { path: { id: 'a' } });
    expect(requests.map(({ url, init }) => [url.pathname, init.method, init.body])).toEqual([
      ['/base/v1/admin/sources/a/numbers', 'POST', '{"dialling":{"area":"30"}}'],
      ['/base/v1/admin/sources/a/numbers', 'POST', '{}'],
    ]);
  });

  it.each([
    ['signed_out', 401],
    ['token_expired', 401],
    ['token_rejected', 401],
    ['access_revoked', 401],
  ])('renews the token once after %s', async (code, status) => {
    answers = [() => problem(status, code), () => Response.json(lookupAnswerWith([]))];
    expect(await client.ask('lookUp', { query: { number: '+1' } })).toMatchObject({ ok: true });
    expect(wishes).toEqual([false, true]);
    expect(requests[1]?.init.headers).toMatchObject({ authorization: 'Bearer token-2' });
  });

  it('answers signed_out when the worker refuses the fresh token too', async () => {
    const refuse = () => problem(401, 'token_rejected');
    expect(await failureOf(refuse, refuse)).toMatchObject({ code: 'signed_out' });
    expect(requests).toHaveLength(2);
  });

  it('answers access_revoked when the fresh token is no newer than the revocation', async () => {
    const refuse = () => problem(401, 'access_revoked');
    expect(await failureOf(refuse, refuse)).toMatchObject({ code: 'access_revoked' });
    expect(requests).toHaveLength(2);
  });

  it('sends no request while nobody is signed in', async () => {
    tokens = [err({ code: 'signed_out' })];
    expect(await failureOf()).toEqual({ code: 'signed_out' });
  });

  it('keeps the parts of a failure that explain it: group, contact person, delay', async () => {
    const told = { group: 'Ringcard Users', contact: 'it@nordwind.example' };
    expect(await failureOf(() => problem(403, 'not_in_allowed_group', told))).toEqual({
      code: 'not_in_allowed_group',
      requestId: 'r1',
      ...told,
    });
    tokens = [ok('token-1')];
    expect(await failureOf(() => problem(429, 'too_many_requests', { retryAfterSeconds: 7 }))).toMatchObject({
      retryAfterSeconds: 7,
    });
  });

  it.each<[string, () => Response | Promise<Response>, string]>([
    ['a dead network', () => Promise.reject(new TypeError('Failed to fetch')), 'worker_unreachable'],
    ['a web page', () => new Response('<html>', { status: 200 }), 'not_a_worker'],
    ['other JSON', () => Response.json({ hello: 'world' }), 'not_a_worker'],
    ['a missing page', () => new Response('no', { status: 404 }), 'not_a_worker'],
    ['a huge body', () => new Response('{}', { headers: { 'content-length': '99999999' } }), 'not_a_worker'],
    ['a gateway that is down', () => new Response('bad gateway', { status: 502 }), 'worker_unreachable'],
    ['limits before the worker', () => new Response('slow down', { status: 429 }), 'too_many_requests'],
    ['a code that nobody knows', () => problem(500, 'brand_new'), 'worker_unreachable'],
    ['a worker without data', () => problem(503, 'directory_unavailable'), 'directory_unavailable'],
  ])('reads %s as the right failure', async (_, answer, code) => {
    expect(await failureOf(answer)).toMatchObject({ code });
  });

  const health = (more: object) => () => Response.json({ product: 'ringcard', ...more });
  const BESIDE = { ok: true, answering: true, signIn: { tenantId: 't', scope: 'api://x/Read' } };

  it.each<[string, number, () => Response, string]>([
    ['an older worker’s answer', API_VERSION - 1, () => Response.json({ hello: 'world' }), 'worker_outdated'],
    [
      'an operation that an older worker lacks',
      API_VERSION - 1,
      () => problem(404, 'not_found'),
      'worker_outdated',
    ],
    ['a newer worker’s answer', API_VERSION + 1, () => Response.json({ hits: 'many' }), 'extension_outdated'],
    [
      'an operation that a worker of our version lacks',
      API_VERSION,
      () => problem(404, 'not_found'),
      'not_found',
    ],
    ['nonsense from a worker of our version', API_VERSION, () => Response.json({}), 'not_a_worker'],
  ])('explains %s by the worker’s API version', async (_, api, answer, code) => {
    expect(await failureOf(answer, health({ api, ...BESIDE }))).toMatchObject({ code });
    expect(requests[1]?.url.pathname).toBe('/base/v1/health');
    expect(requests[1]?.init.headers).not.toHaveProperty('authorization');
  });

  it('accepts an answer of another version that fits the schema', async () => {
    answers = [() => Response.json({ ...lookupAnswerWith([]), newest: 'field' })];
    expect(await client.ask('lookUp', { query: { number: '+1' } })).toMatchObject({ ok: true });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, object, Result<object, Failure>]>([
    [
      'facts of this version',
      { api: API_VERSION, ...BESIDE },
      ok({ product: 'ringcard', api: 1, ...BESIDE }),
    ],
    ['facts without a version', BESIDE, ok({ product: 'ringcard', api: 1, ...BESIDE })],
    [
      'facts that a newer worker puts otherwise',
      { api: 2 },
      err({ code: 'extension_outdated', detail: '2 ≠ 1' }),
    ],
    ['no facts of this version', { api: 1 }, err({ code: 'not_a_worker' })],
  ])('reads %s', async (_, more, read) => {
    answers = [health(more)];
    expect(await readHealth(WORKER, fetchLike)).toEqual(read);
  });

  const PHOTO = { source: 'customers', name: 'a'.repeat(32) };

  it('fetches a photo by its path, with the token', async () => {
    answers = [() => new Response(jpeg(), { headers: { 'content-type': 'text/html' } })];
    expect(await client.ask('photo', { path: PHOTO })).toEqual(ok(jpeg()));
    expect(requests[0]?.url.pathname).toBe(`/base/v1/photo/customers/${PHOTO.name}`);
    expect(requests[0]?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'manual',
      headers: { authorization: 'Bearer token-1' },
    });
  });

  it.each<[string, () => Response, string]>([
    ['an SVG image', () => new Response(fromText('<svg/>')), 'not_a_worker'],
    ['an image beyond the size limit', () => new Response(new Uint8Array(600_000)), 'not_a_worker'],
    ['an image of one pixel', () => new Response(gif(1, 1)), 'not_a_worker'],
    ['a missing photo', () => problem(404, 'not_found'), 'not_found'],
    ['a person without rights', () => problem(403, 'not_in_allowed_group'), 'not_in_allowed_group'],
  ])('takes %s for no photo', async (_, answer, code) => {
    answers = [answer];
    expect(await client.ask('photo', { path: PHOTO })).toMatchObject({ ok: false, failure: { code } });
  });

  it('gives up after the timeout', async () => {
    const never: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    expect(await readHealth(WORKER, never, 20)).toEqual(err({ code: 'worker_unreachable' }));
  });
});
