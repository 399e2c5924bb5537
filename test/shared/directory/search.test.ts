import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import { writeManifest } from '#shared/directory/manifest.ts';
import { DirectoryReader, type Snapshot } from '#shared/directory/reader.ts';
import { foldWords } from '#shared/name/fold.ts';
import { readNumbers } from '#shared/phone/normalise.ts';
import { aContact } from '../../support/contacts.ts';
import { MemoryStore, sha256 } from '../../support/memory-store.ts';
import { casesOf, sayCases, seed } from '../../support/sample.ts';
import { writeBase } from '../../support/write-base.ts';

const SALES = [{ id: 'sales', priority: 1 }];

async function directory(contacts: Contact[], segmentContacts?: number): Promise<Snapshot> {
  const store = new MemoryStore();
  if (segmentContacts === undefined) await store.publish('sales', contacts);
  else {
    const base = await writeBase(contacts, (bytes) => store.put(bytes), {
      segmentContacts,
      contactBytes: 500,
    });
    const manifest = await store.put(writeManifest({ source: 'sales', sequence: 1, ...base, replaced: [] }));
    store.head = {
      ...store.head,
      version: 1,
      sources: { sales: { current: { sequence: 1, manifest }, asOf: 0 } },
    };
  }
  const snapshot = await new DirectoryReader({ store, digest: sha256, now: () => 0, headMaxAgeMs: 1 }).open();
  if (!snapshot) throw new Error('nothing was published');
  return snapshot;
}

const named = (displayName: string, given: Partial<Contact> = {}) => {
  const [givenName = '', ...rest] = displayName.split(' ');
  return aContact({ displayName, givenName, surname: rest.join(' '), ...given });
};
const found = async (snapshot: Snapshot, text: string, limit = 10) =>
  (await snapshot.search(SALES, text, limit)).found.map(({ contact }) => contact.displayName);

describe('an indexed contact', () => {
  const word = fc.stringMatching(/^[a-zA-ZäöüßéłıñÅ]{1,12}$/);
  const contacts = fc.array(fc.tuple(word, word, word, word), { minLength: 1, maxLength: 40 });

  it('is found by its full name, by each word, and by each beginning of two or more letters', async () => {
    await fc.assert(
      fc.asyncProperty(contacts, fc.integer({ min: 1, max: 50 }), async (rows, segmentContacts) => {
        const all = rows.map(([givenName, surname, company, town]) =>
          aContact({ displayName: `${givenName} ${surname}`, givenName, surname, company, town }),
        );
        const snapshot = await directory(all, segmentContacts);
        const ids = async (text: string) =>
          (await snapshot.search(SALES, text, 50)).found.map(({ contact }) => contact.id);
        for (const contact of all.slice(0, 6)) {
          expect(await ids(contact.displayName)).toContain(contact.id);
          for (const text of [contact.surname, contact.company, contact.town]) {
            const [folded = ''] = foldWords(text ?? '');
            for (let length = Math.min(2, folded.length); length <= folded.length; length++) {
              expect(await ids(folded.slice(0, length))).toContain(contact.id);
            }
          }
        }
      }),
      { numRuns: casesOf({ sample: 40, whole: 400 }) },
    );
  });
});

