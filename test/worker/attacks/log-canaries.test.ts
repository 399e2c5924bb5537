import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfiguration } from '../../../worker/configuration.ts';
import worker from '../../../worker/index.ts';
import { person, refusal } from '../support/fake-graph.ts';
import { GRAPH_URL, PERSON_ID, VARIABLES } from '../support/settings.ts';
import { advanceSeconds, auditStub, query, runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';
import { disguisesOf } from './disguises.ts';
import attacks from './log-canaries.json';

const world = World.perTest();

const { canaries } = attacks;
const [NAME = '', MAIL = '', NUMBER = ''] = canaries;
const [
  STREET = '',
  COMPANY = '',
  NOTE = '',
  JWT = '',
  SECRET = '',
  API_KEY = '',
  CLIENT_STATE = '',
  DELTA = '',
] = canaries.slice(6);
const SEARCH = 'canary-search-term';

/** Every line that any part of the worker prints. */
const printed: string[] = [];
beforeEach(() => {
  printed.length = 0;
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      printed.push(parts.map((part) => (part instanceof Error ? `${part.stack}` : String(part))).join(' '));
    });
  }
});

/** Random ids are left out, because their digits say nothing. */
const withoutIds = (text: string) =>
  text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{22}/g, (id) => (id === PERSON_ID ? id : ''));

function hitsIn(text: string): string[] {
  const searched = withoutIds(text);
  return canaries.flatMap((canary) =>
    disguisesOf(canary)
      .filter((form) => searched.includes(form))
      .map((form) => `${canary} as ${form}`),
  );
}

/** A whole life: import, changes, look-ups, errors of every kind, administration. Returns the bodies of refusals. */
async function live(): Promise<string[]> {
  const refusals: string[] = [];
  const canary = {
    ...person('canary', NAME, NUMBER, '030 555019922'),
    companyName: COMPANY,
    emailAddresses: [{ address: MAIL }],
    personalNotes: NOTE,
    homeAddress: { street: STREET },
  };
  world.sales.put('default', canary);
  world.microsoft.faults.push((_request, url) =>
    url.pathname.includes('delta') && !url.search.includes('token')
      ? Response.json({
          value: [canary, { id: `bad ${NAME}`, displayName: [NAME] }],
          '@odata.deltaLink': `${GRAPH_URL}${url.pathname}?$deltatoken=${DELTA}`,
        })
      : undefined,
  );
  await runSync();
  // Answers that Graph may give, with a contact, a token or an address in them.
  const troubles = [
    () => refusal(500, NAME),
    () => refusal(429, 'TooManyRequests', { 'retry-after': NUMBER }),
    () =>
      new Response(`{"value":[{"displayName":"${NAME}"`, { headers: { 'content-type': 'application/json' } }),
    () => new Response(`<html>${NAME} ${NUMBER}</html>`, { headers: { 'content-type': 'text/html' } }),
    () => new Response(null, { status: 302, headers: { location: `https://evil.example/${MAIL}` } }),
    () => Response.json({ value: [], '@odata.nextLink': `https://evil.example/?${DELTA}` }),
    () => Response.json({ error: { code: NAME, message: `${NUMBER} ${SECRET}` } }, { status: 403 }),
    () => {
      throw new TypeError(`fetch failed for ${MAIL}`);
    },
  ];
  for (const trouble of troubles) {
    world.microsoft.failOnce(/deltatoken/, trouble);
    advanceSeconds(3600);
    await runSync();
  }
  const configuration = readConfiguration({ ...VARIABLES, API_CLIENT_SECRET: SECRET });
  const app = world.app({ configuration, notify: () => Promise.reject(new Error(CLIENT_STATE)) });
  const person_ = await world.microsoft.personToken({ roles: ['Directory.Admin', 'Audit.Read'], name: NAME });
  const ask = async (path: string, init: RequestInit = {}, token = person_) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'x-api-key': API_KEY,
      referer: `https://crm.example/?${NAME}`,
    };
    const response = await app.request(path, { ...init, headers: { ...headers, ...init.headers } });
    if (response.status >= 400) refusals.push(await response.text());
    return response.status;
  };
  const number = encodeURIComponent(NUMBER);
  const found = await ask(`/v1/lookup?number=${number}`);
  expect(found).toBe(200);
  for (const path of [
    ...[`/v1/lookup?number=${number}&country=${NAME}`, `/v1/lookup?number=${NAME}`, `/v1/search?q=${SEARCH}`],
    ...[
      `/v1/search?q=${encodeURIComponent(NAME)}&limit=${NUMBER}`,
      `/v1/photo/${NAME}/${NUMBER}`,
      `/v1/${NUMBER}`,
    ],
    ...[`/v1/admin/export?number=${number}`, `/v1/admin/export?source=${NAME}&contactId=${MAIL}`],
    ...[`/v1/admin/audit?number=${number}`, `/v1/admin/audit?objectId=${NAME}`, `/v1/admin/accounts/${NAME}`],
    ...['/v1/admin/credentials', '/v1/admin/sources', '/v1/admin/erasures', '/v1/admin/sources/sales/runs'],
    ...[`/v1/admin/sources/${NAME}/runs`, `/v1/accounts/callback?code=${SECRET}&state=${NAME}&error=${MAIL}`],
  ])
    await ask(path);
  for (const token of [JWT, `${JWT}.${NAME}.${NUMBER}`, await world.microsoft.personToken({ aud: NAME })])
    await ask('/v1/status', {}, token);
  const post = (path: string, body: unknown) =>
    ask(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  await post('/v1/admin/erasures', { number: NUMBER });
  await post('/v1/admin/erasures', { number: NAME, [MAIL]: NOTE });
  await post('/v1/admin/accounts', { label: NAME });
  const notification = { subscriptionId: 's', clientState: CLIENT_STATE, tenantId: NAME, resource: MAIL };
  await post('/v1/notifications/sales', { value: [notification] });
  // Parts that fail with the values that they were handling.
  const failure = () => Promise.reject(new Error(`${NAME} ${NUMBER} ${JWT}`));
  const broken = world.app({ verify: failure });
  refusals.push(
    await (await broken.request('/v1/status', { headers: { authorization: 'Bearer x' } })).text(),
  );
  await worker.scheduled(createScheduledController(), env);
  await world.settle();
  return refusals;
}

