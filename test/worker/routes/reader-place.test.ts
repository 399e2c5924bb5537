import { beforeEach, describe, expect, it } from 'vitest';
import { lookupAnswer, searchAnswer } from '#shared/api.ts';
import { countingStore } from '../support/counting-store.ts';
import { person } from '../support/fake-graph.ts';
import { SALES_GROUP, SUPPORT_GROUP } from '../support/settings.ts';
import { runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const BOTH = [SALES_GROUP, SUPPORT_GROUP];

beforeEach(async () => {
  const support = world.microsoft.mailbox('support@nordwind.example');
  world.sales.put(
    'default',
    person('b', 'Berta Berlin', '+49 30 23125123'),
    person('m', 'Max München', '+49 89 99998123'),
    person('o', 'Olga Ohio', '+1 614 555 0123'),
  );
  support.put('default', person('i', 'Ida Intern', '+49 30 23125123'), person('j', 'Jo Extern', '123'));
  await runSync('sales');
  await runSync('support');
});

async function lookUp(query: Record<string, string>, groups = [SALES_GROUP], app = world.app()) {
  const token = await world.microsoft.personToken({ groups });
  return await world.get(`/v1/lookup?${new URLSearchParams(query)}`, { app, token });
}

async function namesOf(query: Record<string, string>, groups?: string[]): Promise<string[]> {
  const answer = lookupAnswer.parse(await (await lookUp(query, groups)).json());
  return answer.hits.map(({ contact }) => contact.displayName);
}

describe('a request’s place', () => {
  it.each([
    ['a number of the local town', { number: '23125-123', area: '030' }, 'Berta Berlin'],
    ['an internal number', { number: '-123', main: '+49 89 99998' }, 'Max München'],
    [
      'an internal number whose main number lost its plus',
      { number: '123', main: ' 498999998' },
      'Max München',
    ],
    [
      'an internal number of a main number in a known town',
      { number: '123', area: '89', main: '99998' },
      'Max München',
    ],
    ['a number behind the outside line', { number: '9 030 23125123', outside: '9' }, 'Berta Berlin'],
    ['a number of the local country', { number: '(614) 555-0123', country: 'us' }, 'Olga Ohio'],
  ])('gives a meaning to %s', async (_, question, name) => {
    expect(await namesOf(question)).toEqual([name]);
  });

  it('applies to a search as well', async () => {
    const response = await world.get('/v1/search?q=23125-123&area=30');
    const { hits } = searchAnswer.parse(await response.json());
    expect(hits.map(({ contact }) => contact.displayName)).toEqual(['Berta Berlin']);
  });

  it.each([
    ['main', { main: '99998' }],
    ['area', { area: 'Berlin' }],
    ['outside', { outside: '123456' }],
    ['country', { country: 'XX' }],
  ])('is refused for an invalid %s', async (parameter, place) => {
    const response = await lookUp({ number: '-123', ...place });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'bad_request',
      detail: expect.stringContaining(`"${parameter}"`),
    });
  });
});

describe('a number with several readings', () => {
  it('is read first at the request’s place, then at the sources’ places', async () => {
    expect(await namesOf({ number: '123', main: '+49 89 99998' }, BOTH)).toEqual(['Max München']);
    expect(await namesOf({ number: '123' }, BOTH)).toEqual(['Ida Intern', 'Jo Extern']);
    expect(await namesOf({ number: '123', main: '+49 69 90009' }, BOTH)).toEqual(['Ida Intern', 'Jo Extern']);
  });

  it('is looked up in the order of its readings, until a contact has it', async () => {
    // In Germany: first a Munich number without its zero, then an international number without its plus.
    expect(await namesOf({ number: '8999998123' })).toEqual(['Max München']);
    expect(await namesOf({ number: '16145550123' })).toEqual(['Olga Ohio']);
  });

  it('gets its likeliest reading where nobody carries any of them', async () => {
    const answer = lookupAnswer.parse(
      await (await lookUp({ number: '456', main: '+49 89 99998' }, BOTH)).json(),
    );
    expect(answer).toMatchObject({ match: 'none', number: { e164: '+498999998456' } });
  });

  it.each([
    // The first reading hits, so the source’s own reading is not looked up.
    ['hits', { number: '23125-123', area: '30' }],
    ['misses', { number: '456', main: '+49 89 99998' }],
  ])('whose first reading %s reads one block of each source when cold, none when warm', async (_, place) => {
    const store = countingStore();
    const app = world.app({}, store);
    const token = await world.microsoft.personToken({ groups: BOTH });
    // The first answer loads the head and the manifests.
    await world.get('/v1/status', { app, token });
    store.reads.length = 0;
    await lookUp({ ...place }, BOTH, app);
    expect(store.reads).toHaveLength(2);
    store.reads.length = 0;
    await lookUp({ ...place }, BOTH, app);
    expect(store.reads).toHaveLength(0);
  });
});

describe('the number in an answer', () => {
  const berlin = { number: '+49 30 23125123', country: 'DE', area: '30', main: '23125', outside: '0' };
  const forms = {
    e164: '+493023125123',
    international: '+49 30 23125123',
    national: '030 23125123',
    uri: 'tel:+493023125123',
  };

  it.each([
    ['in the same house', {}, { shortest: '123', dialable: '123' }],
    ['elsewhere in the town', { main: '99998' }, { shortest: '23125123', dialable: '003023125123' }],
    [
      'elsewhere in the country',
      { area: '89', main: '99998' },
      { shortest: '030 23125123', dialable: '003023125123' },
    ],
    [
      'abroad',
      { country: 'GB', area: '20', main: '79460', outside: '9' },
      { shortest: '+49 30 23125123', dialable: '900493023125123' },
    ],
  ])('is written for a person %s', async (_, place, expected) => {
    const answer = lookupAnswer.parse(await (await lookUp({ ...berlin, ...place })).json());
    expect(answer.number).toEqual({ ...forms, ...expected });
  });

  it('keeps digits that are dialled after the answer in its address only', async () => {
    const answer = lookupAnswer.parse(
      await (await lookUp({ ...berlin, number: '+49 30 23125123 ext. 4' })).json(),
    );
    expect(answer.number).toMatchObject({ e164: '+493023125123', uri: 'tel:+493023125123;ext=4' });
  });
});