describe('ranking', () => {
  it('shows contacts with some of the words only when no contact has all of them', async () => {
    const snapshot = await directory([named('Anna Berger'), named('Anna Schmidt'), named('Otto Berger')]);
    expect(await found(snapshot, 'anna berger')).toEqual(['Anna Berger']);
    expect(await found(snapshot, 'otto schmidt')).toEqual(
      expect.arrayContaining(['Otto Berger', 'Anna Schmidt']),
    );
  });

  it('does not hide a rare name behind a crowd with a similar one', async () => {
    const crowd = Array.from({ length: 500 }, (_, i) => named(`Person${i} Meier`));
    const snapshot = await directory([...crowd, named('Eva Meiser')]);
    expect(await found(snapshot, 'meisr')).toContain('Eva Meiser');
  });

  it('does not hide a rare name behind a crowd whose company has a similar one, wherever it stands in the phone book', async () => {
    const crowd = Array.from({ length: 300 }, (_, i) => named(`Eva Person${i}`, { company: 'Meier GmbH' }));
    const snapshot = await directory([...crowd, named('Otto Meier'), named('Eva Meiser')], 20);
    expect((await found(snapshot, 'meisr')).slice(0, 2).sort()).toEqual(['Eva Meiser', 'Otto Meier']);
  });

  it('shows a few of a crowd and the other likely names, then the rest of the crowd', async () => {
    const crowd = Array.from({ length: 50 }, (_, i) => named(`Person${i} Schmidt`));
    const others = ['Schmitz', 'Schmit'].map((surname) => named(`Eva ${surname}`));
    const names = await found(await directory([...crowd, ...others]), 'schmidtz');
    const endings = names.map((name) => name.split(' ')[1]);
    expect(endings.slice(0, 5).sort()).toEqual(['Schmidt', 'Schmidt', 'Schmidt', 'Schmit', 'Schmitz']);
    expect(endings.slice(5)).toEqual(Array.from({ length: 5 }, () => 'Schmidt'));
  });

  it.each([
    ['kristina', 'Christina', 'Aristina'],
    ['filip', 'Philip', 'Milip'],
    ['meyer', 'Meier', 'Meter'],
    ['schmitz', 'Schmidtz', 'Schmotz'],
    ['hofmann', 'Hoffmann', 'Holfmann'],
    ['jonasson', 'Jonason', 'Jonaston'],
  ])('takes %s for %s rather than for %s', async (typed, likely, unlikely) => {
    const snapshot = await directory([named(`Eva ${unlikely}`), named(`Eva ${likely}`)]);
    expect(await found(snapshot, typed)).toEqual([`Eva ${likely}`, `Eva ${unlikely}`]);
  });

  it('finds a long word with three mistakes, reports a typing error, and finds no unrelated name', async () => {
    const snapshot = await directory([named('Eva Sobolewski'), named('Eva Zablotzki')]);
    const hits = await snapshot.search(SALES, 'zobolevsky', 10);
    expect(hits.found[0]).toMatchObject({
      contact: { displayName: 'Eva Sobolewski' },
      matched: [{ field: 'name', how: 'typo' }],
    });
    expect(await found(snapshot, 'rificzdaq')).toEqual([]);
  });

  it('prefers a name to a company, and a company to a town', async () => {
    const snapshot = await directory([
      named('Eva Klein', { town: 'Berlin' }),
      named('Otto Klein', { company: 'Berlin Optik' }),
      named('Rosa Berlin'),
    ]);
    expect(await found(snapshot, 'berlin')).toEqual(['Rosa Berlin', 'Otto Klein', 'Eva Klein']);
  });

  it('ranks equal matches by the priority of their sources', async () => {
    const store = new MemoryStore();
    await store.publish('sales', [named('Anna Berger')]);
    await store.publish('board', [named('Anna Berger', { company: 'Aufsicht' })]);
    const snapshot = await new DirectoryReader({
      store,
      digest: sha256,
      now: () => 0,
      headMaxAgeMs: 1,
    }).open();
    const ranked = [
      { id: 'sales', priority: 2 },
      { id: 'board', priority: 1 },
    ];
    const hits = await snapshot?.search(ranked, 'anna berger', 10);
    expect(hits?.found.map(({ sourceId }) => sourceId)).toEqual(['board', 'sales']);
  });

  it('answers the same from one segment and from many', async () => {
    const all = Array.from({ length: 120 }, (_, i) =>
      named(`${['Anna', 'Otto', 'Eva'][i % 3]} ${['Maier', 'Meyer', 'Berger', 'Bergmann'][i % 4]}`, {
        id: `c${i}`,
      }),
    );
    const [one, many] = [await directory(all), await directory(all, 7)];
    for (const text of ['berg', 'anna maier', 'mayer', 'otto', 'bergr', 'eva bergman']) {
      expect((await many.search(SALES, text, 10)).found).toEqual((await one.search(SALES, text, 10)).found);
    }
  });
});

