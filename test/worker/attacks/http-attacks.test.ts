import { beforeEach, describe, expect, it } from 'vitest';
import { lookupAnswer, searchAnswer } from '#shared/api.ts';
import { person } from '../support/fake-graph.ts';
import { runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';
import { HOSTILE_HEADERS } from './hostile-headers.ts';
import pollution from './prototype-pollution.json';
import unicode from './unicode-names.json';

const world = World.perTest();

const NUMBER = '+493023125001';

beforeEach(async () => {
  world.sales.put('default', { ...person('a', 'Anna Arendt', NUMBER), surname: 'Arendt', givenName: 'Anna' });
  await runSync();
});

const admin = () => world.microsoft.personToken({ roles: ['Directory.Admin', 'Audit.Read'] });

/** Prints "N of N" and fails with the list of cases that did not hold. */
function tally(what: string, outcomes: readonly { name: string; isGood: boolean }[]): void {
  const bad = outcomes.filter(({ isGood }) => !isGood).map(({ name }) => name);
  console.log(`${what}: ${outcomes.length - bad.length} of ${outcomes.length}`);
  expect(bad).toEqual([]);
}

function isUnpolluted(): boolean {
  const plain: Record<string, unknown> = {};
  const keys = ['isAdmin', 'x', 'sources', 'visible', 'groups'];
  return keys.every((key) => plain[key] === undefined) && Object.keys(Object.prototype).length === 0;
}

describe('prototype pollution', () => {
  it('in a body reaches no object and no handler', async () => {
    const app = world.app({ notify: async () => {} });
    const authorization = `Bearer ${await admin()}`;
    const outcomes = [];
    for (const path of ['/v1/admin/erasures', '/v1/admin/accounts', '/v1/notifications/sales']) {
      for (const body of pollution.bodies) {
        const headers = { authorization, 'content-type': 'application/json' };
        const { status } = await app.request(path, { method: 'POST', headers, body });
        // The route accepts any notification; the Source drops those that are not genuine.
        const isGood = status === 400 || (status === 202 && path.includes('notifications'));
        outcomes.push({ name: `${path} ${body}: ${status}`, isGood: isGood && isUnpolluted() });
      }
    }
    tally('prototype pollution by bodies', outcomes);
  });

  it('in a query finds nobody and opens nothing', async () => {
    const app = world.app({ configuration: world.unlimited });
    const token = await admin();
    const outcomes = [];
    for (const path of [
      'lookup',
      'search',
      'status',
      'admin/audit',
      'admin/export',
      'admin/sources/sales/runs',
    ]) {
      for (const query of pollution.queries) {
        const response = await world.get(`/v1/${path}?${query}`, { app, token });
        const text = await response.text();
        const isGood = response.status < 500 && !text.includes('Arendt') && isUnpolluted();
        outcomes.push({ name: `${path}?${query}: ${response.status}`, isGood });
      }
    }
    tally('prototype pollution by queries', outcomes);
  });
});

describe('Unicode', () => {
  it('without visible form changes neither the intended number nor the intended name', async () => {
    const app = world.app({ configuration: world.unlimited });
    const outcomes = [];
    for (const control of unicode.controls) {
      const name = `U+${control.codePointAt(0)?.toString(16)}`;
      const number = `+49${control} 30 2312${control}5001${control}`;
      const byNumber = await world.get(`/v1/lookup?number=${encodeURIComponent(number)}`, { app });
      const isNumberMeant = lookupAnswer.safeParse(await byNumber.json()).data?.hits.length === 1;
      outcomes.push({ name: `${name} in a number: ${byNumber.status}`, isGood: isNumberMeant });
      const byName = await world.get(`/v1/search?q=${encodeURIComponent(`aren${control}dt`)}`, { app });
      const isNameMeant = searchAnswer.safeParse(await byName.json()).data?.hits.length === 1;
      outcomes.push({ name: `${name} in a name: ${byName.status}`, isGood: isNameMeant });
    }
    tally('unseen characters', outcomes);
  });

  it('that looks alike may find the contact or not, and breaks nothing', async () => {
    const app = world.app({ configuration: world.unlimited });
    const outcomes = [];
    for (const { ascii, lookalike } of unicode.pairs) {
      for (const text of [`a${lookalike}endt`, `${lookalike}${lookalike}`, `${NUMBER}${lookalike}`]) {
        for (const path of [
          `search?q=${encodeURIComponent(text)}`,
          `lookup?number=${encodeURIComponent(text)}`,
        ]) {
          const { status } = await world.get(`/v1/${path}`, { app });
          outcomes.push({ name: `${ascii} as ${path}: ${status}`, isGood: status === 200 || status === 400 });
        }
      }
    }
    tally('look-alikes', outcomes);
  });
});

describe('a hostile header', () => {
  it('changes no byte of an answer, and is not echoed', async () => {
    const app = world.app({ configuration: world.unlimited });
    const asked = [
      { path: `/v1/lookup?number=${encodeURIComponent(NUMBER)}`, token: await world.microsoft.personToken() },
      { path: '/v1/search?q=anna', token: await world.microsoft.personToken() },
      { path: '/v1/admin/sources', token: await world.microsoft.personToken() },
      { path: '/v1/status', token: 'not.a.token' },
      { path: '/v1/nowhere', token: '' },
    ];
    const outcomes = [];
    for (const { path, token } of asked) {
      const tell = async (name?: string, value?: string) => {
        const headers = new Headers({ authorization: `Bearer ${token}` });
        if (name !== undefined && value !== undefined) headers.set(name, value);
        const response = await app.request(path, { headers });
        const requestId = response.headers.get('x-request-id') ?? '';
        const own = [...response.headers].map(([key, text]) => [key, text.replace(requestId, '')]);
        return JSON.stringify([response.status, own, (await response.text()).replaceAll(requestId, '')]);
      };
      const plain = await tell();
      for (const [name, value] of HOSTILE_HEADERS) {
        const isGood = (await tell(name, value)) === plain;
        outcomes.push({ name: `${name}: ${value.slice(0, 40)} at ${path}`, isGood });
      }
    }
    tally('hostile headers', outcomes);
  });

  it('in place of the token opens nothing', async () => {
    const good = await world.microsoft.personToken();
    const spellings = [
      ...[
        '',
        'Bearer',
        'Bearer ',
        'bearer  ',
        `Bearer ${good}, Bearer ${good}`,
        `Bearer ${good} x`,
        `Basic ${good}`,
      ],
      ...[`Bearer ${good},`, `Bearer "${good}"`, `Token ${good}`, good, `Bearer ${good.slice(0, -1)}`],
      ...[`Bearer ${good.split('.').slice(0, 2).join('.')}.`, `Bearer ${'a'.repeat(20_000)}`, 'Bearer null'],
    ];
    const outcomes = [];
    for (const authorization of spellings) {
      const { status } = await world.app().request('/v1/search?q=anna', { headers: { authorization } });
      outcomes.push({ name: `${authorization.slice(0, 20)}: ${status}`, isGood: status === 401 });
    }
    tally('odd tokens', outcomes);
  });
});

describe('security headers', () => {
  const NEEDED: Readonly<Record<string, RegExp>> = {
    'strict-transport-security': /^max-age=(\d{8,}); includeSubDomains$/,
    'x-content-type-options': /^nosniff$/,
    'cache-control': /^no-store$/,
    'referrer-policy': /^no-referrer$/,
    'content-security-policy': /^default-src 'none';.* frame-ancestors 'none'; base-uri 'none'/,
    'cross-origin-resource-policy': /^same-origin$/,
    'x-request-id': /^[0-9a-f-]{36}$/,
  };

  it('are on every answer to every address, method and principal, without any CORS header', async () => {
    const app = world.app({ notify: async () => {} });
    const { paths } = await (await app.request('/openapi.json')).json<{ paths: Record<string, object> }>();
    const addresses = [
      ...Object.keys(paths).map((path) => path.replace('{source}', 'sales').replace(/\{\w+\}/g, 'x')),
      ...['/', '/nowhere', '/v1/notifications/sales', '/v1/accounts/callback', '/openapi.json'],
    ];
    const tokens = ['', 'not.a.token', await world.microsoft.personToken({ groups: [] }), await admin()];
    const outcomes = [];
    for (const path of addresses) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        for (const token of tokens) {
          const headers = { authorization: `Bearer ${token}`, origin: 'https://evil.example' };
          const response = await app.request(path, { method, headers });
          const missing = Object.entries(NEEDED).filter(
            ([name, needed]) => !needed.test(response.headers.get(name) ?? ''),
          );
          const hasCors = [...response.headers.keys()].some((name) => name.startsWith('access-control'));
          // A person whom Microsoft's page sends back uses a browser.
          const isPage = path === '/v1/accounts/callback' && method === 'GET';
          const isProblem = response.headers.get('content-type') === 'application/problem+json';
          const isGood = missing.length === 0 && !hasCors && (response.status < 400 || isProblem || isPage);
          outcomes.push({ name: `${method} ${path}: ${response.status} ${missing[0]?.[0] ?? ''}`, isGood });
        }
      }
    }
    tally('security headers', outcomes);
  });
});
