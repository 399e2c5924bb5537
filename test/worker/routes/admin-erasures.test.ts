import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { erasedAnswer, erasurePreview, erasuresAnswer } from '#shared/admin-api.ts';
import { lookupAnswer, problem } from '#shared/api.ts';
import { person } from '../support/fake-graph.ts';
import { advanceSeconds, nextAlarm, query, runSync, settle, sourceStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

const NUMBER = '+493023125001';
const HOUR = 3600;
const anna = { ...person('a', 'Anna Arendt', NUMBER), companyName: 'Nordwind' };
const bert = person('b', 'Bert Becker', '+493023125002');

beforeEach(async () => {
  world.sales.put('default', anna, bert);
  await runSync();
});

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const token = await world.microsoft.personToken({ roles: ['Directory.Admin'], groups: [] });
  return await world.app().request(path, { ...init, headers: { authorization: `Bearer ${token}` } });
}

const post = (body: object) => ask('/v1/admin/erasures', { method: 'POST', body: JSON.stringify(body) });
const preview = async (body: object) => erasurePreview.parse(await (await post(body)).json());

/** Confirms the preview: both steps of an erasure. */
async function erase(body: object) {
  const { confirm } = await preview(body);
  const response = await post({ ...body, confirm });
  expect(response.status).toBe(200);
  return erasedAnswer.parse(await response.json());
}

async function namesOf(number: string): Promise<string[]> {
  const response = await world.get(`/v1/lookup?number=${encodeURIComponent(number)}`);
  return lookupAnswer.parse(await response.json()).hits.map(({ contact }) => contact.displayName);
}

/** Whether any value in KV holds the text. */
async function isInKv(text: string): Promise<boolean> {
  const { keys } = await env.DIRECTORY_KV.list();
  const values = await Promise.all(keys.map(({ name }) => env.DIRECTORY_KV.get(name)));
  return values.some((value) => value?.includes(text));
}

