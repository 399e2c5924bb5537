import { describe, expect, it } from 'vitest';
import { removalsAnswer, runsAnswer, sourcesAnswer, syncAnswer } from '#shared/admin-api.ts';
import { person, refusal } from '../support/fake-graph.ts';
import { advanceSeconds, runSync, settle } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

async function ask(path: string, method = 'GET', roles = ['Directory.Admin']): Promise<Response> {
  const token = await world.microsoft.personToken({ roles, groups: [] });
  return await world.app().request(path, { method, headers: { authorization: `Bearer ${token}` } });
}

describe('/v1/admin/sources', () => {
  it('lists every source, even for an administrator who may read none of them', async () => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'));
    await runSync();
    const answer = sourcesAnswer.parse(await (await ask('/v1/admin/sources')).json());
    expect(answer.sources.map(({ id, phase, contacts }) => ({ id, phase, contacts }))).toEqual([
      { id: 'sales', phase: 'ready', contacts: 1 },
      { id: 'support', phase: 'waiting', contacts: 0 },
    ]);
    expect(answer.sources[0]).toMatchObject({ lastFull: expect.any(String), throttledSeconds: 0 });
  });

  it('gives the reason and the remedy for a source that cannot be read', async () => {
    world.sales.put('default', person('a', 'Anna'));
    world.microsoft.faults.push((_request, url) =>
      url.pathname.includes('/users/') ? refusal(403, 'ErrorAccessDenied') : undefined,
    );
    await runSync();
    const { sources } = sourcesAnswer.parse(await (await ask('/v1/admin/sources')).json());
    expect(sources[0]?.problem).toMatchObject({ code: 'access_denied' });
    expect(sources[0]?.problem?.remedy).toContain('Application Contacts.Read');
  });

  it('lists the results of each run, newest first, with the contacts that could not be read', async () => {
    world.sales.put('default', person('a', 'Anna'), { id: 'broken', displayName: 42 });
    await runSync();
    advanceSeconds(300);
    await runSync();
    const { runs } = runsAnswer.parse(await (await ask('/v1/admin/sources/sales/runs')).json());
    expect(runs.map(({ full, read, changed, unreadable }) => ({ full, read, changed, unreadable }))).toEqual([
      { full: false, read: 0, changed: 0, unreadable: 0 },
      { full: true, read: 2, changed: 1, unreadable: 1 },
    ]);
    expect(runs[1]?.unreadableIds).toEqual(['broken']);
    const one = runsAnswer.parse(await (await ask('/v1/admin/sources/sales/runs?limit=1')).json());
    expect(one.runs).toHaveLength(1);
  });

  it('starts a run at once', async () => {
    world.sales.put('default', person('a', 'Anna'));
    const response = await ask('/v1/admin/sources/sales/sync', 'POST');
    expect(response.status).toBe(202);
    expect(syncAnswer.parse(await response.json())).toEqual({ source: 'sales', started: true });
    await settle();
    const { sources } = sourcesAnswer.parse(await (await ask('/v1/admin/sources')).json());
    expect(sources[0]).toMatchObject({ phase: 'ready', contacts: 1 });
  });

  it('shows held removals, and carries them out when they are confirmed', async () => {
    world.sales.put('default', ...Array.from({ length: 30 }, (_, i) => person(`p${i}`, `Person ${i}`)));
    world.sales.pageSize = 50;
    await runSync();
    for (let i = 0; i < 25; i++) world.sales.remove('default', `p${i}`);
    await runSync();
    const before = sourcesAnswer.parse(await (await ask('/v1/admin/sources')).json());
    expect(before.sources[0]).toMatchObject({ contacts: 30, held: { kind: 'drop', contacts: 25 } });
    const confirmed = await ask('/v1/admin/sources/sales/confirm-removals', 'POST');
    expect(removalsAnswer.parse(await confirmed.json())).toEqual({ source: 'sales', removed: 25 });
    await settle();
    const after = sourcesAnswer.parse(await (await ask('/v1/admin/sources')).json());
    expect(after.sources[0]).toMatchObject({ contacts: 5 });
    expect(after.sources[0]?.held).toBeUndefined();
  });

  it.each([
    ['/v1/admin/sources', 'GET'],
    ['/v1/admin/sources/sales/runs', 'GET'],
    ['/v1/admin/sources/sales/sync', 'POST'],
    ['/v1/admin/sources/sales/confirm-removals', 'POST'],
  ])('refuses %s to everybody but administrators', async (path, method) => {
    expect((await ask(path, method, [])).status).toBe(403);
    expect((await ask(path, method, ['Directory.Read.All'])).status).toBe(403);
  });

  it.each([
    ['/v1/admin/sources/elsewhere/runs', 'GET', 404],
    ['/v1/admin/sources/elsewhere/sync', 'POST', 404],
    ['/v1/admin/sources/sales/sync', 'GET', 405],
    ['/v1/admin/sources/sales/runs?limit=0', 'GET', 400],
  ])('answers %s by %s with %i', async (path, method, status) => {
    expect((await ask(path, method)).status).toBe(status);
  });
});
