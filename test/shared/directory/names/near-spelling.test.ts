import { array, assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsNearly, EditCounter, FAR } from '#shared/directory/names/edit-distance.ts';
import { letterSignature } from '#shared/directory/names/segment.ts';
import {
  compareBytes,
  TermDictionary,
  termBytes,
  writeDictionary,
} from '#shared/directory/names/term-dictionary.ts';
import { TermRows } from '#shared/directory/names/term-rows.ts';
import { decodeUtf8 } from '#shared/directory/utf8.ts';
import { casesOf } from '../../../support/sample.ts';

const letters = (minLength: number, maxLength: number) =>
  string({ unit: constantFrom(...'abc'), minLength, maxLength });

/** The textbook definition: the least count over every possible last step. */
function editsBetween(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  const isSwapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return Math.min(
    editsBetween(x, y) + (a.at(-1) === b.at(-1) ? 0 : 1),
    editsBetween(x, b) + 1,
    editsBetween(a, y) + 1,
    isSwapped ? editsBetween(x.slice(0, -1), y.slice(0, -1)) + 1 : Number.POSITIVE_INFINITY,
  );
}

describe('edits between two words', () => {
  it('are the fewest letters added, left out, changed or swapped with their neighbours', () => {
    assert(
      property(letters(0, 6), letters(0, 6), integer({ min: 0, max: 6 }), (a, b, limit) => {
        const counted = new EditCounter(termBytes(a)).countTo(termBytes(b), b.length, limit);
        const edits = editsBetween(a, b);
        expect(counted).toBe(edits <= limit ? edits : FAR);
      }),
      { numRuns: casesOf({ sample: 3000, whole: 30_000 }) },
    );
  });

  it('do not change with equal letters before and behind, up to the longest word', () => {
    assert(
      property(letters(0, 5), letters(0, 5), integer({ min: 0, max: 27 }), (a, b, more) => {
        const [before, behind] = ['d'.repeat(Math.floor(more / 2)), 'e'.repeat(Math.ceil(more / 2))];
        const [word, term] = [before + a + behind, before + b + behind].map(termBytes);
        expect(
          new EditCounter(word ?? new Uint8Array()).countTo(term ?? new Uint8Array(), term?.length ?? 0, 9),
        ).toBe(editsBetween(a, b));
      }),
      { numRuns: casesOf({ sample: 1000, whole: 10_000 }) },
    );
  });
});

describe('a term that nearly begins with a word', () => {
  it('has a beginning one edit away from the word, and no other term has one', () => {
    assert(
      property(letters(4, 7), letters(9, 12), (typed, longer) => {
        const [word, term] = [termBytes(typed), termBytes(longer)];
        const isNear = [-1, 0, 1].some(
          (more) => new EditCounter(word).countTo(term, word.length + more, 1) !== FAR,
        );
        expect(beginsNearly(word, term) || longer.startsWith(typed)).toBe(isNear);
      }),
      { numRuns: casesOf({ sample: 5000, whole: 50_000 }) },
    );
  });
});

describe('the rows of a dictionary', () => {
  const words = array(string({ unit: constantFrom(...'abcdez9'), minLength: 1, maxLength: 12 }), {
    maxLength: 80,
  });
  const rowsOf = (some: readonly string[]) => {
    const terms = some.map(termBytes);
    return new TermRows(
      Uint32Array.from(terms, letterSignature),
      Uint8Array.from(terms, ({ length }) => length),
    );
  };
  const lettersOf = (word: string) => new Set(word.match(/[a-z]/g));
  const lacking = (word: string, term: string) =>
    [...lettersOf(word)].filter((letter) => !lettersOf(term).has(letter)).length;

  it('name the terms of similar length with similar letters', () => {
    assert(
      property(
        words,
        letters(1, 8),
        constantFrom(1, 2, 3),
        constantFrom(2, 4),
        (some, word, edits, differing) => {
          const visited: string[] = [];
          rowsOf(some).forNear(letterSignature(termBytes(word)), word.length, edits, differing, (term) =>
            visited.push(some[term] ?? 'none'),
          );
          expect(visited).toEqual(
            some.filter(
              (term) =>
                Math.abs(term.length - word.length) <= edits &&
                lacking(word, term) <= edits &&
                lacking(word, term) + lacking(term, word) <= differing,
            ),
          );
        },
      ),
      { numRuns: casesOf({ sample: 2000, whole: 20_000 }) },
    );
  });

  it('name the longer terms that lack at most one letter', () => {
    assert(
      property(words, letters(1, 8), integer({ min: 0, max: 12 }), (some, word, bytes) => {
        const visited: string[] = [];
        rowsOf(some).forBeginning(letterSignature(termBytes(word)), bytes, (term) =>
          visited.push(some[term] ?? 'none'),
        );
        expect(visited).toEqual(some.filter((term) => term.length > bytes && lacking(word, term) <= 1));
      }),
      { numRuns: casesOf({ sample: 2000, whole: 20_000 }) },
    );
  });
});

describe('a dictionary', () => {
  it('returns every word, whatever was read before', () => {
    assert(
      property(
        array(letters(1, 9), { minLength: 1, maxLength: 60 }),
        array(integer({ min: 0 })),
        (some, positions) => {
          const words = [...new Set(some)].map(termBytes).sort(compareBytes);
          const { starts, bytes } = writeDictionary(words);
          const dictionary = new TermDictionary(starts, bytes, words.length);
          for (const position of [...positions, ...words.keys()].map((at) => at % words.length))
            expect(dictionary.text(position)).toBe(decodeUtf8(words[position] ?? new Uint8Array()));
          const { starts: from, bytes: all } = dictionary.unpacked;
          expect(words.map((_, position) => decodeUtf8(all, from[position], from[position + 1]))).toEqual(
            words.map((word) => decodeUtf8(word)),
          );
        },
      ),
    );
  });
});
