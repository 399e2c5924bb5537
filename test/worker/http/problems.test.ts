import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { problem } from '#shared/api.ts';
import { createKvStore } from '../../../worker/snapshot/kv-store.ts';
import { person, refusal } from '../support/fake-graph.ts';
import { personClaims } from '../support/fake-microsoft.ts';
import { runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = problem.parse(await response.json());
  expect(body.status).toBe(response.status);
  expect(body.type).toBe(`urn:ringcard:problem:${body.code}`);
  expect(body.requestId).toBe(response.headers.get('x-request-id'));
  return body;
}

async function publish(): Promise<void> {
  world.sales.put('default', person('a', 'Anna', '+493011111111'));
  await runSync();
}

describe('a problem', () => {
  it.each([
    ['/nowhere', 404, 'not_found'],
    ['/v1', 404, 'not_found'],
    ['/v1/lookup', 400, 'bad_request'],
    ['/v1/lookup?number=', 400, 'bad_request'],
    [`/v1/lookup?number=${'1'.repeat(65)}`, 400, 'bad_request'],
    ['/v1/lookup?number=anna', 400, 'not_a_number'],
    ['/v1/lookup?number=117', 400, 'not_a_number'],
    ['/v1/lookup?number=030111&country=XX', 400, 'bad_request'],
    ['/v1/search?q=a', 400, 'query_too_short'],
    ['/v1/search?q=%20%20', 400, 'query_too_short'],
    ['/v1/search?q=anna&limit=51', 400, 'bad_request'],
    ['/v1/search?q=anna&limit=x', 400, 'bad_request'],
  ])('%s is %i %s', async (path, status, code) => {
    await publish();
    const response = await world.get(path);
    expect(response.status).toBe(status);
    expect((await problemOf(response)).code).toBe(code);
  });

  it('says that the directory is empty before the first import completes, and when to ask again', async () => {
    for (const path of ['/v1/lookup?number=03011111111', '/v1/search?q=anna']) {
      const response = await world.get(path);
      expect(response.status).toBe(503);
      expect(await problemOf(response)).toMatchObject({ code: 'directory_empty', retryAfterSeconds: 30 });
      expect(response.headers.get('retry-after')).toBe('30');
    }
  });

  it('does not reveal that a hidden source is published', async () => {
    world.microsoft.mailbox('support@nordwind.example').put('default', person('s', 'Sibel'));
    await runSync('support');
    expect(await problemOf(await world.get('/v1/search?q=sibel'))).toMatchObject({ code: 'directory_empty' });
  });

  it.each(['head', 'block'])('is an outage, not "nobody found", when KV fails at the %s', async (what) => {
    await publish();
    const store = createKvStore(env.DIRECTORY_KV);
    const down = () => Promise.reject(new Error('KV is down'));
    const app = world.app({}, what === 'head' ? { ...store, readHead: down } : { ...store, readBlock: down });
    for (const path of ['/v1/lookup?number=03011111111', '/v1/search?q=anna', '/v1/status']) {
      const response = await world.get(path, { app });
      expect(response.status).toBe(503);
      expect((await problemOf(response)).code).toBe('directory_unavailable');
    }
    expect((await app.request('/v1/health')).status).toBe(200);
  });

  it('is an outage when blocks are missing', async () => {
    await publish();
    const store = createKvStore(env.DIRECTORY_KV);
    const app = world.app({}, { ...store, readBlock: async () => undefined });
    expect((await problemOf(await world.get('/v1/search?q=anna', { app }))).code).toBe(
      'directory_unavailable',
    );
    expect(world.lines.some((line) => line.includes('directory_unreadable'))).toBe(true);
  });

  it('of an unexpected kind reveals nothing about itself', async () => {
    const app = world.app({ verify: () => Promise.reject(new TypeError('Anna’s secret')) });
    const response = await world.get('/v1/search?q=anna', { app });
    expect(response.status).toBe(500);
    const text = JSON.stringify(await problemOf(response));
    expect(text).not.toContain('secret');
    expect(world.lines.join()).toContain('TypeError');
    expect(world.lines.join()).not.toContain('secret');
  });
});

