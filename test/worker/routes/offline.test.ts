import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { auditAnswer, erasedAnswer, erasurePreview } from '#shared/admin-api.ts';
import { lookupAnswer, problem, searchAnswer } from '#shared/api.ts';
import { type OfflineAnswer, offlineAnswer } from '#shared/offline.ts';
import { createOfflineAnswers } from '../../../extension/offline/offline-answers.ts';
import { readConfiguration } from '../../../worker/configuration.ts';
import { person } from '../support/fake-graph.ts';
import { PERSON_ID, SALES_GROUP, SOURCES, SUPPORT_GROUP, VARIABLES } from '../support/settings.ts';
import { advanceSeconds, runSync, settle } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

const [SALES, SUPPORT] = SOURCES;
const BOTH = [SALES_GROUP, SUPPORT_GROUP];

interface Changes {
  sales?: object;
  support?: object;
  budgets?: object;
}

/** The app with copies of both sources allowed, except for the given changes. */
function appWith({ sales = {}, support = {}, budgets = {} }: Changes = {}) {
  const sources = [
    { ...SALES, offline: true, ...sales },
    { ...SUPPORT, offline: true, ...support },
  ];
  const configuration = readConfiguration({
    ...VARIABLES,
    SOURCES: JSON.stringify(sources),
    BUDGETS: JSON.stringify(budgets),
  });
  return world.app({ configuration });
}
type App = ReturnType<typeof appWith>;

async function publishBoth(): Promise<void> {
  const support = world.microsoft.mailbox('support@nordwind.example');
  world.sales.put(
    'default',
    {
      ...person('a', 'Anna Arendt', '+49 30 23125001'),
      companyName: 'Nordwind',
      emailAddresses: [{ address: 'anna@nordwind.example' }],
    },
    person('b', 'Bert Becker', '+49 30 23125001', '+49 171 5550123'),
    { ...person('c', 'Nordwind', '+49 30 23125-0'), givenName: null, surname: null, companyName: 'Nordwind' },
  );
  support.put(
    'default',
    {
      ...person('s', 'Anna Arendt', '+49 30 23125001', '+49 30 23125077'),
      emailAddresses: [{ address: 'anna@nordwind.example' }],
    },
    person('m', 'Anna Meier', '+49 30 23125123'),
  );
  await runSync('sales');
  await runSync('support');
}

async function get(app: App, path: string, groups = BOTH): Promise<Response> {
  return await world.get(path, { app, token: await world.microsoft.personToken({ groups }) });
}

async function listed(app: App, groups = BOTH): Promise<OfflineAnswer> {
  const response = await get(app, '/v1/offline', groups);
  expect(response.status).toBe(200);
  return offlineAnswer.parse(await response.json());
}

const ids = ({ sources }: OfflineAnswer) => sources.map(({ id }) => id);

async function block(app: App, source: string, hash: string, groups = BOTH) {
  const response = await get(app, `/v1/offline/blocks/${source}/${hash}`, groups);
  return { status: response.status, response };
}

function first(answer: OfflineAnswer, id = 'sales') {
  const source = answer.sources.find((each) => each.id === id);
  const hash = source?.blocks[0]?.hash;
  if (!source || !hash) throw new Error(`nothing of ${id}`);
  return { source, hash };
}

describe('GET /v1/offline', () => {
  it('lists nothing unless the administrator allows it', async () => {
    await publishBoth();
    expect(
      ids(await listed(appWith({ sales: { offline: false }, support: { offline: undefined } }))),
    ).toEqual([]);
    expect(ids(await listed(appWith({ sales: { offline: false } })))).toEqual(['support']);
  });

  it('lists only sources that the person may ask', async () => {
    await publishBoth();
    const app = appWith();
    expect(ids(await listed(app))).toEqual(['sales', 'support']);
    expect(ids(await listed(app, [SUPPORT_GROUP]))).toEqual(['support']);
    const none = await get(app, '/v1/offline', []);
    expect(problem.parse(await none.json())).toMatchObject({ status: 403, code: 'not_in_allowed_group' });
  });

  it('leaves out a source with a field that is hidden from the person, because a block would hold it', async () => {
    await publishBoth();
    const app = appWith({ sales: { fields: [{ fields: ['mobile'], groups: [SUPPORT_GROUP] }] } });
    const { source, hash } = first(await listed(app));
    expect(source.id).toBe('sales');
    expect(ids(await listed(app, [SALES_GROUP]))).toEqual([]);
    expect((await block(app, 'sales', hash)).status).toBe(200);
    expect((await block(app, 'sales', hash, [SALES_GROUP])).status).toBe(404);
  });

  it('is open to people only', async () => {
    await publishBoth();
    const app = appWith();
    const token = await world.microsoft.programToken();
    expect((await world.get('/v1/offline', { app, token })).status).toBe(401);
    const key = await app.request('/v1/offline', { headers: { 'x-api-key': 'rk_whatever' } });
    expect(problem.parse(await key.json())).toMatchObject({ status: 403, code: 'key_not_allowed' });
  });

  it('gives the size of each block', async () => {
    await publishBoth();
    const app = appWith();
    const answer = await listed(app);
    for (const { id, blocks } of answer.sources)
      for (const { hash, bytes } of blocks) {
        const { response } = await block(app, id, hash);
        expect((await response.arrayBuffer()).byteLength).toBe(bytes);
      }
  });
});

