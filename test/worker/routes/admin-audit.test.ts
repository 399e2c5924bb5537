import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { type AuditAnswer, auditAnswer } from '#shared/admin-api.ts';
import { problem } from '#shared/api.ts';
import { createAuditTrail } from '../../../worker/audit/audit-trail.ts';
import { createLog } from '../../../worker/log.ts';
import { person } from '../support/fake-graph.ts';
import { PERSON_ID, SALES_GROUP } from '../support/settings.ts';
import { advanceSeconds, auditStub, runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

const NUMBER = '+493023125001';
const DAY_SECONDS = 24 * 60 * 60;
const reader = () => world.microsoft.personToken({ roles: ['Audit.Read'], groups: [] });

async function publish(): Promise<void> {
  world.sales.put('default', person('a', 'Anna Arendt', NUMBER), person('b', 'Bert Becker', NUMBER));
  await runSync();
}

/** The entries of the trail, newest first. Reading adds an entry of its own. */
async function read(query = ''): Promise<AuditAnswer> {
  await world.settle();
  const response = await world.get(`/v1/admin/audit?${query}`, { token: await reader() });
  expect(response.status).toBe(200);
  return auditAnswer.parse(await response.json());
}

const lookUp = (number: string, token?: string) =>
  world.get(`/v1/lookup?number=${encodeURIComponent(number)}`, token === undefined ? {} : { token });

describe('the audit trail', () => {
  it('tells who got an answer, when, from which sources and with how many contacts', async () => {
    await publish();
    await lookUp(NUMBER);
    await world.get('/v1/search?q=anna');
    await world.get('/v1/search?q=a');
    const at = new Date().toISOString();
    const common = { at, caller: { kind: 'person', objectId: PERSON_ID }, method: 'GET', sources: ['sales'] };
    const { entries, lost } = await read();
    expect(lost).toBe(0);
    expect(entries).toEqual([
      { ...common, id: 3, route: '/v1/search', status: 400 },
      { ...common, id: 2, route: '/v1/search', status: 200, hits: 1 },
      {
        ...common,
        id: 1,
        route: '/v1/lookup',
        status: 200,
        hits: 2,
        number: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
  });

  it('holds neither numbers nor names nor words', async () => {
    await publish();
    await lookUp(NUMBER);
    await world.get('/v1/search?q=anna%20arendt');
    await world.get('/v1/search?q=030%2023125001');
    await world.settle();
    const stored = await runInDurableObject(auditStub(), (_instance, { storage }) =>
      JSON.stringify(storage.sql.exec('SELECT * FROM entries').toArray()),
    );
    expect(JSON.parse(stored)).toHaveLength(3);
    for (const secret of ['3023125001', 'nna', 'rendt', 'Rieke']) expect(stored).not.toContain(secret);
  });

  it('is written by the deployed worker', async () => {
    await publish();
    const headers = { authorization: `Bearer ${await world.microsoft.personToken()}` };
    const response = await exports.default.fetch('https://worker.example/v1/search?q=anna', { headers });
    expect(response.status).toBe(200);
    await response.arrayBuffer();
    await vi.waitFor(async () => {
      const { entries } = await read();
      expect(entries.filter(({ route }) => route === '/v1/search')).toMatchObject([{ hits: 1 }]);
    });
  });

  it('records no request without a valid token', async () => {
    await world.app().request('/v1/lookup?number=030111');
    await world.get('/v1/lookup?number=030111', { token: 'not.a.token' });
    await world.app().request('/v1/health');
    expect((await read()).entries).toEqual([]);
  });

  it('finds the people who asked for a number in any notation, and the requests of one person', async () => {
    await publish();
    await lookUp(NUMBER);
    await lookUp('+493099999999');
    await world.get('/v1/search?q=030%2023125001');
    const asked = await read('number=030/23125001');
    expect(asked.entries.map(({ id, route }) => [id, route])).toEqual([
      [3, '/v1/search'],
      [1, '/v1/lookup'],
    ]);
    expect((await read(`objectId=${PERSON_ID.toUpperCase()}`)).entries.length).toBeGreaterThanOrEqual(3);
    expect((await read(`objectId=${SALES_GROUP}`)).entries).toEqual([]);
  });

  it('is read page by page, and within a period', async () => {
    await publish();
    for (let i = 0; i < 5; i++) await lookUp(NUMBER);
    const first = await read('limit=2');
    expect(first.entries.map(({ id }) => id)).toEqual([5, 4]);
    const second = await read(`limit=3&cursor=${first.cursor}`);
    expect(second.entries.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(second.cursor).toBeUndefined();
    expect((await read(`to=${new Date().toISOString()}`)).entries).toEqual([]);
    expect((await read('from=2036-01-01')).entries).toEqual([]);
  });

  it('can be read by people and programs with the role Audit.Read only, and records each reading', async () => {
    const allowed = [await reader(), await world.microsoft.programToken({ roles: ['Audit.Read'] })];
    for (const token of allowed) expect((await world.get('/v1/admin/audit', { token })).status).toBe(200);
    const refused = [
      await world.microsoft.personToken({ roles: ['Directory.Admin'] }),
      await world.microsoft.programToken({ roles: ['Directory.Admin', 'Directory.Read.All'] }),
    ];
    for (const token of refused) {
      const response = await world.get('/v1/admin/audit', { token });
      const body = problem.parse(await response.json());
      expect([body.code, body.detail.includes('Audit.Read')]).toEqual(['admin_only', true]);
    }
    const { entries } = await read();
    expect(entries.map(({ route, caller, hits }) => [route, caller.kind, hits])).toEqual([
      ['/v1/admin/audit', 'program', 1],
      ['/v1/admin/audit', 'person', 0],
    ]);
  });

  it('gives its reader no further rights', async () => {
    for (const path of ['/v1/admin/sources', '/v1/admin/credentials', '/v1/status'])
      expect((await world.get(path, { token: await reader() })).status).toBe(403);
    const program = await world.microsoft.programToken({ roles: ['Audit.Read'] });
    expect((await world.get('/v1/status', { token: program })).status).toBe(401);
  });

  it.each([
    'from=yesterday',
    'from=2035-13-45',
    'limit=0',
    'limit=501',
    'objectId=anna',
    'cursor=x',
    'number=anna',
  ])('refuses %s', async (query) => {
    expect((await world.get(`/v1/admin/audit?${query}`, { token: await reader() })).status).toBe(400);
  });

  it('ends entries after the configured days, even before the daily deletion', async () => {
    await lookUp('+493099999999');
    await read();
    advanceSeconds(90 * DAY_SECONDS + 1);
    expect((await read()).entries).toEqual([]);
    expect(await runDurableObjectAlarm(auditStub())).toBe(true);
    const left = await runInDurableObject(auditStub(), (_instance, { storage }) =>
      storage.sql.exec<{ route: string }>('SELECT route FROM entries').toArray(),
    );
    expect(left).toEqual([{ route: '/v1/admin/audit' }]);
  });
});

describe('an audit trail that cannot be written', () => {
  const brokenTrail = () => {
    const later: Promise<void>[] = [];
    let isBroken = true;
    const down = () => Promise.reject(new Error('the store is down'));
    const trail = createAuditTrail({
      store: () => (isBroken ? { add: down, read: (query) => auditStub().read(query) } : auditStub()),
      hashOf: async () => 'f'.repeat(32),
      waitUntil: (work) => later.push(work),
      log: createLog((line) => world.lines.push(line)),
    });
    return {
      trail,
      mend: () => {
        isBroken = false;
      },
      settled: () => Promise.all(later),
    };
  };

  it('does not stop a look-up; the loss is logged, counted and reported later', async () => {
    await publish();
    const { trail, mend, settled } = brokenTrail();
    const app = world.app({ audit: trail });
    for (let i = 0; i < 3; i++) expect((await world.get('/v1/search?q=anna', { app })).status).toBe(200);
    await settled();
    const logged = world.lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'audit_lost');
    expect(logged.map(({ route, entries }) => [route, entries])).toEqual([
      ['/v1/search', 1],
      ['/v1/search', 2],
      ['/v1/search', 3],
    ]);
    mend();
    await world.get('/v1/search?q=anna', { app });
    await settled();
    const { entries, lost } = await read();
    expect([entries.length, lost]).toEqual([1, 3]);
  });

  it('cannot be read either, because the reading could not be recorded', async () => {
    const app = world.app({ audit: brokenTrail().trail });
    const response = await world.get('/v1/admin/audit', { app, token: await reader() });
    expect(response.status).toBe(503);
    const body = await response.text();
    expect(problem.parse(JSON.parse(body)).detail).toContain('audit trail');
    expect(body).not.toContain('entries');
  });
});

describe('the audit trail without AUDIT_KEY', () => {
  it('records no number, and cannot be searched by one', async () => {
    await publish();
    world.configuration = { ...world.configuration, auditKey: undefined };
    await lookUp(NUMBER);
    const { entries } = await read();
    expect(entries.map(({ hits, number }) => [hits, number])).toEqual([[2, undefined]]);
    const response = await world.get('/v1/admin/audit?number=030111111', { token: await reader() });
    expect(response.status).toBe(503);
    expect(problem.parse(await response.json()).detail).toContain('AUDIT_KEY');
  });
});
