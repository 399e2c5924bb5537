import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import { DirectoryReader, type Snapshot } from '#shared/directory/reader.ts';
import { aContact } from '../../support/contacts.ts';
import { MemoryStore, sha256 } from '../../support/memory-store.ts';
import { casesOf } from '../../support/sample.ts';

const SALES = [{ id: 'sales', priority: 1, companyMatch: { mode: 'companies', maxDigits: 5 } }] as const;
const SURNAMES = ['Müller', 'Maier', 'Meyer', 'Schmidt', 'Schmitt', 'Kowalski', 'Yılmaz', 'O’Connor'];
const GIVEN = ['Anna', 'Erika', 'Stephan', 'Stefan', 'Łukasz', 'Zoë'];
const COMPANIES = ['Nordlicht GmbH', 'Südwind AG', undefined];

const contactFacts = fc.record({
  id: fc.integer({ min: 0, max: 25 }),
  surname: fc.constantFrom(...SURNAMES),
  givenName: fc.constantFrom(...GIVEN),
  company: fc.constantFrom(...COMPANIES),
  digits: fc.integer({ min: 0, max: 60 }),
});
type ContactFacts = typeof contactFacts extends fc.Arbitrary<infer T> ? T : never;

function contactOf({ id, surname, givenName, company, digits }: ContactFacts): Contact {
  return aContact({
    id: `c${String(id).padStart(2, '0')}`,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    ...(company !== undefined && { company }),
    numbers: [{ e164: `+49302312${String(5000 + digits)}`, kind: 'business' }],
  });
}

function contactsOf(facts: ContactFacts[]): Contact[] {
  return [...new Map(facts.map((one) => [one.id, contactOf(one)])).values()];
}

async function open(store: MemoryStore): Promise<Snapshot> {
  const snapshot = await new DirectoryReader({ store, digest: sha256, now: () => 0, headMaxAgeMs: 1 }).open();
  if (!snapshot) throw new Error('nothing was published');
  return snapshot;
}

const QUESTIONS = [
  'müller',
  'mulle',
  'mülelr',
  'meier',
  'anna',
  'stefan schmid',
  'nord',
  'maier südwind',
  'anna -maier',
  'kowalsky',
  'oconnor',
  'zoe',
];

async function everything(snapshot: Snapshot) {
  const answers: unknown[] = [];
  for (let digits = 0; digits <= 60; digits++) {
    const number = `+49302312${String(5000 + digits)}`;
    answers.push(await snapshot.lookUp(SALES, number));
    answers.push((await snapshot.matchCompany(SALES, `${number}7`))?.contact.company);
  }
  answers.push(await snapshot.numbersStartingWith(SALES, '493023125', 100));
  for (const text of QUESTIONS) answers.push(await snapshot.search(SALES, text, 5));
  return answers;
}

describe('an overlay', () => {
  it('answers like an index built anew, after any changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(contactFacts, { minLength: 1, maxLength: 25 }),
        fc.array(contactFacts, { maxLength: 25 }),
        fc.boolean(),
        async (before, after, keepsMost) => {
          const now = contactsOf(keepsMost ? [...before.slice(0, -2), ...after.slice(0, 4)] : after);
          const layered = new MemoryStore();
          await layered.publish('sales', contactsOf(before));
          await layered.publishOverlay('sales', now);
          const anew = new MemoryStore();
          await anew.publish('sales', now);
          expect(await everything(await open(layered))).toEqual(await everything(await open(anew)));
        },
      ),
      { numRuns: casesOf({ sample: 60, whole: 600 }) },
    );
  }, 600_000);

  it('is read with the manifest: a look-up reads one block of the base, and none when it is in memory', async () => {
    const store = new MemoryStore();
    const [anna, bert] = [
      aContact({ id: 'a' }),
      aContact({ id: 'b', numbers: [{ e164: '+493023125999', kind: 'mobile' }] }),
    ];
    await store.publish('sales', [anna]);
    await store.publishOverlay('sales', [anna, bert]);
    const snapshot = await open(store);
    await snapshot.facts('sales');
    store.reads.blocks = 0;
    expect(await snapshot.lookUp(SALES, '+493023125999')).toHaveLength(1);
    expect(store.reads.blocks).toBe(1);
    expect(await snapshot.lookUp(SALES, '+493023125123')).toHaveLength(1);
    expect(store.reads.blocks).toBe(1);
  });
});
