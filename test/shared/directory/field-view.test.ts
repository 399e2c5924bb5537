import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact, NumberKind } from '#shared/contact.ts';
import {
  type FieldView,
  HIDEABLE_FIELDS,
  type HideableField,
  visibleContact,
} from '#shared/directory/field-view.ts';
import { DirectoryReader, type Snapshot } from '#shared/directory/reader.ts';
import { aContact } from '../../support/contacts.ts';
import { MemoryStore, sha256 } from '../../support/memory-store.ts';
import { casesOf } from '../../support/sample.ts';

const hiding = (...fields: HideableField[]): FieldView => ({
  hidden: new Set(fields),
  identifying: new Set(),
});

async function snapshotOf(contacts: Contact[]): Promise<Snapshot> {
  const store = new MemoryStore();
  await store.publish('sales', contacts);
  const snapshot = await new DirectoryReader({
    store,
    digest: sha256,
    now: () => 0,
    headMaxAgeMs: 0,
  }).open();
  if (!snapshot) throw new Error('nothing was published');
  return snapshot;
}

const anna = aContact({
  displayName: 'Anna Arendt',
  givenName: 'Anna',
  surname: 'Arendt',
  town: 'Berlin',
  homeAddress: 'Lindenweg 4, Potsdam',
  notes: 'plays chess',
  photo: 'a'.repeat(32),
  emails: ['aa.private@nordwind.example'],
  categories: ['VIP'],
  numbers: [
    { e164: '+493023125001', kind: 'business' },
    { e164: '+4917155501230', kind: 'mobile' },
  ],
});

describe('a contact with hidden fields', () => {
  it.each(HIDEABLE_FIELDS)('lacks %s and keeps everything else', (field) => {
    const visible: Partial<Record<string, unknown>> = visibleContact(anna, hiding(field));
    const { numbers, ...rest } = anna;
    const expected: Partial<Record<string, unknown>> = {
      ...rest,
      numbers: numbers.filter(({ kind }) => kind !== field),
    };
    if (field === 'emails' || field === 'categories') expected[field] = [];
    else delete expected[field];
    expect(visible).toEqual(expected);
  });

  it('has no hidden address or number as display name', () => {
    const displayNameOf = (given: Partial<Contact>, ...fields: HideableField[]) =>
      visibleContact(aContact(given), hiding(...fields)).displayName;
    const emails = ['anna@nordwind.example'];
    const numbers = [{ e164: '+4917155501230', kind: 'mobile' as const }];
    expect(displayNameOf({ displayName: 'anna@nordwind.example', emails, numbers }, 'emails')).toBe(
      '+4917155501230',
    );
    expect(displayNameOf({ displayName: '+4917155501230', emails: [], numbers }, 'mobile')).toBe('—');
    expect(displayNameOf({ displayName: 'Anna', emails, numbers }, 'emails', 'mobile')).toBe('Anna');
  });
});