describe('GET /v1/offline/blocks', () => {
  it('gives the bytes of the source’s own blocks as a stream that no cache keeps', async () => {
    await publishBoth();
    const app = appWith();
    const { hash } = first(await listed(app));
    const { status, response } = await block(app, 'sales', hash);
    expect(status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(
      new Uint8Array((await env.DIRECTORY_KV.get(`block/${hash}`, 'arrayBuffer')) ?? new ArrayBuffer(0)),
    );
  });

  it('answers the same for another source’s block, a hidden source, a forbidden one and a missing block', async () => {
    await publishBoth();
    const app = appWith();
    const both = await listed(app);
    const ofSales = first(both).hash;
    const answers = await Promise.all([
      block(app, 'support', ofSales),
      block(app, 'sales', ofSales, [SUPPORT_GROUP]),
      block(appWith({ sales: { offline: false } }), 'sales', ofSales),
      block(app, 'sales', 'a'.repeat(32)),
      block(app, 'sales', 'head'),
      block(app, 'nowhere', ofSales),
    ]);
    const bodies = await Promise.all(
      answers.map(async ({ response }) => ({ ...problem.parse(await response.json()), requestId: '' })),
    );
    expect(new Set(bodies.map((body) => JSON.stringify(body)))).toHaveLength(1);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
  });

  it('still gives a block of the previous generation, for a copy under way', async () => {
    await publishBoth();
    const { hash } = first(await listed(appWith()));
    world.sales.put('default', person('n', 'Nina Neu', '+49 30 23125009'));
    await runSync();
    const app = appWith();
    expect(first(await listed(app)).hash).not.toBe(hash);
    expect((await block(app, 'sales', hash)).status).toBe(200);
    world.sales.put('default', person('o', 'Otto Ort', '+49 30 23125010'));
    await runSync();
    expect((await block(appWith(), 'sales', hash)).status).toBe(404);
  });
});

describe('an erased contact', () => {
  async function erase(): Promise<void> {
    const token = await world.microsoft.personToken({ roles: ['Directory.Admin'], groups: [] });
    const post = (body: object) =>
      world.app().request('/v1/admin/erasures', {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization: `Bearer ${token}` },
      });
    const body = { number: '+491715550123' };
    const { confirm } = erasurePreview.parse(await (await post(body)).json());
    erasedAnswer.parse(await (await post({ ...body, confirm })).json());
  }

  it('is at once in no block given out; the source returns with the next generation', async () => {
    await publishBoth();
    const before = first(await listed(appWith()));
    await erase();
    expect(ids(await listed(appWith()))).toEqual(['support']);
    for (const { hash } of before.source.blocks)
      expect((await block(appWith(), 'sales', hash)).status).toBe(404);
    await settle();
    const app = appWith();
    const after = first(await listed(app));
    for (const { hash } of after.source.blocks) {
      const { response } = await block(app, 'sales', hash);
      const text = new TextDecoder('latin1').decode(await response.arrayBuffer());
      expect(text).not.toContain('Becker');
      expect(text).not.toContain('1715550123');
    }
    const left = before.source.blocks.filter(
      ({ hash }) => !after.source.blocks.some((each) => each.hash === hash),
    );
    expect(left.length).toBeGreaterThan(0);
    for (const { hash } of left) expect((await block(app, 'sales', hash)).status).toBe(404);
  });
});