describe('the worker’s output', () => {
  it('reveals nobody in a whole life of import, look-ups, errors and administration', async () => {
    const refusals = await live();
    const output = [...printed, ...world.lines];
    expect(output.length).toBeGreaterThan(40);
    const hits = hitsIn(output.join('\n'));
    vi.restoreAllMocks();
    console.log(
      `log canaries: ${canaries.length} in all their forms, ${hits.length} hits in ${output.length} lines`,
    );
    expect(hits).toEqual([]);
    expect(refusals.length).toBeGreaterThan(10);
    expect(hitsIn(refusals.join('\n'))).toEqual([]);
    // Only the audit trail knows the people who asked, and it knows none of the contacts that they asked for.
    const stored = JSON.stringify((await auditStub().read({ limit: 500 })).entries);
    expect(stored).toContain(PERSON_ID);
    expect(hitsIn(stored.replaceAll(PERSON_ID, ''))).toEqual([]);
    // The canaries were really stored.
    const [kept] = await query<{ json: string }>('SELECT json FROM contacts');
    expect(hitsIn(kept?.json ?? '').length).toBeGreaterThan(0);
  });

  it('would be caught showing any canary in any of its forms', () => {
    vi.restoreAllMocks();
    const forms = canaries.flatMap((canary) => disguisesOf(canary));
    const seen = forms.filter((form) => hitsIn(`{"event":"x","reason":"${form}"}`).length > 0);
    console.log(`canaries in disguise: ${seen.length} of ${forms.length} would be seen`);
    expect(seen).toHaveLength(forms.length);
    expect(hitsIn(btoa(`a line with ${NAME} in it`)).length).toBeGreaterThan(0);
  });
});
