import { create, insert, save, search } from '@orama/orama';
import type { NumberEngine, WordEngine } from './word-peer.ts';

const tokenizer = {
  language: 'english',
  normalizationCache: new Map<string, string>(),
  tokenize: (raw: string) => raw.split(' ').filter((word) => word !== ''),
};

/** Orama: all words, one edit allowed. Plain Levenshtein, so a transposition counts as two edits. */
export function oramaWords(): WordEngine {
  const database = create({
    // One field, because Orama wants all words in the same field, and people ask for a name and a company at once.
    schema: { words: 'string' },
    components: { tokenizer },
  });
  return {
    add(document, name, other) {
      insert(database, { id: String(document), words: [...name, ...other].join(' ') });
    },
    search(words, limit) {
      const term = words.join(' ');
      const tolerance = words.every((word) => word.length < 4) ? 0 : 1;
      return hits(search(database, { term, limit, threshold: 0, tolerance }));
    },
    bytes: () => JSON.stringify(save(database)).length,
  };
}

export function oramaNumbers(): NumberEngine {
  const database = create({ schema: { numbers: 'string' }, components: { tokenizer } });
  return {
    add(document, numbers) {
      insert(database, { id: String(document), numbers: numbers.join(' ') });
    },
    exact: (digits) => hits(search(database, { term: digits, limit: 100, threshold: 0, exact: true })),
    startingWith: (digits, limit) => hits(search(database, { term: digits, limit, threshold: 0 })),
    bytes: () => JSON.stringify(save(database)).length,
  };
}

function hits(results: ReturnType<typeof search>): number[] {
  if (results instanceof Promise) throw new TypeError('a synchronous search was expected');
  return results.hits.map(({ id }) => Number(id));
}
