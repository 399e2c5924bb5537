import { beforeEach, describe, expect, it, vi } from 'vitest';
import { numbersAnswer } from '#shared/admin-api.ts';
import { person, refusal } from '../support/fake-graph.ts';
import type { FakeMailbox } from '../support/fake-mailbox.ts';
import { query, runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

async function tryNumbers(body: unknown = {}, { id = 'support', roles = ['Directory.Admin'] } = {}) {
  const token = await world.microsoft.personToken({ roles, groups: [] });
  return await world.app().request(`/v1/admin/sources/${id}/numbers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
}
const report = async (body?: unknown) => numbersAnswer.parse(await (await tryNumbers(body)).json());

describe('a dialling profile, tried out on a source', () => {
  let support: FakeMailbox;
  beforeEach(() => {
    support = world.microsoft.mailbox('support@nordwind.example');
    support.addFolder('hamburg', 'Hamburg');
    support.put(
      'default',
      person('a', 'Anna', '123', '+493023125124'),
      person('b', 'Bert', '4711', 'Zentrale'),
    );
    support.put('hamburg', person('h', 'Hanna', '0 089 99998123'));
    support.extended.set('a', { 'String 0x3A2E': '125' });
  });

  it('is reported by its effect on each phone field, with the worst cases', async () => {
    expect(await report()).toEqual({
      source: 'support',
      contacts: 3,
      cut: false,
      fields: 6,
      numbers: 4,
      changed: 3,
      notUnderstood: 2,
      outsideLine: 1,
      severalReadings: 0,
      digitsLost: 0,
      withRemark: 0,
      unclear: [],
      examples: [
        { text: '4711', problem: 'not-understood' },
        { text: 'Zentrale', problem: 'not-understood' },
        { text: '0 089 99998123', problem: 'outside-line' },
      ],
      // No other profile was given, so this is the configured one.
      dialling: expect.objectContaining({ trunk: '+493023125' }),
    });
  });

  it('names fields whose digits are lost, and what each field holds beside its number', async () => {
    support.put('default', person('x', 'Xaver', '4.93023E+11', '030 23125123 neu', '3,02313E+09'));
    expect(await report()).toMatchObject({
      fields: 9,
      notUnderstood: 2,
      digitsLost: 2,
      withRemark: 1,
      unclear: [
        { text: '4.93023E+11', reason: 'digits-lost' },
        { text: '3,02313E+09', reason: 'digits-lost' },
      ],
    });
    await runSync('support');
    const kept = await query<{ json: string }>(`SELECT json FROM contacts WHERE origin = 'x'`, 'support');
    expect(JSON.parse(kept[0]?.json ?? '').numbers).toMatchObject([{ e164: '+493023125123' }]);
  });

  it('may differ from the configured one, sites included', async () => {
    const dialling = {
      trunk: '+494066969',
      internalDigits: { least: 3, most: 4 },
      sites: [{ folder: 'Hamburg', internalDigits: { least: 1, most: 1 } }],
    };
    support.put('hamburg', person('i', 'Ida', '126'));
    expect(await report({ dialling })).toMatchObject({
      dialling,
      fields: 7,
      notUnderstood: 2,
      examples: [{ text: '126' }, { text: 'Zentrale' }, { text: '0 089 99998123' }],
    });
  });

  it('changes nothing in the source, and logs no number', async () => {
    await runSync('support');
    const before = await query('SELECT * FROM parts', 'support');
    const lines: unknown[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: unknown) => lines.push(line));
    await report({ dialling: {} });
    expect(await query('SELECT * FROM parts', 'support')).toEqual(before);
    expect(JSON.stringify([lines, world.lines])).not.toMatch(/4711|Zentrale|99998123/);
    expect(world.lines.join()).toContain('/v1/admin/sources/:id/numbers');
  });

  it('is tried on the first two thousand contacts only', async () => {
    support.pageSize = 500;
    support.put('default', ...Array.from({ length: 2100 }, (_, i) => person(`p${i}`, `Person ${i}`, '123')));
    expect(await report()).toMatchObject({ contacts: 2000, cut: true });
  });

  it('is tried for twenty seconds at most', async () => {
    world.microsoft.faults.push((_request, url) => {
      if (url.pathname.endsWith('/delta')) vi.setSystemTime(Date.now() + 21_000);
      return undefined;
    });
    expect(await report()).toMatchObject({ contacts: 2, cut: true });
  });

  it('is not tried where the source cannot be read, and the answer gives the reason', async () => {
    world.microsoft.faults.push((_request, url) =>
      url.pathname.includes('/users/') ? refusal(403, 'ErrorAccessDenied') : undefined,
    );
    const response = await tryNumbers();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      code: 'directory_unavailable',
      detail: expect.stringContaining('access_denied'),
    });
  });

  it.each([
    ['is open to administrators only', {}, { roles: [] }, 403, 'admin_only'],
    ['needs an existing source', {}, { id: 'nothing' }, 404, 'not_found'],
    ['must be valid', { dialling: { trunk: 'anna' } }, {}, 400, 'bad_request'],
    ['takes no other settings', { mailbox: 'sales@nordwind.example' }, {}, 400, 'bad_request'],
  ])('%s', async (_, body, options, status, code) => {
    const response = await tryNumbers(body, options);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });
});