describe('a principal from whom fields are hidden', () => {
  const asked = async (view: FieldView | undefined) => {
    const snapshot = await snapshotOf([anna]);
    const sources = [{ id: 'sales', priority: 1, view }];
    return {
      byNumber: async (e164: string, isCall = false) =>
        (await snapshot.lookUp(sources, e164, { isCall })).map(({ contact }) => contact),
      byWord: async (text: string) => (await snapshot.search(sources, text, 5)).found,
    };
  };

  it('does not find a contact by a hidden number, unlike a principal who sees it', async () => {
    expect(await (await asked(hiding('mobile'))).byNumber('+4917155501230', true)).toEqual([]);
    expect(await (await asked(undefined)).byNumber('+4917155501230')).toEqual([anna]);
  });

  it('learns who the caller is, but not the number, where a hidden number identifies', async () => {
    const view: FieldView = { hidden: new Set(['mobile']), identifying: new Set(['mobile']) };
    const { byNumber } = await asked(view);
    const [caller] = await byNumber('+4917155501230', true);
    expect(caller).toMatchObject({ displayName: 'Anna Arendt', numbers: [{ e164: '+493023125001' }] });
    expect(JSON.stringify(caller)).not.toContain('17155501230');
    expect(await byNumber('+4917155501230')).toEqual([]);
  });

  it.each([
    ['potsdam', 'homeAddress', 'address'],
    ['chess', 'notes', 'notes'],
    ['private', 'emails', 'email'],
    ['berlin', 'town', 'town'],
  ] as const)(
    'does not find %s, which stands in %s alone, unless that is visible',
    async (word, field, where) => {
      expect(await (await asked(hiding(field))).byWord(word)).toEqual([]);
      expect((await (await asked(undefined)).byWord(word))[0]?.matched).toEqual([
        { field: where, how: 'exact' },
      ]);
      // A word must also be visible to exclude a contact.
      expect(await (await asked(hiding(field))).byWord(`arendt -${word}`)).toHaveLength(1);
      expect(await (await asked(undefined)).byWord(`arendt -${word}`)).toHaveLength(0);
    },
  );

  it('finds the few contacts with a visible word among the many in which it is hidden', async () => {
    const all = Array.from({ length: 400 }, (_, i) => {
      const position = String(i).padStart(3, '0');
      const where = i % 50 === 49 ? { town: 'Berlin' } : { homeAddress: 'Berlin' };
      return aContact({ id: position, displayName: `Person ${position}`, surname: position, ...where });
    });
    const sources = [{ id: 'sales', priority: 1, view: hiding('homeAddress') }];
    const { found, more } = await (await snapshotOf(all)).search(sources, 'berlin', 5);
    expect(found.map(({ contact }) => contact.id)).toEqual(['049', '099', '149', '199', '249']);
    expect(more).toBe(true);
  });

  it('gets the answers of a directory that has never held those fields', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(contacts, { maxLength: 24 }),
        views,
        questions,
        async (held, view, asking) => {
          const all = held.map((contact, i) => ({ ...contact, id: `c${i}` }));
          const whole = await snapshotOf(all);
          const bare = await snapshotOf(all.map((contact) => visibleContact(contact, view)));
          const answers = await Promise.all([
            answerAll(whole, asking, view),
            answerAll(bare, asking, undefined),
          ]);
          expect(answers[0]).toEqual(answers[1]);
        },
      ),
      { numRuns: casesOf({ sample: 400, whole: 4000 }) },
    );
  });
});

const word = fc.constantFrom(
  'anna',
  'anne',
  'berta',
  'berlin',
  'berlim',
  'chess',
  'smith',
  'smyth',
  'schmidt',
  'nord',
);
const phrase = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' '));
const digits = fc.integer({ min: 0, max: 60 }).map((n) => `+4930231250${String(n).padStart(2, '0')}`);
const kind = fc.constantFrom<NumberKind>('business', 'mobile', 'home', 'main');

const contacts: fc.Arbitrary<Omit<Contact, 'id'>> = fc.record(
  {
    displayName: phrase,
    surname: word,
    company: word,
    department: phrase,
    town: word,
    homeAddress: phrase,
    notes: phrase,
    emails: fc.array(
      word.map((name) => `${name}@nordwind.example`),
      { maxLength: 2 },
    ),
    categories: fc.constant<string[]>([]),
    numbers: fc.array(fc.record({ e164: digits, kind }), { maxLength: 3 }),
  },
  { requiredKeys: ['displayName', 'emails', 'categories', 'numbers'] },
);

const views = fc
  .subarray<HideableField>(
    ['mobile', 'home', 'business', 'department', 'town', 'homeAddress', 'notes', 'emails'],
    {
      minLength: 1,
    },
  )
  .map((fields) => hiding(...fields));

const questions = fc.record({
  number: digits,
  begun: fc.constantFrom('4930', '493023125', '49302312501'),
  text: phrase,
  not: word,
});

async function answerAll(
  snapshot: Snapshot,
  asking: { number: string; begun: string; text: string; not: string },
  view: FieldView | undefined,
) {
  const sources = [
    { id: 'sales', priority: 1, view, companyMatch: { mode: 'companies' as const, maxDigits: 4 } },
  ];
  return {
    found: await snapshot.lookUp(sources, asking.number, { isCall: true }),
    company: await snapshot.matchCompany(sources, asking.number),
    begun: await snapshot.numbersStartingWith(sources, asking.begun, 3),
    words: await snapshot.search(sources, asking.text, 3),
    without: await snapshot.search(sources, `${asking.text} -${asking.not}`, 30),
  };
}
