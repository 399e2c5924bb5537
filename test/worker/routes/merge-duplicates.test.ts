import { beforeEach, describe, expect, it } from 'vitest';
import { mergeDuplicates } from '#shared/answers/merge-duplicates.ts';
import { type Hit, lookupAnswer, searchAnswer } from '#shared/api.ts';
import type { ContactNumber } from '#shared/contact.ts';
import { person } from '../support/fake-graph.ts';
import { SALES_GROUP, SUPPORT_GROUP } from '../support/settings.ts';
import { runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const PRIORITIES = new Map([
  ['sales', 1],
  ['support', 2],
  ['people', 3],
]);

function hit(source: string, displayName: string, numbers: ContactNumber[], ...emails: string[]): Hit {
  const id = `${source}-${displayName}-${numbers[0]?.e164}`;
  return {
    contact: { id, displayName, emails, categories: [], numbers },
    source: { id: source, name: source.toUpperCase() },
    asOf: '2035-01-01T08:00:00Z',
  };
}
const business = (e164: string): ContactNumber => ({ e164, kind: 'business' });
const merged = (...hits: Hit[]) => mergeDuplicates(hits, PRIORITIES);
const summary = (hits: readonly Hit[]) =>
  hits.map(({ contact, source, alsoIn = [] }) =>
    [contact.displayName, source.id, ...alsoIn.map(({ id }) => id)].join(' '),
  );

describe('the same contact in several sources', () => {
  const main = business('+493023125001');

  it('is shown once, as in the first source, with additional fields of the others', () => {
    const mobile: ContactNumber = { e164: '+491715550123', kind: 'mobile' };
    const [anna, ...others] = merged(
      hit('sales', 'Anna Arendt', [main], 'anna@nordwind.example'),
      hit(
        'support',
        'Arendt, Anna',
        [{ ...main, kind: 'home' }, mobile],
        'ANNA@nordwind.example',
        'a@kern.example',
      ),
    );
    expect(others).toEqual([]);
    expect(anna).toMatchObject({
      source: { id: 'sales' },
      contact: {
        displayName: 'Anna Arendt',
        numbers: [main, mobile],
        emails: ['anna@nordwind.example', 'a@kern.example'],
      },
      alsoIn: [{ id: 'support', name: 'SUPPORT' }],
    });
  });

  it('stands at the position of the first one found', () => {
    const hits = merged(
      hit('people', 'Anna Arendt', [main]),
      hit('sales', 'Berta Busch', [business('+493023125002')]),
      hit('sales', 'Anna Arendt', [main]),
    );
    expect(summary(hits)).toEqual(['Anna Arendt sales people', 'Berta Busch sales']);
  });

  it('lists the other sources in their order, each once', () => {
    const hits = merged(
      hit('people', 'A. Arendt', [main]),
      hit('support', 'Anna Arendt', [main]),
      hit('support', 'Arendt', [main]),
      hit('sales', 'Anna Arendt', [main]),
    );
    expect(summary(hits)).toEqual(['Anna Arendt sales support people']);
  });

  it('has no more numbers than a contact may have', () => {
    const many = (from: number) =>
      Array.from({ length: 40 }, (_, i) => business(`+49302312${String(from + i).padStart(4, '0')}`));
    const [anna] = merged(
      hit('sales', 'Anna Arendt', [main, ...many(5000)]),
      hit('support', 'Anna Arendt', [main, ...many(6000)]),
    );
    expect(anna?.contact.numbers).toHaveLength(50);
  });
});

describe('several contacts with one number', () => {
  const main = business('+493023125001');

  it('are all shown, in the order in which they were found', () => {
    const hits = [
      hit('sales', 'Anna Arendt', [main]),
      hit('sales', 'Bert Becker', [main]),
      hit('support', 'Carla Conrad', [main]),
    ];
    expect(merged(...hits)).toEqual(hits);
  });

  it('stay two when they come from one source', () => {
    const hits = [
      hit('sales', 'Anna Arendt', [main]),
      { ...hit('sales', 'Anna Arendt', [main]), asOf: '2035-01-01T09:00:00Z' },
    ];
    expect(merged(...hits)).toEqual(hits);
  });
});

describe('an answer from several sources', () => {
  const world = World.perTest();
  beforeEach(async () => {
    const support = world.microsoft.mailbox('support@nordwind.example');
    for (const [i, name] of ['Anna Arendt', 'Bert Busch', 'Carla Conrad'].entries()) {
      const number = `+49 30 2312500${i}`;
      const companyName = 'Nordwind';
      world.sales.put('default', { ...person(`s${i}`, name, number), companyName });
      support.put('default', { ...person(`t${i}`, name, number, `+49 89 9999800${i}`), companyName });
    }
    await runSync('sales');
    await runSync('support');
  });
  const ask = async (path: string, ...groups: string[]) =>
    await (await world.get(path, { token: await world.microsoft.personToken({ groups }) })).json();

  it('shows a contact of several sources once', async () => {
    const answer = lookupAnswer.parse(await ask('/v1/lookup?number=03023125001', SALES_GROUP, SUPPORT_GROUP));
    expect(summary(answer.hits)).toEqual(['Bert Busch sales support']);
    expect(answer.hits[0]?.contact.numbers.map(({ e164 }) => e164)).toEqual([
      '+493023125001',
      '+498999998001',
    ]);
  });

  it('takes nothing from a source that the person may not ask', async () => {
    const answer = lookupAnswer.parse(await ask('/v1/lookup?number=03023125001', SALES_GROUP));
    expect(summary(answer.hits)).toEqual(['Bert Busch sales']);
    expect(JSON.stringify(answer)).not.toContain('99998001');
  });

  it.each([
    ['words', 'q=nordwind'],
    ['the beginning of a number', 'q=%2B49302312500'],
  ])('counts a contact once in a search for %s', async (_, query) => {
    const path = `/v1/search?${query}&limit=`;
    const two = searchAnswer.parse(await ask(`${path}2`, SALES_GROUP, SUPPORT_GROUP));
    expect(summary(two.hits)).toEqual(['Anna Arendt sales support', 'Bert Busch sales support']);
    expect(two.more).toBe(true);
    const three = searchAnswer.parse(await ask(`${path}3`, SALES_GROUP, SUPPORT_GROUP));
    expect(three.hits).toHaveLength(3);
    expect(three.more).toBe(false);
  });
});
