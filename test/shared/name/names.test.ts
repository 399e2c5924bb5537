import { readFileSync } from 'node:fs';
import { assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EditCounter, FAR } from '#shared/directory/names/edit-distance.ts';
import { termBytes } from '#shared/directory/names/term-dictionary.ts';
import { foldWords, writtenWords } from '#shared/name/fold.ts';
import { koelner } from '#shared/name/koelner.ts';
import { readSpelling } from '#shared/name/written-letters.ts';
import { casesOf } from '../../support/sample.ts';

describe('folding', () => {
  it.each([
    ['Müller', 'Mueller', 'Muller'],
    ['Strauß', 'STRAUSS', 'Strauss'],
    ['Łukasz Żółty', 'Lukasz Zolty', 'ŁUKASZ ŻÓŁTY'],
    ['Yılmaz', 'Yilmaz', 'YILMAZ'],
    ["O'Connor", 'O’Connor', 'OConnor'],
    ['Søren Ångström', 'Soeren Angstroem', 'soren angstrom'],
    ['Ｂｅｒｇｅｒ', 'Berger', 'Ber\u200dger'],
  ])('folds %s, %s and %s alike', (...spellings) => {
    expect(new Set(spellings.map((text) => foldWords(text).join(' '))).size).toBe(1);
  });

  it('splits a double name into words', () => {
    expect(foldWords('Anna-Lena Meyer-Schmidt')).toEqual(['anna', 'lena', 'meyer', 'schmidt']);
  });

  it('ignores an invisible joiner anywhere, among all European letters', () => {
    const letters = [...Array(0x180).keys()].slice(0x20).map((code) => String.fromCharCode(code));
    assert(
      property(string({ unit: constantFrom(...letters), maxLength: 12 }), integer({ min: 0 }), (text, at) => {
        const position = at % (text.length + 1);
        expect(foldWords(text)).toEqual(foldWords(`${text.slice(0, position)}\u200d${text.slice(position)}`));
      }),
      { numRuns: casesOf({ sample: 5000, whole: 50_000 }) },
    );
  });

  it('gives the same words by way of how they are written, among all European letters', () => {
    const letters = [...Array(0x180).keys()].slice(0x20).map((code) => String.fromCharCode(code));
    const text = string({ unit: constantFrom(...letters, ...'aeouäöüßs'.repeat(20)), maxLength: 12 });
    assert(
      property(text, (given) => {
        expect(writtenWords(given).map((written) => readSpelling(written).word)).toEqual(foldWords(given));
      }),
      { numRuns: casesOf({ sample: 5000, whole: 50_000 }) },
    );
  });

  it('reads the first 256 characters of a longer text, whatever they are', () => {
    for (const letter of ['a', 'ü', 'ß', 'я'])
      expect(foldWords(letter.repeat(100_000))).toEqual([foldWords(letter).join('').repeat(256)]);
    expect(foldWords(`${'ß'.repeat(250)} ende`)).toEqual(['s'.repeat(500), 'ende']);
  });

  it('keeps scripts other than Latin', () => {
    expect(foldWords('田中 さくら')).toEqual(['田中', 'さくら']);
  });
});

describe('Kölner Phonetik', () => {
  const code = (name: string) =>
    koelner(
      name.toLowerCase().replace(/[äöüß]/g, (letter) => ({ ä: 'a', ö: 'o', ü: 'u', ß: 's' })[letter] ?? ''),
    );

  // A few words for every rule; the last ones are those on which published implementations differ.
  it.each([
    ['Müller-Lüdenscheidt', '65752682'],
    ['Wikipedia', '3412'],
    ['Breschnew', '17863'],
    ['Aychlmajr', '04567'],
    ['Xaver', '4837'],
    ['Axt', '0482'],
    ['Cäsar', '487'],
    ['Celsius', '858'],
    ['Schulze', '858'],
    ['Philipp', '351'],
    ['Hoffmann', '036'],
    ['Alec', '058'],
    ['Hamburg', '06174'],
  ])('codes %s as %s', (name, expected) => {
    expect(code(name)).toBe(expected);
  });

  it('agrees with every vector of commons-codec', () => {
    const file = new URL('../../data/phonetics/cologne.json', import.meta.url);
    const vectors: { encode: { in: string; out: string }[] } = JSON.parse(readFileSync(file, 'utf8'));
    expect(vectors.encode.filter((vector) => code(vector.in) !== vector.out)).toEqual([]);
    expect(vectors.encode).toHaveLength(88);
  });

  it.each([
    ['maier', 'meyer', 'mayr'],
    ['schmidt', 'schmitt', 'schmid'],
    ['stefan', 'stephan'],
    ['christian', 'kristian'],
    ['philipp', 'filip'],
  ])('gives %s and %s the same code', (...names) => {
    expect(new Set(names.map(koelner)).size).toBe(1);
  });
});

describe('edits', () => {
  const edits = (a: string, b: string, limit: number) =>
    new EditCounter(termBytes(a)).countTo(termBytes(b), termBytes(b).length, limit);

  it.each([
    ['meier', 'meier', 0],
    ['meier', 'meire', 1],
    ['meier', 'mier', 1],
    ['meier', 'meiser', 1],
    ['meier', 'maier', 1],
    ['berger', 'brger', 1],
    ['schmidt', 'schimtd', 2],
  ])('between %s and %s: %i', (a, b, count) => {
    expect(edits(a, b, 2)).toBe(count);
    expect(edits(b, a, 2)).toBe(count);
  });

  it('are not counted beyond the limit', () => {
    expect(edits('meier', 'schulz', 2)).toBe(FAR);
    expect(edits('meier', 'maier', 0)).toBe(FAR);
  });
});
