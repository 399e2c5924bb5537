import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSnapshot } from '#shared/answers/answer-source.ts';
import { answerSearch } from '#shared/answers/search-answer.ts';
import type { Contact, NumberKind } from '#shared/contact.ts';
import type { FieldView } from '#shared/directory/field-view.ts';
import { DirectoryReader } from '#shared/directory/reader.ts';
import { directory } from '../../bench/data/directory.ts';
import { aContact } from '../../support/contacts.ts';
import { MemoryStore, sha256 } from '../../support/memory-store.ts';
import { casesOf } from '../../support/sample.ts';

const source = (view?: FieldView) => ({
  id: 'sales',
  name: 'Sales',
  priority: 1,
  country: 'DE' as const,
  companyMatch: undefined,
  view,
});

async function opened(store: MemoryStore, view?: FieldView) {
  const reader = new DirectoryReader({ store, digest: sha256, now: () => 0, headMaxAgeMs: 1 });
  const snapshot = await reader.open();
  if (!snapshot) throw new Error('nothing was published');
  return openSnapshot(snapshot, [source(view)], 0);
}

async function published(contacts: Contact[]): Promise<MemoryStore> {
  const store = new MemoryStore();
  await store.publish('sales', contacts);
  return store;
}

async function ask(store: MemoryStore, text: string, view?: FieldView, limit = 50) {
  const { answer, number } = await answerSearch(await opened(store, view), {
    text,
    place: { country: 'DE' },
    limit,
  });
  return { names: answer.hits.map(({ contact }) => contact.displayName), number, more: answer.more };
}

const carrier = (displayName: string, e164: string, kind: NumberKind = 'business') =>
  aContact({ displayName, surname: displayName, numbers: [{ e164, kind }] });

/** A name without digits, since digits are searched for in names, too. */
const letters = (i: number) => [...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

describe('a search by the last digits of a number', () => {
  const others = [...directory('last-digits', 300)].map(({ contact }) => contact);

  it.each([
    ['5506'],
    ['25506'],
    ['125506'],
    ['23125506'],
    ['2312 5506'],
    ['23 12 55-06'],
    ['2312/5506'],
    ['-5506'],
    ['3023125506'],
    ['５５０６'],
    ['٥٥٠٦'],
  ])('%s finds the contact with 030 23125506', async (text) => {
    const store = await published([carrier('Berta Kranich', '+493023125506'), ...others]);
    expect((await ask(store, text)).names).toContain('Berta Kranich');
  });

  it.each([
    ['+41445550142', '5550142'],
    ['+41445550142', '0142'],
    ['+4317200550', '0550'],
    ['+12025550123', '5550123'],
    ['+442079460958', '79460958'],
    ['+491711234567', '1234567'],
    ['+33199001234', '99001234'],
    ['+39063120000', '0000'],
  ])('finds %s by %s', async (e164, text) => {
    const store = await published([carrier('Berta Kranich', e164)]);
    expect((await ask(store, text)).names).toEqual(['Berta Kranich']);
  });

  it.each(['506', '06', '5507', '23125516', '925506', '+5506', '005506'])(
    '%s does not find it',
    async (text) => {
      const store = await published([carrier('Berta Kranich', '+493023125506')]);
      expect((await ask(store, text)).names).toEqual([]);
    },
  );

  it('shows the whole number first, then what begins with the digits, then what ends with them', async () => {
    const store = await published([
      carrier('Ende', '+493023100301'),
      carrier('Anfang', '+4930123456'),
      carrier('Ganz', '+4930'.padEnd(12, '1')),
    ]);
    expect((await ask(store, '0301')).names).toEqual(['Anfang', 'Ganz', 'Ende']);
    expect((await ask(store, '03012')).names).toEqual(['Anfang']);
    expect((await ask(store, '030 1111111')).names).toEqual(['Ganz']);
  });

  it('shows a company whose name is the digits before numbers that end with them', async () => {
    const store = await published([
      carrier('Ende', '+493023114711'),
      aContact({ displayName: '4711 Duftwasser', company: '4711 Duftwasser', numbers: [] }),
    ]);
    expect((await ask(store, '4711')).names).toEqual(['4711 Duftwasser', 'Ende']);
  });

  it('says that there are more, and counts as no number that was asked for', async () => {
    const many = Array.from({ length: 30 }, (_, i) => carrier(`Person ${i + 10}`, `+4930${100 + i}5506`));
    const answer = await ask(await published(many), '5506', undefined, 10);
    expect(answer).toMatchObject({ more: true, number: undefined });
    expect(answer.names).toEqual(Array.from({ length: 10 }, (_, i) => `Person ${i + 10}`));
  });

  it('reveals no hidden number, and no other number hides behind hidden ones', async () => {
    const view: FieldView = { hidden: new Set(['mobile']), identifying: new Set(['mobile']) };
    const hidden = Array.from({ length: 700 }, (_, i) =>
      carrier(`Adam ${letters(i)}`, `+49171${1000 + i}5506`, 'mobile'),
    );
    const both = aContact({
      displayName: 'Berta Kranich',
      surname: 'Kranich',
      numbers: [
        { e164: '+493023125506', kind: 'business' },
        { e164: '+491715554321', kind: 'mobile' },
      ],
    });
    const store = await published([...hidden, both]);
    expect((await ask(store, '5506', view)).names).toEqual(['Berta Kranich']);
    expect((await ask(store, '4321', view)).names).toEqual([]);
    expect((await ask(store, '4321')).names).toEqual(['Berta Kranich']);
    await store.publishOverlay('sales', [both, carrier('Neu', '+491715550000', 'mobile')]);
    expect((await ask(store, '50000', view)).names).toEqual([]);
    expect((await ask(store, '50000')).names).toEqual(['Neu']);
  });

  it('follows the changes of an overlay', async () => {
    const store = await published([carrier('Alt', '+493023125506'), carrier('Bleibt', '+498955125506')]);
    const [kept] = (await ask(store, '955125506')).names;
    expect(kept).toBe('Bleibt');
    await store.publishOverlay('sales', [
      carrier('Neu', '+494055125506'),
      carrier('Bleibt', '+498955125506'),
    ]);
    expect((await ask(store, '5506')).names).toEqual(['Bleibt', 'Neu']);
  });

  it('finds exactly the contacts with such a number, in a directory of any size', async () => {
    const digits = fc.stringMatching(/^[0-2]{3,9}$/).map((text) => `+4930${text}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(digits, { minLength: 1, maxLength: 80 }),
        fc.nat(),
        async (numbers, which) => {
          const store = await published(numbers.map((e164, i) => carrier(`Person ${i}`, e164)));
          const end = (numbers[which % numbers.length] ?? '').slice(-4 - (which % 5)).replace(/^\+/, '');
          const expected = numbers.flatMap((e164, i) => (e164.endsWith(end) ? [`Person ${i}`] : []));
          const snapshot = (await opened(store)).snapshot;
          const { found } = await snapshot.numbersEndingWith([source()], end, 100);
          expect(found.map(({ contact }) => contact.displayName).toSorted()).toEqual(expected.toSorted());
        },
      ),
      { numRuns: casesOf({ sample: 60, whole: 2000 }) },
    );
  });
});