describe('a principal without rights', () => {
  it('without a token is told to sign in', async () => {
    for (const [headers, challenge] of [
      [{}, 'Bearer, Basic realm="Ringcard"'],
      [{ authorization: 'Basic abc' }, 'Bearer'],
      [{ authorization: 'Bearer' }, 'Bearer'],
    ] as const) {
      const response = await world.app().request('/v1/status', { headers });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe(challenge);
      expect((await problemOf(response)).code).toBe('signed_out');
    }
  });

  it('does not learn why a token was rejected; the log does', async () => {
    const tokens = [
      await world.microsoft.personToken({ aud: 'other' }),
      await world.microsoft.personToken({ scp: 'other' }),
      await world.microsoft.sign(personClaims(), { kid: 'unknown' }),
      'not.a.token',
    ];
    const bodies = [];
    for (const token of tokens) {
      const { requestId: _, ...body } = await problemOf(await world.get('/v1/status', { token }));
      bodies.push(body);
    }
    for (const body of bodies) expect(body).toEqual({ ...bodies[0], code: 'token_rejected', status: 401 });
    const reasons = world.lines.flatMap((line) => JSON.parse(line).reason ?? []);
    expect(reasons).toEqual(['audience', 'scope', 'unknown_key', 'malformed']);
  });

  it('learns that the token has expired, or belongs to another tenant', async () => {
    const now = Math.floor(Date.now() / 1000);
    const expired = await world.microsoft.personToken({ exp: now - 100 });
    expect((await problemOf(await world.get('/v1/status', { token: expired }))).code).toBe('token_expired');
    const foreign = await world.microsoft.personToken({ tid: '99999999-9999-4999-8999-999999999999' });
    expect((await problemOf(await world.get('/v1/status', { token: foreign }))).code).toBe('wrong_tenant');
  });

  it('with a token of version 1.0 is told which setting is missing', async () => {
    const token = await world.microsoft.personToken({ ver: '1.0' });
    const body = await problemOf(await world.get('/v1/status', { token }));
    expect(body.code).toBe('token_rejected');
    expect(body.detail).toContain('requestedAccessTokenVersion');
  });

  it('in no allowed group is told which group to ask for, and whom to ask', async () => {
    const response = await world.get('/v1/status', {
      token: await world.microsoft.personToken({ groups: [] }),
    });
    expect(response.status).toBe(403);
    expect(await problemOf(response)).toMatchObject({
      code: 'not_in_allowed_group',
      group: 'Phone directory',
      contact: 'it@nordwind.example',
    });
  });

  it('is told which claim is missing where a source is open to every member of the tenant', async () => {
    const sources = world.configuration.sources.map((source) => ({ ...source, groups: 'everyone' as const }));
    const app = world.app({ configuration: { ...world.configuration, sources } });
    const body = await problemOf(await world.get('/v1/status', { app }));
    expect(body.code).toBe('not_in_allowed_group');
    expect(body.detail).toContain('"acct"');
    const guest = await world.microsoft.personToken({ acct: 1 });
    expect((await problemOf(await world.get('/v1/status', { app, token: guest }))).detail).not.toContain(
      'acct',
    );
    const member = await world.microsoft.personToken({ acct: 0 });
    expect((await world.get('/v1/status', { app, token: member })).status).toBe(200);
  });

  it('is turned away when the groups cannot be read', async () => {
    world.microsoft.failOnce(/checkMemberGroups/, () =>
      refusal(429, 'TooManyRequests', { 'retry-after': '77' }),
    );
    const token = await world.microsoft.personToken({ groups: undefined, hasgroups: true });
    const response = await world.get('/v1/status', { token });
    expect(response.status).toBe(503);
    expect(await problemOf(response)).toMatchObject({ code: 'groups_unreadable', retryAfterSeconds: 77 });
  });

  it('is turned away when the signing keys cannot be read', async () => {
    world.microsoft.faults.push((_request, url) =>
      url.pathname.endsWith('/keys') ? new Response('', { status: 500 }) : undefined,
    );
    const response = await world.get('/v1/status');
    expect(response.status).toBe(503);
    expect((await problemOf(response)).code).toBe('directory_unavailable');
  });
});

describe('every answer', () => {
  it.each([
    '/v1/lookup?number=03011111111',
    '/v1/search?q=anna',
    '/v1/status',
    '/v1/health',
    '/openapi.json',
    '/nowhere',
    '/v1/lookup',
  ])('of %s carries the security headers and no CORS', async (path) => {
    await publish();
    const token = await world.microsoft.personToken();
    const response = await world.app().request(path, {
      headers: { authorization: `Bearer ${token}`, origin: 'https://evil.example' },
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
      'cross-origin-resource-policy': 'same-origin',
    });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('to %s is 405 and names what works', async (method) => {
    const response = await world.app().request('/v1/lookup?number=1', { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect((await problemOf(response)).code).toBe('method_not_allowed');
  });
});
