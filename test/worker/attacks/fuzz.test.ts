import { describe, expect, it } from 'vitest';
import { problem } from '#shared/api.ts';
import { Random } from '../../bench/random.ts';
import { casesOf, sayCases, seed } from '../../support/sample.ts';
import { person } from '../support/fake-graph.ts';
import { runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';
import { HOSTILE_HEADERS } from './hostile-headers.ts';
import pollution from './prototype-pollution.json';
import unicode from './unicode-names.json';

const world = World.perTest();

const REQUESTS = casesOf({ sample: 2000, whole: 100_000 });

const METHODS = [
  ...Array.from({ length: 14 }, () => 'GET'),
  ...[
    'POST',
    'POST',
    'POST',
    'POST',
    'DELETE',
    'HEAD',
    'PUT',
    'PATCH',
    'OPTIONS',
    'PURGE',
    'PROPFIND',
    'get',
  ],
];

const PATHS = [
  ...['/v1/lookup', '/v1/search', '/v1/status', '/v1/health', '/openapi.json', '/v1/accounts/callback'],
  ...[
    `/v1/photo/sales/${'a'.repeat(32)}`,
    '/v1/photo/support/x',
    '/v1/notifications/sales',
    '/v1/notifications/x',
  ],
  ...[
    '/v1/admin/audit',
    '/v1/admin/export',
    '/v1/admin/erasures',
    '/v1/admin/erasures/x',
    '/v1/admin/credentials',
  ],
  ...['/v1/admin/accounts', '/v1/admin/accounts/x', '/v1/admin/accounts/x/reconnect', '/v1/admin/sources'],
  ...['/v1/admin/sources/sales/runs', '/v1/admin/sources/x/sync', '/v1/admin/sources/sales/confirm-removals'],
];

const SEGMENTS = [
  ...[
    'v1',
    'admin',
    '..',
    '.',
    '%2e%2e',
    '%00',
    '%ff',
    '%',
    '%zz',
    '__proto__',
    'constructor',
    '%2f',
    '*',
    ':id',
  ],
  ...['sales', 'lookup', 'a'.repeat(2_000), '\u202e', '\ud83d\ude00', '\ud800', ' ', '', '{}', '-1', 'null'],
];

const PARAMETERS = [
  ...[
    'number',
    'q',
    'limit',
    'country',
    'from',
    'to',
    'cursor',
    'objectId',
    'source',
    'contactId',
    'state',
    'code',
  ],
  ...['validationToken', '__proto__', 'constructor', 'number[]', '', 'x'.repeat(300)],
];

const VALUES = [
  ...[
    '+493011111111',
    '030',
    'anna',
    '1',
    '0',
    '-1',
    '1e400',
    'NaN',
    'DE',
    'de',
    'XX',
    '2026-01-01',
    '9'.repeat(64),
  ],
  ...[
    '9'.repeat(5_000),
    '%',
    '%ff',
    '%00',
    '\u0000',
    '\n',
    'sales',
    'x',
    '[]',
    '{}',
    'null',
    'undefined',
    "' OR 1=1 --",
  ],
  ...[
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '*#06#',
    '(((((((',
    'a*'.repeat(40),
    '-anna',
    '-',
    '"',
    '\\',
  ],
  ...['2026-99-99', '1.5', 'İ', 'ﬃ', '山', '🙂', '\ud800', '\u202e', '%F0%9F%98%80', '１２３', '+', ' ', ''],
  ...unicode.controls,
];

const BODIES = [
  ...pollution.bodies,
  ...[
    '',
    '{',
    '[]',
    'null',
    '0',
    '"x"',
    '{"number":"+493099999999"}',
    '{"number":1}',
    '{"label":""}',
    '[[[[[[[[',
  ],
  ...[
    '{"value":[]}',
    '{"value":null}',
    `{"value":[${'{},'.repeat(2_000)}{}]}`,
    '['.repeat(5_000),
    '\u0000\uffff',
  ],
  ...[
    `{"label":"${'x'.repeat(20_000)}"}`,
    '{"source":"sales","contactId":"x"}',
    '{"confirm":"x"}',
    '1e999',
    '\ufeff{}',
  ],
];

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

function fuzzed(random: Random, tokens: readonly string[]): Asked {
  const method = random.pick(METHODS);
  const extra = random.chance(0.3)
    ? `/${Array.from({ length: 1 + random.below(3) }, () => random.pick(SEGMENTS)).join('/')}`
    : '';
  const path = random.chance(0.9) ? `${random.pick(PATHS)}${random.chance(0.2) ? extra : ''}` : extra;
  const query = Array.from({ length: random.below(5) }, () => {
    const value = random.pick(VALUES);
    // Encoded as a browser does it, or left raw, as it should not be.
    return `${random.pick(PARAMETERS)}=${random.chance(0.5) ? encodeURIComponent(value.replace(/\p{Cs}/gu, '\ufffd')) : value}`;
  }).join('&');
  const headers = new Headers({ authorization: `Bearer ${random.pick(tokens)}` });
  if (random.chance(0.5)) headers.set('content-type', 'application/json');
  for (let i = random.below(4); i > 0; i--) headers.set(...random.pick(HOSTILE_HEADERS));
  const hasBody = !['GET', 'HEAD', 'get'].includes(method) && random.chance(0.8);
  return {
    url: `http://ringcard.example${path}${query && `?${query}`}`,
    init: { method, headers, ...(hasBody && { body: random.pick(BODIES) }) },
  };
}

describe('random requests', () => {
  it('are all answered with a code, and none with an internal error', async () => {
    world.sales.put('default', person('a', 'Anna Arendt', '+493011111111'));
    await runSync();
    const app = world.app({ notify: async () => {} });
    const admin = { roles: ['Directory.Admin', 'Audit.Read'] };
    const tokens = [
      ...['', 'not.a.token', await world.microsoft.personToken(), await world.microsoft.personToken(admin)],
      ...[await world.microsoft.personToken(admin), await world.microsoft.programToken()],
    ];
    const random = new Random(`ringcard-${seed}`);
    const statuses = new Map<number, number>();
    const failures: string[] = [];
    for (let i = 0; i < REQUESTS; i++) {
      const { url, init } = fuzzed(random, tokens);
      const response = await app.request(url, init);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      const text = await response.text();
      const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
      const isTold =
        response.status < 400 ||
        init.method === 'HEAD' ||
        isPage ||
        problem.safeParse(JSON.parse(text)).success;
      if (response.status >= 500 || !isTold || response.headers.get('x-content-type-options') !== 'nosniff')
        failures.push(`${init.method} ${url.slice(0, 200)}: ${response.status} ${text.slice(0, 100)}`);
      if (i % 500 === 0) await world.settle();
    }
    const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    sayCases(
      `fuzzed requests: ${REQUESTS - failures.length} of ${REQUESTS} answered as they should (${counts.join(', ')})`,
    );
    expect(failures).toEqual([]);
    // Some of them got past the access check.
    expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 20);
  }, 3_600_000);
});