describe('an erasure', () => {
  it('is previewed first and changes nothing until it is confirmed', async () => {
    const shown = await preview({ number: '030/23125001' });
    expect(shown.contacts).toMatchObject([
      { source: { id: 'sales', name: 'Sales' }, displayName: 'Anna Arendt', numbers: 1 },
    ]);
    await runSync();
    expect(await namesOf(NUMBER)).toEqual(['Anna Arendt']);
  });

  it('by number removes every bearer from the source at once, and from the answers with the next generation', async () => {
    expect(await erase({ number: NUMBER })).toMatchObject({ erased: 1 });
    expect(await sourceStub().findByNumber(NUMBER)).toEqual([]);
    await settle();
    expect(await namesOf(NUMBER)).toEqual([]);
    expect(await namesOf('+493023125002')).toEqual(['Bert Becker']);
  });

  it('by contact leaves other contacts with the same number alone', async () => {
    world.sales.put('default', person('c', 'Cora Colleague', NUMBER));
    await runSync();
    const { contacts } = await preview({ number: NUMBER });
    const contactId = contacts.find(({ displayName }) => displayName === 'Anna Arendt')?.contactId;
    await erase({ source: 'sales', contactId });
    await settle();
    expect(await namesOf(NUMBER)).toEqual(['Cora Colleague']);
  });

  it('leaves no copy after the promised time', async () => {
    const { goneBy } = await erase({ number: NUMBER });
    await settle();
    expect(await isInKv('Arendt')).toBe(true);
    // The old generation is kept for a day, for isolates that have not seen the new head.
    advanceSeconds(24 * HOUR);
    await nextAlarm(sourceStub());
    expect(Date.now()).toBeLessThanOrEqual(Date.parse(goneBy));
    expect(await isInKv('Arendt')).toBe(false);
    expect(await isInKv('Becker')).toBe(true);
    expect(JSON.stringify(await query('SELECT * FROM contacts'))).not.toContain('Arendt');
  });

  it.each([
    [
      'a change in Microsoft 365',
      async () => world.sales.put('default', { ...anna, jobTitle: 'Head of sales' }),
    ],
    ['a full enumeration', async () => world.sales.forgetCursors('default')],
    [
      'a move to another folder',
      async () => {
        const other = crypto.randomUUID();
        world.sales.addFolder(other, 'Other');
        world.sales.move('a', other);
        advanceSeconds(HOUR);
      },
    ],
    [
      'another configuration of the source',
      async () => {
        await query(`UPDATE meta SET value = '"another"' WHERE key = 'identity'`);
      },
    ],
  ])('survives %s', async (_what, happens) => {
    await erase({ number: NUMBER });
    await settle();
    for (let round = 0; round < 3; round++) {
      await happens();
      await runSync();
      expect(await namesOf(NUMBER)).toEqual([]);
      expect(await namesOf('+493023125002')).toEqual(['Bert Becker']);
    }
  });

  it('survives a page that is under way during the erasure', async () => {
    const { confirm } = await preview({ number: NUMBER });
    world.sales.put('default', { ...anna, jobTitle: 'Head of sales' }, person('c', 'Cora', '+493023125003'));
    let erased = 0;
    world.microsoft.faults.push(async (_request, url) => {
      if (erased > 0 || !url.pathname.endsWith('/delta')) return undefined;
      erased = (await post({ number: NUMBER, confirm })).status;
      return undefined;
    });
    await sourceStub().sync();
    await nextAlarm(sourceStub());
    expect(erased).toBe(200);
    expect(await sourceStub().findByNumber('+493023125003')).toHaveLength(1);
    expect(await sourceStub().findByNumber(NUMBER)).toEqual([]);
  });

  it('is refused when the previewed contacts have changed in the meantime', async () => {
    const { confirm } = await preview({ number: NUMBER });
    world.sales.put('default', person('c', 'Cora Colleague', NUMBER));
    await runSync();
    const response = await post({ number: NUMBER, confirm });
    expect(response.status).toBe(409);
    expect(problem.parse(await response.json()).detail).toContain('look again');
    expect(await namesOf(NUMBER)).toEqual(['Anna Arendt', 'Cora Colleague']);
  });

  it('is listed by id and date only, and can be undone', async () => {
    const { id } = await erase({ number: NUMBER });
    await settle();
    const text = await (await ask('/v1/admin/erasures')).text();
    expect(erasuresAnswer.parse(JSON.parse(text)).erasures).toMatchObject([
      { id, contacts: 1, sources: ['sales'] },
    ]);
    for (const secret of ['Arendt', '3125001']) expect(text).not.toContain(secret);
    expect((await ask(`/v1/admin/erasures/${id}`, { method: 'DELETE' })).status).toBe(204);
    await settle();
    expect(await namesOf(NUMBER)).toEqual(['Anna Arendt']);
    expect((await ask(`/v1/admin/erasures/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect(erasuresAnswer.parse(await (await ask('/v1/admin/erasures')).json()).erasures).toEqual([]);
  });

  it('stores only keyed hashes of the erased contacts', async () => {
    const { contacts } = await preview({ number: NUMBER });
    await erase({ number: NUMBER });
    const stored = JSON.stringify(await query('SELECT * FROM suppressed'));
    expect(stored).not.toContain(contacts[0]?.contactId ?? '');
    expect(await query('SELECT length(hash) AS length FROM suppressed')).toEqual([{ length: 44 }]);
  });

  it('is kept by a source that leaves the configuration and is deleted', async () => {
    await query("INSERT INTO suppressed (hash, erasure, at) VALUES ('h', 'e', 1)", 'left');
    await query(`INSERT INTO meta (key, value) VALUES ('suppressionKey', '"AAAA"')`, 'left');
    await query(`INSERT INTO parts (id, position, pending) VALUES ('folder', 0, 0)`, 'left');
    await sourceStub('left').retire('left');
    advanceSeconds(24 * HOUR);
    await nextAlarm(sourceStub('left'));
    expect(await query('SELECT * FROM parts', 'left')).toEqual([]);
    expect(await sourceStub('left').erasures()).toEqual([{ id: 'e', at: 1, contacts: 1 }]);
    expect(await query('SELECT value FROM meta', 'left')).toEqual([{ value: '"AAAA"' }]);
  });

  it.each<[object, number]>([
    [{}, 400],
    [{ number: 'anna' }, 400],
    [{ number: NUMBER, contactId: 'x' }, 400],
    [{ source: 'sales' }, 400],
    [{ number: NUMBER, confirm: 'yes' }, 400],
    [{ number: NUMBER, dryRun: false }, 400],
    [{ number: '+493099999999' }, 404],
    [{ source: 'sales', contactId: 'x' }, 404],
    [{ source: 'nowhere', contactId: 'x' }, 404],
  ])('refuses %j', async (body, status) => {
    expect((await post(body)).status).toBe(status);
  });

  it('fails as a whole when a source cannot report its contacts', async () => {
    const app = world.app({
      source: () => ({
        ...sourceStub(),
        holding: () => Promise.reject(new Error('the source is down')),
      }),
    });
    const token = await world.microsoft.personToken({ roles: ['Directory.Admin'] });
    const response = await app.request('/v1/admin/erasures', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ number: NUMBER }),
    });
    expect(problem.parse(await response.json()).code).toBe('directory_unavailable');
  });

  it('is open to administrators only', async () => {
    expect((await world.get('/v1/admin/erasures')).status).toBe(403);
  });
});
