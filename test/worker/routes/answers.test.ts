import { describe, expect, it } from 'vitest';
import { API_VERSION, healthAnswer, lookupAnswer, searchAnswer, statusAnswer } from '#shared/api.ts';
import { countingStore } from '../support/counting-store.ts';
import { person } from '../support/fake-graph.ts';
import { API_CLIENT_ID, SALES_GROUP, SUPPORT_GROUP, TENANT_ID } from '../support/settings.ts';
import { advanceSeconds, nextAlarm, runSync, sourceStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

async function publishBoth(): Promise<void> {
  const support = world.microsoft.mailbox('support@nordwind.example');
  world.sales.put(
    'default',
    { ...person('a', 'Anna Arendt', '+49 30 23125001'), companyName: 'Nordwind' },
    person('b', 'Bert Becker', '+49 30 23125001', '+49 171 5550123'),
    person('k', '山田太郎', '+81 3 1234 5678'),
  );
  support.put('default', person('s', 'Sibel Support', '+49 30 23125001'));
  await runSync('sales');
  await runSync('support');
}

const notExpected = () => Promise.reject(new Error('not expected'));
const unreachable = {
  status: notExpected,
  runs: notExpected,
  sync: notExpected,
  confirmRemovals: notExpected,
  tryNumbers: notExpected,
  copyFacts: notExpected,
  holding: notExpected,
  erase: notExpected,
  erasures: notExpected,
  undoErasure: notExpected,
};

const names = (answer: { hits: { contact: { displayName: string } }[] }) =>
  answer.hits.map((hit) => hit.contact.displayName);

describe('GET /v1/lookup', () => {
  it.each([
    '%2B49%2030%2023125001',
    '+493023125001',
    '0049-30-23125001',
    '030/23125001',
    '493023125001',
    'tel:%2B493023125001',
  ])('understands %s', async (number) => {
    await publishBoth();
    advanceSeconds(120);
    const response = await world.get(`/v1/lookup?number=${number}`);
    const answer = lookupAnswer.parse(await response.json());
    expect(answer.match).toBe('exact');
    expect(answer.number).toMatchObject({ e164: '+493023125001', international: '+49 30 23125001' });
    expect(names(answer)).toEqual(['Anna Arendt', 'Bert Becker']);
    expect(answer.hits[0]?.source).toEqual({ id: 'sales', name: 'Sales' });
  });

  it('shows only the sources that the person may ask, in order of rank', async () => {
    await publishBoth();
    const token = await world.microsoft.personToken({ groups: [SALES_GROUP, SUPPORT_GROUP] });
    const both = lookupAnswer.parse(
      await (await world.get('/v1/lookup?number=03023125001', { token })).json(),
    );
    expect(names(both)).toEqual(['Anna Arendt', 'Bert Becker', 'Sibel Support']);
    const supportOnly = await world.microsoft.personToken({ groups: [SUPPORT_GROUP] });
    const one = await (await world.get('/v1/lookup?number=03023125001', { token: supportOnly })).json();
    expect(names(lookupAnswer.parse(one))).toEqual(['Sibel Support']);
  });

  it('reads a national number for the requested country', async () => {
    await publishBoth();
    const response = await world.get('/v1/lookup?number=03-1234-5678&country=jp');
    expect(names(lookupAnswer.parse(await response.json()))).toEqual(['山田太郎']);
  });

  it('says that nobody has the number, and how old the data is', async () => {
    await publishBoth();
    const asOf = Date.now();
    advanceSeconds(600);
    const answer = lookupAnswer.parse(await (await world.get('/v1/lookup?number=03099999999')).json());
    expect(answer).toMatchObject({ match: 'none', hits: [] });
    expect(answer.ageSeconds).toBeGreaterThanOrEqual(600);
    expect(answer.ageSeconds).toBeLessThan(600 + (asOf - Date.UTC(2035, 0, 1, 8)) / 1000 + 1);
  });

  it('answers a program with the role', async () => {
    await publishBoth();
    const token = await world.microsoft.programToken();
    const answer = lookupAnswer.parse(
      await (await world.get('/v1/lookup?number=03023125001', { token })).json(),
    );
    expect(answer.hits).toHaveLength(3);
  });

  it('reads KV once per open source when cold, and not at all when warm', async () => {
    await publishBoth();
    const store = countingStore();
    const app = world.app({}, store);
    const token = await world.microsoft.personToken({ groups: [SALES_GROUP, SUPPORT_GROUP] });
    // The first answer loads the head and the manifests.
    await world.get('/v1/status', { app, token });
    expect(store.reads).toHaveLength(3);
    store.reads.length = 0;
    await world.get('/v1/lookup?number=03023125001', { app, token });
    expect(store.reads).toHaveLength(2);
    expect(store.reads).not.toContain('head');
    store.reads.length = 0;
    for (let i = 0; i < 5; i++) await world.get('/v1/lookup?number=0302312500', { app, token });
    expect(store.reads).toHaveLength(0);
  });

  it('reads nothing of a source that the person may not ask', async () => {
    await publishBoth();
    const store = countingStore();
    const app = world.app({}, store);
    await world.get('/v1/lookup?number=03023125001', { app });
    expect(store.reads).toHaveLength(3);
  });
});

describe('a number that nobody carries', () => {
  const ask = async (number: string, groups = [SALES_GROUP]) => {
    const token = await world.microsoft.personToken({ groups });
    return lookupAnswer.parse(
      await (await world.get(`/v1/lookup?number=${encodeURIComponent(number)}`, { token })).json(),
    );
  };

  it('is answered with the company whose main number begins like it, at the cost of one more read', async () => {
    world.sales.put('default', {
      ...person('c', '', '+49 (30) 23125-0'),
      displayName: 'Nordlicht GmbH',
      companyName: 'Nordlicht GmbH',
    });
    await runSync();
    expect(await ask('+49 30 23125 77')).toMatchObject({
      match: 'company',
      droppedDigits: 2,
      hits: [{ contact: { displayName: 'Nordlicht GmbH' } }],
    });
    expect(await ask('+49 30 23125 0')).toMatchObject({ match: 'exact' });
    expect(await ask('+49 30 99999 77')).toMatchObject({ match: 'none', hits: [] });
  });

  it('gets no company where the source has the company match off', async () => {
    const support = world.microsoft.mailbox('support@nordwind.example');
    support.put('default', {
      ...person('c', '', '+49 (30) 23125-0'),
      displayName: 'Nordlicht GmbH',
      companyName: 'Nordlicht GmbH',
    });
    await runSync('support');
    expect(await ask('+49 30 23125 77', [SUPPORT_GROUP])).toMatchObject({ match: 'none', hits: [] });
  });
});

describe('an internal number', () => {
  it('is read by the dialling profile of a visible source, and by no other', async () => {
    await publishBoth();
    const ask = async (groups: string[]) =>
      world.get('/v1/lookup?number=-001', { token: await world.microsoft.personToken({ groups }) });
    const answer = lookupAnswer.parse(await (await ask([SALES_GROUP, SUPPORT_GROUP])).json());
    expect(answer).toMatchObject({ match: 'exact', number: { e164: '+493023125001' } });
    expect(names(answer)).toEqual(['Sibel Support']);
    expect(await (await ask([SALES_GROUP])).json()).toMatchObject({ code: 'not_a_number' });
  });
});

describe('an internal number of a source with several sites', () => {
  it('is found at the site of its contact', async () => {
    world.microsoft
      .mailbox('support@nordwind.example')
      .put('default', { ...person('m', 'Mia München', '-321'), categories: ['Munich'] });
    await runSync('support');
    const token = await world.microsoft.personToken({ groups: [SUPPORT_GROUP] });
    const found = lookupAnswer.parse(await (await world.get('/v1/lookup?number=-321', { token })).json());
    expect(found).toMatchObject({ match: 'exact', number: { e164: '+498999998321' } });
    expect(names(found)).toEqual(['Mia München']);
    const typed = searchAnswer.parse(await (await world.get('/v1/search?q=321', { token })).json());
    expect(names(typed)).toEqual(['Mia München']);
  });
});

describe('GET /v1/search', () => {
  it.each([
    ['arendt', ['Anna Arendt']],
    ['becker bert', ['Bert Becker']],
    ['nordw', ['Anna Arendt']],
    ['山', ['山田太郎']],
  ])('finds %s', async (text, expected) => {
    await publishBoth();
    const response = await world.get(`/v1/search?q=${encodeURIComponent(text)}`);
    const answer = searchAnswer.parse(await response.json());
    expect(names(answer)).toEqual(expected);
    expect(answer.hits[0]?.matched.length).toBeGreaterThan(0);
  });

  it('reads digits as a number, whole or unfinished', async () => {
    await publishBoth();
    const whole = searchAnswer.parse(await (await world.get('/v1/search?q=0171%205550123')).json());
    expect(names(whole)).toEqual(['Bert Becker']);
    expect(whole.hits[0]?.matched).toEqual([{ field: 'number', how: 'exact' }]);
    const begun = searchAnswer.parse(await (await world.get('/v1/search?q=%2B49%20171')).json());
    expect(names(begun)).toEqual(['Bert Becker']);
    expect(begun.hits[0]?.matched).toEqual([{ field: 'number', how: 'prefix' }]);
  });

  it('gives as many hits as requested, and tells whether there are more', async () => {
    await publishBoth();
    const answer = searchAnswer.parse(await (await world.get('/v1/search?q=030%2023125001&limit=1')).json());
    expect(answer.hits).toHaveLength(1);
    expect(answer.more).toBe(true);
  });
});

describe('GET /v1/status', () => {
  it('describes the state of the sources that the person may ask', async () => {
    await publishBoth();
    advanceSeconds(60);
    const answer = statusAnswer.parse(await (await world.get('/v1/status')).json());
    expect(answer.person).toBe('Rieke Reception');
    expect(answer.sources).toMatchObject([
      { id: 'sales', phase: 'ready', contacts: 3, numbers: 4, generation: 1 },
    ]);
    expect(answer.sources[0]?.ageSeconds).toBeGreaterThanOrEqual(60);
  });

  it('reports the first import while nothing can be looked up yet', async () => {
    world.sales.put('default', person('a', 'Anna'));
    const before = statusAnswer.parse(await (await world.get('/v1/status')).json());
    expect(before.sources).toMatchObject([{ phase: 'waiting', generation: 0, contacts: 0 }]);
    await sourceStub().sync();
    await nextAlarm(sourceStub());
    const during = statusAnswer.parse(await (await world.get('/v1/status')).json());
    expect(during.sources).toMatchObject([{ phase: 'publishing', generation: 0 }]);
  });

  it('gives the code of a problem', async () => {
    await runSync();
    const answer = statusAnswer.parse(await (await world.get('/v1/status')).json());
    expect(answer.sources).toMatchObject([{ phase: 'failed', problem: { code: 'mailbox_not_found' } }]);
  });

  it('shows the published state when a source does not answer', async () => {
    await publishBoth();
    const app = world.app({ source: () => unreachable });
    const answer = statusAnswer.parse(await (await world.get('/v1/status', { app })).json());
    expect(answer.sources).toMatchObject([
      { phase: 'ready', contacts: 3, problem: { code: 'source_unreachable' } },
    ]);
  });
});

describe('GET /v1/health', () => {
  it('tells anyone how to sign in, and whether anything can be looked up', async () => {
    const app = world.app();
    const empty = healthAnswer.parse(await (await app.request('/v1/health')).json());
    expect(empty).toEqual({
      product: 'ringcard',
      api: API_VERSION,
      ok: true,
      answering: false,
      signIn: { tenantId: TENANT_ID, scope: `api://${API_CLIENT_ID}/Directory.Read` },
    });
    await publishBoth();
    expect(healthAnswer.parse(await (await app.request('/v1/health')).json()).answering).toBe(true);
  });
});

describe('GET /openapi.json', () => {
  it('describes every route with self-contained schemas', async () => {
    const document = await (await world.app().request('/openapi.json')).json<{
      openapi: string;
      paths: Record<
        string,
        { get: { parameters?: { name: string; required: boolean }[]; security?: unknown[] } }
      >;
      components: { schemas: Record<string, { type: string }>; securitySchemes: object };
    }>();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual([
      '/v1/lookup',
      '/v1/explain',
      '/v1/search',
      '/v1/status',
      '/v1/photo/{source}/{name}',
      '/v1/offline',
      '/v1/offline/blocks/{source}/{hash}',
      '/v1/health',
      '/v1/admin/audit',
      '/v1/admin/export',
      '/v1/admin/erasures',
      '/v1/admin/erasures/{id}',
      '/v1/admin/credentials',
      '/v1/admin/accounts',
      '/v1/admin/accounts/{id}',
      '/v1/admin/accounts/{id}/reconnect',
      '/v1/admin/budgets',
      '/v1/admin/keys',
      '/v1/admin/keys/{id}',
      '/v1/admin/keys/{id}/rotate',
      '/v1/admin/revocations',
      '/v1/admin/revocations/{objectId}',
      '/v1/admin/sources',
      '/v1/admin/sources/{id}/runs',
      '/v1/admin/sources/{id}/sync',
      '/v1/admin/sources/{id}/confirm-removals',
      '/v1/admin/sources/{id}/numbers',
    ]);
    const parameters = document.paths['/v1/lookup']?.get.parameters;
    expect(parameters?.map(({ name, required }) => [name, required])).toEqual([
      ['number', true],
      ['country', false],
      ['area', false],
      ['main', false],
      ['outside', false],
    ]);
    expect(document.paths['/v1/health']?.get.security).toEqual([]);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    for (const [, name = ''] of references) expect(document.components.schemas[name]?.type).toBe('object');
    expect(document.paths['/v1/lookup']?.get.security).toEqual([
      { bearer: [] },
      { apiKey: [] },
      { basic: [] },
      { apiKeyInQuery: [] },
    ]);
    expect(document.paths['/v1/status']?.get.security).toHaveLength(3);
    expect(document.paths['/v1/admin/sources']?.get.security).toBeUndefined();
    expect(Object.keys(document.components.securitySchemes)).toEqual([
      'bearer',
      'apiKey',
      'basic',
      'apiKeyInQuery',
    ]);
  });
});
