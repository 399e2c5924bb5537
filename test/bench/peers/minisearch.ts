import MiniSearch, { type Query } from 'minisearch';
import { soundsOf } from './sound-terms.ts';
import type { NumberEngine, WordEngine } from './word-peer.ts';

interface Document {
  id: number;
  name: string;
  other: string;
}

const split = (text: string): string[] => text.split(' ').filter((word) => word !== '');

/**
 * MiniSearch: every word must be found, as a prefix or misspelt. `fuzzy`: whole edits for words of four letters and
 * more, or a share of the word's length. With sounds, an extra term lets each word also match by its Kölner code.
 */
export function minisearchWords(fuzzy: number, hasSounds = false): WordEngine {
  const index = new MiniSearch<Document>({
    fields: ['name', 'other'],
    tokenize: split,
    processTerm: (term) => term,
    searchOptions: {
      combineWith: 'AND',
      prefix: true,
      fuzzy: (term) => (term.length < 4 ? false : fuzzy),
      boost: { name: 2 },
    },
  });
  const terms = (words: readonly string[]) =>
    [...words, ...(hasSounds ? soundsOf(words).map((code) => `~${code}`) : [])].join(' ');
  return {
    add(document, name, other) {
      index.add({ id: document, name: terms(name), other: terms(other) });
    },
    search(words, limit) {
      const query: Query = hasSounds
        ? { combineWith: 'AND', queries: words.map((word) => byLetterOrSound(word)) }
        : words.join(' ');
      return index
        .search(query)
        .slice(0, limit)
        .map(({ id }) => Number(id));
    },
    bytes: () => JSON.stringify(index).length,
  };
}

function byLetterOrSound(word: string): Query {
  const sounds = soundsOf([word]).map((code) => `~${code}`);
  if (sounds.length === 0) return word;
  const bySound: Query = {
    queries: sounds,
    prefix: false,
    fuzzy: false,
    boost: { name: 0.6, other: 0.3 },
  };
  return { combineWith: 'OR', queries: [word, bySound] };
}

export function minisearchNumbers(): NumberEngine {
  const index = new MiniSearch<{ id: number; numbers: string }>({
    fields: ['numbers'],
    tokenize: split,
    processTerm: (term) => term,
  });
  const search = (digits: string, prefix: boolean) =>
    index.search(digits, { prefix }).map(({ id }) => Number(id));
  return {
    add(document, numbers) {
      if (numbers.length > 0) index.add({ id: document, numbers: numbers.join(' ') });
    },
    exact: (digits) => search(digits, false),
    startingWith: (digits, limit) => search(digits, true).slice(0, limit),
    bytes: () => JSON.stringify(index).length,
  };
}
