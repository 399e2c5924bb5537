import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import { DirectoryReader, type Snapshot } from '#shared/directory/reader.ts';
import { foldWords } from '#shared/name/fold.ts';
import { HEAD_NAMES } from '../../bench/data/head-names.ts';
import { aContact } from '../../support/contacts.ts';
import { MemoryStore, sha256 } from '../../support/memory-store.ts';
import { casesOf } from '../../support/sample.ts';

const SALES = [{ id: 'sales', priority: 1 }];

async function directory(contacts: Contact[]): Promise<Snapshot> {
  const store = new MemoryStore();
  await store.publish('sales', contacts);
  const reader = new DirectoryReader({ store, digest: sha256, now: () => 0, headMaxAgeMs: 1 });
  const snapshot = await reader.open();
  if (!snapshot) throw new Error('nothing was published');
  return snapshot;
}

const found = async (snapshot: Snapshot, text: string, limit = 50) =>
  (await snapshot.search(SALES, text, limit)).found.map(({ contact }) => contact);
const surnames = async (names: readonly string[], text: string, limit?: number) =>
  (await found(await directory(names.map(named)), text, limit)).map(({ surname }) => surname);
const named = (surname: string) =>
  aContact({ displayName: `Erika ${surname}`, givenName: 'Erika', surname, numbers: [] });

/** A word without the accents that the typed one does not have either. */
function asTyped(word: string, typed: string): string {
  const letters = word.toLowerCase().replace(/['’]/g, '');
  let plain = '';
  for (const letter of letters) {
    const isTyped = 'äöüß'.includes(letter) && typed[[...plain].length] === letter;
    const bare = { ø: 'o', ł: 'l', ı: 'i', æ: 'ae', đ: 'd' }[letter] ?? letter;
    plain += isTyped ? letter : bare.normalize('NFD').replace(/\p{M}/gu, '');
  }
  return plain;
}

describe('what is typed', () => {
  it.each([
    ['mon', ['Moen', 'Moen', 'Monheim', 'Mona', 'Monika', 'Möncke'], ['Moen', 'Moen']],
    ['mos', ['Moes', 'Moser', 'Mosbach'], ['Moes']],
    ['hul', ['Huel', 'Hulbert', 'Hülsmann'], ['Huel']],
    ['gol', ['Goel', 'Göl', 'Goller'], ['Goel']],
    ['due', ['Dunker', 'Dürr', 'Duerr', 'Du'], ['Dürr', 'Du', 'Dunker']],
    ['moen', ['Mona', 'Monika', 'Moen', 'Mön'], ['Mön', 'Mona', 'Monika']],
    ['mön', ['Mona', 'Monika', 'Moen', 'Mön'], ['Moen', 'Mona', 'Monika']],
    ['mueller', ['Muller', 'Müller', 'Mueller'], ['Müller', 'Muller']],
    ['müller', ['Muller', 'Mueller', 'Müller'], ['Mueller', 'Muller']],
    ['muller', ['Mueller', 'Muller', 'Müller'], ['Mueller']],
    ['strauss', ['Strauß', 'Strauss', 'Straussmann'], ['Strauß']],
    ['strauß', ['Strauss', 'Strauß'], ['Strauss']],
    ['stras', ['Straße', 'Strasser'], ['Straße']],
    ['soeren', ['Sören', 'Søren', 'Soeren', 'Soren'], ['Sören', 'Søren', 'Soren']],
    ['rue', ['Rüg', 'Rüegg', 'Ruegg', 'Rugger'], ['Rüg', 'Rugger']],
    ['rug', ['Rüegg', 'Rugger', 'Rüg'], ['Rüegg']],
    ['rüeg', ['Ruegg', 'Rüegg', 'Rügen'], ['Ruegg', 'Rügen']],
    ['aeb', ['Äbischer', 'Abicht', 'Aebischer'], ['Äbischer', 'Abicht']],
  ])('goes before what only folds to %s', async (typed, names, folded) => {
    const answer = await surnames(names, typed);
    expect(answer.toSorted()).toEqual(names.toSorted());
    expect(answer.slice(names.length - folded.length)).toEqual(folded);
  });

  it('is not hidden by a crowd of names that only fold to it', async () => {
    const crowd = Array.from({ length: 200 }, () => 'Moen');
    expect(await surnames([...crowd, 'Mona', 'Monika'], 'mon', 10)).toEqual([
      'Mona',
      'Monika',
      ...Array.from({ length: 8 }, () => 'Moen'),
    ]);
  });

  it('counts with each of several words, and wherever it stands', async () => {
    const people = [
      aContact({ displayName: 'Petra Moen', givenName: 'Petra', surname: 'Moen', company: 'Abel' }),
      aContact({ displayName: 'Petra Klein', givenName: 'Petra', surname: 'Klein', town: 'Monheim' }),
    ];
    const snapshot = await directory(people);
    const names = async (text: string) => (await found(snapshot, text)).map(({ surname }) => surname);
    expect(await names('mon')).toEqual(['Klein', 'Moen']);
    expect(await names('petra mon')).toEqual(['Klein', 'Moen']);
    expect(await names('petra moen')).toEqual(['Moen', 'Klein']);
  });

  const pool = [...HEAD_NAMES.de.surnames, ...HEAD_NAMES.tr.surnames, ...HEAD_NAMES.fr.surnames];
  const respelt = (name: string) => [
    name,
    name.replace(/[äöüßÄÖÜ]/g, (letter) => SPELT[letter] ?? letter),
    name.replace(/(?<=[aou])e/, ''),
  ];
  const SPELT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' };
  const withUmlauts = pool.filter((name) => /[äöüß]|[aou]e|ss/i.test(name)).flatMap(respelt);
  const some = fc.array(fc.constantFrom(...withUmlauts, ...pool), { minLength: 5, maxLength: 60 });

  it('goes first for every beginning of every name, however it is spelt', async () => {
    await fc.assert(
      fc.asyncProperty(some, fc.nat(), fc.nat(), async (names, which, length) => {
        const snapshot = await directory(names.map(named));
        const name = names[which % names.length]?.toLowerCase() ?? '';
        for (const typed of respelt(name).map((each) => each.slice(0, 2 + (length % 6)))) {
          const answer = (await found(snapshot, typed)).map(({ surname = '' }) => surname);
          const isLiteral = (surname: string) =>
            surname.split(/[ -]/).some((word) => asTyped(word, typed).startsWith(typed));
          const literal = names.filter(isLiteral);
          expect(answer.slice(0, literal.length).filter((surname) => !isLiteral(surname))).toEqual([]);
          const [folded = ''] = foldWords(typed);
          const alike = names.filter((other) => foldWords(other).some((word) => word.startsWith(folded)));
          expect(answer).toEqual(expect.arrayContaining(alike));
        }
      }),
      { numRuns: casesOf({ sample: 60, whole: 2000 }) },
    );
  });
});
