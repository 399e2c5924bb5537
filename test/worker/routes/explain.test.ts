import { beforeEach, describe, expect, it } from 'vitest';
import { explainAnswer } from '#shared/api.ts';
import { person } from '../support/fake-graph.ts';
import { SALES_GROUP, SUPPORT_GROUP } from '../support/settings.ts';
import { runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const SALES = { id: 'sales', name: 'Sales' };
const SUPPORT = { id: 'support', name: 'Support' };

beforeEach(async () => {
  const support = world.microsoft.mailbox('support@nordwind.example');
  world.sales.put('default', person('b', 'Berta Berlin', '+49 30 23125123'), {
    ...person('c', '', '+49 (89) 99998-0'),
    displayName: 'Nordlicht GmbH',
    companyName: 'Nordlicht GmbH',
  });
  support.put('default', person('i', 'Ida Intern', '+49 30 23125456'), {
    ...person('m', 'Mia München', '-321'),
    categories: ['Munich'],
  });
  await runSync('sales');
  await runSync('support');
});

async function explain(query: Record<string, string>, ...groups: string[]) {
  const token = await world.microsoft.personToken({ groups });
  const response = await world.get(`/v1/explain?${new URLSearchParams(query)}`, { token });
  return explainAnswer.parse(await response.json());
}

describe('GET /v1/explain', () => {
  it('lists the readings of the text step by step, their place, and the contacts with the number', async () => {
    const answer = await explain({ number: 'Tel. 23125-123', area: '030' }, SALES_GROUP, SUPPORT_GROUP);
    expect(answer).toMatchObject({ match: 'exact', company: [] });
    const [first, second] = answer.readings;
    expect(first).toMatchObject({
      as: 'local',
      e164: '+493023125123',
      readAt: { country: 'DE', area: '30' },
      asked: [
        { source: SALES, contacts: [expect.any(String)] },
        { source: SUPPORT, contacts: [] },
      ],
    });
    expect(first?.steps.map(({ code }) => code)).toEqual(['label', 'area', 'plan']);
    expect(second).toMatchObject({ as: 'national-without-prefix', asked: [] });
  });

  it('names the source whose profile read a number, and asks that source only', async () => {
    const { readings } = await explain({ number: '-456' }, SALES_GROUP, SUPPORT_GROUP);
    expect(readings.slice(0, 1)).toEqual([
      {
        as: 'internal',
        e164: '+493023125456',
        steps: [{ code: 'main-number', before: '-456', after: '+493023125456' }],
        readAt: { source: SUPPORT, country: 'DE', main: '+493023125' },
        asked: [{ source: SUPPORT, contacts: [expect.any(String)] }],
      },
    ]);
  });

  it('reads an internal number at every site of the source in order, until a contact has it', async () => {
    const { match, readings } = await explain({ number: '-321' }, SALES_GROUP, SUPPORT_GROUP);
    expect(match).toBe('exact');
    expect(readings.map(({ e164, readAt, asked }) => [e164, readAt.main, asked[0]?.contacts.length])).toEqual(
      [
        ['+493023125321', '+493023125', 0],
        ['+494066969321', '+494066969', 0],
        ['+498999998321', '+498999998', 1],
      ],
    );
  });

  it('gives the nearest number where nobody carries this one, and why it counts as a company’s or not', async () => {
    const near = await explain({ number: '+49 89 99998 77' }, SALES_GROUP, SUPPORT_GROUP);
    expect(near).toMatchObject({
      match: 'company',
      company: [
        { source: SALES, outcome: 'matched', commonDigits: 9, droppedDigits: 2 },
        { source: SUPPORT, outcome: 'off' },
      ],
    });
    const far = await explain({ number: '+49 30 23125 999' }, SALES_GROUP);
    expect(far).toMatchObject({
      match: 'none',
      company: [{ source: SALES, outcome: 'no_company', commonDigits: 9, droppedDigits: 3 }],
    });
  });

  it('says nothing about a source that the person may not ask', async () => {
    const answer = await explain({ number: '+49 30 23125456' }, SALES_GROUP);
    expect(answer.match).toBe('none');
    expect(JSON.stringify(answer)).not.toContain('upport');
    expect((await explain({ number: '-456' }, SALES_GROUP)).readings).toEqual([]);
  });

  it('is open only to principals that may look up', async () => {
    const token = await world.microsoft.personToken({ groups: [] });
    const response = await world.get('/v1/explain?number=03023125123', { token });
    expect(await response.json()).toMatchObject({ code: 'not_in_allowed_group' });
    expect((await world.app().request('/v1/explain?number=1')).status).toBe(401);
  });

  it('finds no reading in a text that is not a number', async () => {
    expect(await explain({ number: 'anna' }, SALES_GROUP)).toMatchObject({
      readings: [],
      match: 'none',
      company: [],
    });
  });
});
