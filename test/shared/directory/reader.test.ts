import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import { HEAD_FORMAT } from '#shared/directory/head.ts';
import { DirectoryReader } from '#shared/directory/reader.ts';
import { aContact } from '../../support/contacts.ts';
import { MemoryStore, sha256 } from '../../support/memory-store.ts';
import { casesOf } from '../../support/sample.ts';

const SALES = [{ id: 'sales', priority: 1 }];

function readerOf(
  store: MemoryStore,
  given: { now?: () => number; cacheBytes?: number; troubles?: string[] } = {},
) {
  return new DirectoryReader({
    store,
    digest: sha256,
    now: given.now ?? (() => 0),
    headMaxAgeMs: 15_000,
    ...(given.cacheBytes === undefined ? {} : { cacheBytes: given.cacheBytes }),
    onTrouble: ({ code }) => given.troubles?.push(code),
  });
}

async function opened(store: MemoryStore) {
  const snapshot = await readerOf(store).open();
  if (!snapshot) throw new Error('nothing was published');
  return snapshot;
}

describe('a look-up', () => {
  it('finds the contact by its number with everything the card shows', async () => {
    const store = new MemoryStore();
    const contact = aContact({
      displayName: 'Dr. Erika Müller',
      givenName: 'Erika',
      surname: 'Müller',
      company: 'Nordlicht GmbH',
      department: 'Einkauf',
      jobTitle: 'Leiterin',
      town: 'Köln',
      emails: ['erika@nordlicht.example'],
      categories: ['Kunde'],
      numbers: [
        { e164: '+493023125123', kind: 'business' },
        { e164: '+4917604069012', kind: 'mobile', extension: '12' },
      ],
    });
    await store.publish('sales', [contact], undefined, 5);
    expect(await (await opened(store)).lookUp(SALES, '+4917604069012')).toEqual([
      { sourceId: 'sales', asOf: 5, contact },
    ]);
  });

  it('tells apart numbers that differ in trailing zeros only', async () => {
    const store = new MemoryStore();
    const short = aContact({ numbers: [{ e164: '+4930231250', kind: 'main' }] });
    const long = aContact({ numbers: [{ e164: '+49302312500', kind: 'business' }] });
    await store.publish('sales', [short, long]);
    const snapshot = await opened(store);
    expect((await snapshot.lookUp(SALES, '+4930231250')).map(({ contact }) => contact.id)).toEqual([
      short.id,
    ]);
    expect((await snapshot.lookUp(SALES, '+49302312500')).map(({ contact }) => contact.id)).toEqual([
      long.id,
    ]);
    expect(await snapshot.lookUp(SALES, '+493023125')).toEqual([]);
  });

  it('returns all contacts that share a number, best source first, then by name', async () => {
    const store = new MemoryStore();
    const [zoe, adam, eve] = ['Zoe', 'Adam', 'Eve'].map((displayName) => aContact({ displayName }));
    await store.publish('sales', [zoe, adam] as Contact[]);
    await store.publish('board', [eve] as Contact[]);
    const found = await (await opened(store)).lookUp(
      [
        { id: 'sales', priority: 2 },
        { id: 'board', priority: 1 },
      ],
      '+493023125123',
    );
    expect(found.map(({ contact }) => contact.displayName)).toEqual(['Eve', 'Adam', 'Zoe']);
  });

  it('reads no source that it was not given', async () => {
    const store = new MemoryStore();
    await store.publish('sales', [aContact()]);
    await store.publish('board', [aContact()]);
    const snapshot = await opened(store);
    await snapshot.lookUp(SALES, '+493023125123');
    const { blocks } = store.reads;
    expect(blocks).toBe(2);
    expect((await snapshot.lookUp(SALES, '+493023125123')).map(({ sourceId }) => sourceId)).toEqual([
      'sales',
    ]);
  });

  it('reads one block when the manifest is known, and none when the block is too', async () => {
    const store = new MemoryStore();
    const contacts = Array.from({ length: 500 }, (_, i) =>
      aContact({ numbers: [{ e164: `+4930231${String(25_000 + i)}`, kind: 'business' }] }),
    );
    await store.publish('sales', contacts, 4096);
    const snapshot = await opened(store);
    await snapshot.facts('sales');
    const before = store.reads.blocks;
    await snapshot.lookUp(SALES, '+493023125250');
    expect(store.reads.blocks - before).toBe(1);
    await snapshot.lookUp(SALES, '+493023125250');
    expect(store.reads.blocks - before).toBe(1);
  });

  it('finds every contact by each of its numbers, with blocks of any size', async () => {
    const number = fc.stringMatching(/^[1-9]\d{6,14}$/).map((digits) => `+${digits}`);
    const contacts = fc.array(fc.uniqueArray(number, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(contacts, fc.integer({ min: 100, max: 4000 }), async (lists, blockBytes) => {
        const store = new MemoryStore();
        const all = lists.map((list) =>
          aContact({ numbers: list.map((e164) => ({ e164, kind: 'business' })) }),
        );
        await store.publish('sales', all, blockBytes);
        const snapshot = await opened(store);
        for (const contact of all) {
          for (const { e164 } of contact.numbers) {
            const found = await snapshot.lookUp(SALES, e164);
            const expected = all.filter(({ numbers }) => numbers.some((other) => other.e164 === e164));
            expect(new Set(found.map(({ contact: { id } }) => id))).toEqual(
              new Set(expected.map(({ id }) => id)),
            );
          }
        }
      }),
      { numRuns: casesOf({ sample: 60, whole: 600 }) },
    );
  });
});

describe('an unfinished number', () => {
  it('finds all contacts with a number that begins with it, across blocks', async () => {
    const store = new MemoryStore();
    const contacts = Array.from({ length: 200 }, (_, i) =>
      aContact({ numbers: [{ e164: `+4930231${String(25_000 + i)}`, kind: 'business' }] }),
    );
    await store.publish('sales', contacts, 1024);
    const snapshot = await opened(store);
    expect((await snapshot.numbersStartingWith(SALES, '4930231251', 500)).found).toHaveLength(100);
    expect(await snapshot.numbersStartingWith(SALES, '4930231251', 10)).toMatchObject({ more: true });
    expect((await snapshot.numbersStartingWith(SALES, '4930231251', 10)).found).toHaveLength(10);
    expect((await snapshot.numbersStartingWith(SALES, '44', 10)).found).toEqual([]);
  });
});

describe('a search', () => {
  const contacts = [
    aContact({ displayName: 'Erika Müller', surname: 'Müller', company: 'Nordlicht GmbH', town: 'Köln' }),
    aContact({ displayName: 'Stephan Maier', surname: 'Maier', company: 'Nordlicht GmbH', town: 'Bonn' }),
    aContact({
      displayName: 'Anna Schmidt',
      surname: 'Schmidt',
      company: 'Südwind AG',
      emails: ['a.schmidt@suedwind.example'],
    }),
  ];
  const names = async (text: string) => {
    const store = new MemoryStore();
    await store.publish('sales', contacts);
    return (await (await opened(store)).search(SALES, text, 10)).found.map(({ contact, matched }) => [
      contact.displayName,
      ...matched.map(({ field, how }) => `${field}:${how}`),
    ]);
  };

  it.each([
    ['müller', [['Erika Müller', 'name:exact']]],
    ['mueller erika', [['Erika Müller', 'name:exact', 'name:exact']]],
    ['mül', [['Erika Müller', 'name:prefix']]],
    ['mülelr', [['Erika Müller', 'name:typo']]],
    ['meyr', [['Stephan Maier', 'name:sound']]],
    ['maier nordlicht', [['Stephan Maier', 'name:exact', 'company:exact']]],
    ['nordlicht -bonn', [['Erika Müller', 'company:exact']]],
    ['suedwind', [['Anna Schmidt', 'company:exact']]],
    ['zzzzz', []],
    ['  ', []],
    ['-müller', []],
  ])('for %j finds %j', async (text, found) => {
    expect(await names(text)).toEqual(found);
  });

  it('ranks whole words before beginnings, typing errors and sound', async () => {
    const store = new MemoryStore();
    const all = ['Meyr', 'Meyrink', 'Meir', 'Maier'].map((displayName) => aContact({ displayName }));
    await store.publish('sales', all);
    const { found } = await (await opened(store)).search(SALES, 'meyr', 10);
    expect(found.map(({ contact }) => contact.displayName)).toEqual(['Meyr', 'Meyrink', 'Meir', 'Maier']);
  });
});

describe('the directory reader', () => {
  it('opens nothing before anything was published', async () => {
    expect(await readerOf(new MemoryStore()).open()).toBeUndefined();
  });

  it('keeps one generation for a whole request', async () => {
    const store = new MemoryStore();
    await store.publish('sales', [aContact({ displayName: 'Before' })]);
    const snapshot = await opened(store);
    await store.publish('sales', [aContact({ displayName: 'After' })]);
    expect((await snapshot.lookUp(SALES, '+493023125123')).map(({ contact }) => contact.displayName)).toEqual(
      ['Before'],
    );
  });

  it('asks for the head again only when it is old', async () => {
    const store = new MemoryStore();
    let now = 0;
    const reader = readerOf(store, { now: () => now });
    await store.publish('sales', [aContact()]);
    for (let i = 0; i < 10; i++) await reader.open();
    expect(store.reads.head).toBe(1);
    now = 15_000;
    await reader.open();
    expect(store.reads.head).toBe(2);
  });

  it('never goes back to an older head', async () => {
    const store = new MemoryStore();
    let now = 0;
    const reader = readerOf(store, { now: () => now });
    await store.publish('sales', [aContact()]);
    const older = store.head;
    await store.publish('sales', [aContact()]);
    expect((await reader.open())?.version).toBe(2);
    store.head = older;
    now = 60_000;
    expect((await reader.open())?.version).toBe(2);
  });

  it('answers from the previous generation while a block of the current one is missing', async () => {
    const store = new MemoryStore();
    const troubles: string[] = [];
    await store.publish('sales', [aContact({ displayName: 'Before' })]);
    const { manifest } = await store.publish('sales', [aContact({ displayName: 'After' })]);
    store.blocks.delete(manifest);
    const snapshot = await readerOf(store, { troubles }).open();
    expect((await snapshot?.lookUp(SALES, '+493023125123'))?.[0]?.contact.displayName).toBe('Before');
    expect(troubles).toEqual(['block_missing']);
  });

  it('answers from the previous generation while a block is damaged, and fails when both generations are', async () => {
    const store = new MemoryStore();
    const troubles: string[] = [];
    await store.publish('sales', [aContact({ displayName: 'Before' })]);
    const old = new Set(store.blocks.keys());
    await store.publish('sales', [aContact({ displayName: 'After' })]);
    for (const [name, bytes] of store.blocks)
      if (!old.has(name)) bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1;
    const snapshot = await readerOf(store, { troubles }).open();
    expect((await snapshot?.lookUp(SALES, '+493023125123'))?.[0]?.contact.displayName).toBe('Before');
    expect(troubles).toEqual(['block_damaged']);
    for (const name of store.blocks.keys()) store.blocks.set(name, new Uint8Array(3));
    await expect((await readerOf(store).open())?.lookUp(SALES, '+493023125123')).rejects.toMatchObject({
      code: 'directory_unreadable',
    });
  });

  it('asks the source itself for a number when neither generation can be read', async () => {
    const store = new MemoryStore();
    const contact = aContact();
    await store.publish('sales', [contact], undefined, 7);
    store.blocks.clear();
    const asked: string[] = [];
    const reader = new DirectoryReader({
      store,
      digest: sha256,
      now: () => 0,
      headMaxAgeMs: 1,
      lastResort: async (sourceId, e164) => {
        asked.push(`${sourceId} ${e164}`);
        return [contact];
      },
    });
    const snapshot = await reader.open();
    expect(await snapshot?.lookUp(SALES, '+493023125123')).toEqual([{ sourceId: 'sales', asOf: 7, contact }]);
    expect(asked).toEqual(['sales +493023125123']);
    await expect(snapshot?.search(SALES, 'erika', 10)).rejects.toMatchObject({
      code: 'directory_unreadable',
    });
  });

  it('refuses a newer format', async () => {
    const store = new MemoryStore();
    await store.publish('sales', [aContact()]);
    store.readHead = async () =>
      new TextEncoder().encode(JSON.stringify({ ...store.head, format: HEAD_FORMAT + 1 }));
    await expect(readerOf(store).open()).rejects.toMatchObject({ code: 'newer_format' });
  });

  it('forgets the blocks that were used longest ago when memory is full', async () => {
    const store = new MemoryStore();
    const contacts = Array.from({ length: 300 }, (_, i) =>
      aContact({ numbers: [{ e164: `+4930231${String(25_000 + i)}`, kind: 'business' }] }),
    );
    await store.publish('sales', contacts, 2048);
    const snapshot = await readerOf(store, { cacheBytes: 8192 }).open();
    for (const { numbers } of contacts)
      expect(await snapshot?.lookUp(SALES, numbers[0]?.e164 ?? '')).toHaveLength(1);
    expect(store.reads.blocks).toBeLessThan(60);
    const before = store.reads.blocks;
    await snapshot?.lookUp(SALES, '+493023125000');
    expect(store.reads.blocks).toBeGreaterThan(before);
  });
});