describe('the contacts of an answer', () => {
  const contacts = Array.from({ length: 40 }, (_, i) => named(`Person${i} Haber`));

  /** Counts the reads of blocks for one search: all of them, and the most at the same time. */
  async function readsOf(contactBytes: number) {
    const store = new MemoryStore();
    const base = await writeBase(contacts, (bytes) => store.put(bytes), { contactBytes });
    const manifest = await store.put(writeManifest({ source: 'sales', sequence: 1, ...base, replaced: [] }));
    const sales = { current: { sequence: 1, manifest }, asOf: 0 };
    store.head = { ...store.head, version: 1, sources: { sales } };
    const counts = { all: 0, atOnce: 0 };
    let underWay = 0;
    const slow = {
      readHead: () => store.readHead(),
      readBlock: async (name: string) => {
        counts.all++;
        counts.atOnce = Math.max(counts.atOnce, ++underWay);
        const bytes = await store.readBlock(name);
        underWay--;
        return bytes;
      },
    };
    const reader = new DirectoryReader({ store: slow, digest: sha256, now: () => 0, headMaxAgeMs: 1 });
    expect((await (await reader.open())?.search(SALES, 'haber', 10))?.found).toHaveLength(10);
    return counts;
  }

  it('are read once from a block that holds several', async () => {
    // Manifest, words, contacts.
    expect(await readsOf(1_000_000)).toEqual({ all: 3, atOnce: 1 });
  });

  it('are read from several blocks at once', async () => {
    expect((await readsOf(1)).atOnce).toBeGreaterThanOrEqual(10);
  });
});

describe('hostile input', () => {
  it('goes through index and search without an exception', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { minLength: 1, maxLength: 8 }),
        async (texts) => {
          const all = texts.map((text) =>
            aContact({ displayName: text || 'x', surname: text, company: text, emails: [text] }),
          );
          const snapshot = await directory(all);
          for (const text of texts)
            expect(Array.isArray((await snapshot.search(SALES, text, 50)).found)).toBe(true);
        },
      ),
      { numRuns: casesOf({ sample: 300, whole: 3000 }) },
    );
  });

  it('accepts random strings as names, queries and numbers', async () => {
    const size = casesOf({ sample: 40_000, whole: 1_000_000 });
    const alphabet = [..." -'.@/+0123456789aeiouxyzÄßéłıšñøæ中田さ한ب\u200b\u202e\ufeff\ud800😀\u0000%*"];
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const text = () => {
      let made = '';
      for (let left = random(12); left > 0; left--) made += alphabet[random(alphabet.length)];
      return made;
    };
    // Every string is a field of a contact, and each search looks for four strings of the same directory.
    for (let searched = 0; searched < size; searched += 40) {
      const strings = Array.from({ length: 40 }, text);
      const all = Array.from({ length: 5 }, (_, i) => {
        const [displayName = '', surname, givenName, nickName, company, department, town, email = ''] =
          strings.slice(i * 8);
        const names = { surname, givenName, nickName, company, department, town };
        return aContact({ displayName: displayName || 'x', ...names, emails: [email] });
      });
      const snapshot = await directory(all);
      for (let i = 0; i < strings.length; i += 4) {
        const { found } = await snapshot.search(SALES, strings.slice(i, i + 4).join(' '), 3);
        if (found.length > 3) throw new Error('more were found than asked for');
      }
      expect(readNumbers(strings[0] ?? '', 'DE').every(({ e164 }) => /^\+\d+$/.test(e164))).toBe(true);
    }
    sayCases(`random strings: ${size} went through index, search and number reader`);
  }, 900_000);

  it('accepts words of any length, and any number of words', async () => {
    const snapshot = await directory([named('Anna Berger', { company: 'x'.repeat(256) })]);
    for (const text of ['a'.repeat(100_000), 'a '.repeat(50_000), '-'.repeat(1000), 'x'.repeat(300)]) {
      expect(Array.isArray((await snapshot.search(SALES, text, 50)).found)).toBe(true);
    }
    expect(await found(snapshot, 'x'.repeat(200))).toEqual(['Anna Berger']);
  });

  const folder = new URL('../../data/attacks/', import.meta.url);
  it.each(readdirSync(folder))('survives every string of %s as a name and as a query', async (file) => {
    const strings: string[] = [];
    const collect = (value: unknown) => {
      if (typeof value === 'string') strings.push(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    collect(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    const all = strings.map((text) =>
      aContact({ displayName: text.slice(0, 256) || 'x', surname: text.slice(0, 256) }),
    );
    const snapshot = await directory(all);
    for (const text of strings)
      expect(Array.isArray((await snapshot.search(SALES, text, 20)).found)).toBe(true);
    expect(strings.length).toBeGreaterThan(5);
  });
});