describe('a copy of the whole address book', () => {
  it('has a daily budget in bytes, and uses no other budget', async () => {
    await publishBoth();
    const app = appWith({ budgets: { persons: { offlineMegabytesPerDay: 1 } } });
    const { hash } = first(await listed(app));
    await world.settle();
    expect((await block(app, 'sales', hash)).status).toBe(200);
    // Spends as if one block were a hundred times larger.
    const limits = { ...world.configuration.budgets.persons, offlineMegabytesPerDay: 1 };
    const principal = { kind: 'person', id: PERSON_ID } as const;
    const { shardOf } = await import('../../../worker/budgets/budget-principal.ts');
    const book = env.BUDGET_BOOK.get(env.BUDGET_BOOK.idFromName(shardOf(principal)));
    await world.settle();
    expect(await book.spend(principal, 'offline', undefined, limits, 1_000_000)).toEqual({
      offline: expect.any(Number),
    });
    expect((await block(app, 'sales', hash)).status).toBe(200);
    await world.settle();
    const refused = await get(app, '/v1/offline');
    expect(problem.parse(await refused.json())).toMatchObject({ status: 429, budget: 'offline' });
    expect((await get(app, '/v1/lookup?number=03023125001')).status).toBe(200);
    advanceSeconds(24 * 3600);
    expect((await block(appWith(), 'sales', hash)).status).toBe(200);
  });

  it('is recorded in the audit trail before each answer', async () => {
    await publishBoth();
    const app = appWith();
    const { hash } = first(await listed(app));
    await block(app, 'sales', hash);
    const token = await world.microsoft.personToken({ roles: ['Audit.Read'], groups: [] });
    const { entries } = auditAnswer.parse(await (await world.get('/v1/admin/audit', { token })).json());
    expect(entries.slice(0, 2)).toMatchObject([
      { route: '/v1/offline/blocks/:source/:hash', status: 200, caller: { objectId: PERSON_ID } },
      { route: '/v1/offline', status: 200, hits: 5 },
    ]);
    const deaf = world.app({
      configuration: readConfiguration({
        ...VARIABLES,
        SOURCES: JSON.stringify([{ ...SALES, offline: true }]),
      }),
      audit: {
        record: () => undefined,
        recordFirst: () => Promise.reject(new Error('down')),
        read: async () => ({ entries: [], lost: 0 }),
        hashOf: undefined,
      },
    });
    expect((await get(deaf, `/v1/offline/blocks/sales/${hash}`)).status).toBe(503);
  });
});

describe('an offline copy', () => {
  it.each([
    ['from a base alone', async () => undefined],
    [
      'from a base with later changes',
      async () => {
        world.sales.put('default', person('n', 'Anna Neu', '+49 30 23125009'));
        await runSync();
      },
    ],
  ])('answers every question as the worker does, %s', async (_, change) => {
    await publishBoth();
    await change();
    const app = appWith();
    const { sources } = await listed(app);
    const copy = createOfflineAnswers({
      sources,
      readBlock: async (source, hash) =>
        new Uint8Array(await (await block(app, source, hash)).response.arrayBuffer()),
      now: () => Date.now(),
    });
    const numbers = [
      '+493023125001',
      '030/23125077',
      '123',
      '+49302312599',
      '+49 171 5550123',
      '0800 1',
      '23125-001',
    ];
    const places = [
      { country: 'DE' },
      { country: 'DE', area: '30', main: '+49 30 23125', outside: '0' },
    ] as const;
    for (const place of places)
      for (const number of numbers) {
        const query = new URLSearchParams({ number, ...place });
        const online = await get(app, `/v1/lookup?${query}`);
        const offline = await copy.findNumber(number, place);
        if (online.ok) expect(offline).toEqual({ ok: true, value: lookupAnswer.parse(await online.json()) });
        else expect(offline).toMatchObject({ failure: { code: problem.parse(await online.json()).code } });
      }
    for (const q of [
      'anna',
      'ana',
      'arendt anna',
      'nordwind',
      'bekker',
      'meyer',
      '+49 30 23',
      '123',
      '4711',
      'a',
      'anna -meier',
    ]) {
      const online = await get(app, `/v1/search?${new URLSearchParams({ q, limit: '2' })}`);
      const offline = await copy.search(q, { limit: 2, place: { country: 'DE' } });
      if (online.ok) expect(offline).toEqual({ ok: true, value: searchAnswer.parse(await online.json()) });
      else expect(offline).toMatchObject({ failure: { code: problem.parse(await online.json()).code } });
    }
    const merged = await copy.findNumber('+493023125001', { country: 'DE' });
    expect(merged.ok && merged.value.hits[0]?.alsoIn).toEqual([{ id: 'support', name: 'Support' }]);
  });
});
