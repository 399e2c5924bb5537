import { Index } from 'flexsearch';
import type { NumberEngine, WordEngine } from './word-peer.ts';

/** FlexSearch: prefixes of every word; the words of the name come first and weigh more. */
export function flexsearchWords(): WordEngine {
  const index = new Index({ tokenize: 'forward', encode: (text: string) => text.split(' ') });
  return {
    add(document, name, other) {
      index.add(document, [...name, ...other].join(' '));
    },
    search: (words, limit) => ids(index.search(words.join(' '), { limit })),
    bytes: () => exported(index),
  };
}

export function flexsearchNumbers(): NumberEngine {
  const index = new Index({ tokenize: 'forward', encode: (text: string) => text.split(' ') });
  const numbersOf: string[][] = [];
  return {
    add(document, numbers) {
      numbersOf[document] = numbers;
      if (numbers.length > 0) index.add(document, numbers.join(' '));
    },
    // The answer also contains longer numbers with this beginning.
    exact: (digits) =>
      ids(index.search(digits, { limit: 1000 })).filter((document) => numbersOf[document]?.includes(digits)),
    startingWith: (digits, limit) => ids(index.search(digits, { limit })),
    bytes: () => exported(index),
  };
}

function ids(found: unknown): number[] {
  return Array.isArray(found) ? found.map(Number) : [];
}

function exported(index: Index): number {
  let sum = 0;
  index.export((_key: string, data: string) => {
    sum += data?.length ?? 0;
  });
  return sum;
}
