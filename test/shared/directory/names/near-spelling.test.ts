import { array, assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsNearly, editDistance, FAR } from '#shared/directory/names/edit-distance.ts';
import {
  compareBytes,
  TermDictionary,
  termBytes,
  writeDictionary,
} from '#shared/directory/names/term-dictionary.ts';
import { decodeUtf8 } from '#shared/directory/utf8.ts';

const letters = (minLength: number, maxLength: number) =>
  string({ unit: constantFrom(...'abc'), minLength, maxLength });

describe('a term that begins nearly as a word', () => {
  it('has a beginning that is one edit away from it, and no other term has', () => {
    assert(
      property(letters(4, 7), letters(9, 12), (typed, longer) => {
        const [word, term] = [termBytes(typed), termBytes(longer)];
        const isNear = [-1, 0, 1].some((more) => editDistance(word, term, word.length + more, 1) !== FAR);
        expect(beginsNearly(word, term) || longer.startsWith(typed)).toBe(isNear);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a dictionary', () => {
  it('gives every word, whatever was read before', () => {
    assert(
      property(
        array(letters(1, 9), { minLength: 1, maxLength: 60 }),
        array(integer({ min: 0 })),
        (some, places) => {
          const words = [...new Set(some)].map(termBytes).sort(compareBytes);
          const { starts, bytes } = writeDictionary(words);
          const dictionary = new TermDictionary(starts, bytes, words.length);
          for (const place of [...places, ...words.keys()].map((at) => at % words.length))
            expect(dictionary.text(place)).toBe(decodeUtf8(words[place] ?? new Uint8Array()));
        },
      ),
    );
  });
});
