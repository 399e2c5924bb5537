import Fuse from 'fuse.js';
import type { NumberEngine, WordEngine } from './word-peer.ts';

/** Fuse.js: a contact's words as one text; each word of the query is matched separately. */
export function fuseWords(): WordEngine {
  const texts: string[] = [];
  let fuse = new Fuse<string>([]);
  return {
    add(_document, name, other) {
      texts.push([...name, ...other].join(' '));
    },
    finish() {
      fuse = new Fuse(texts, {
        useTokenSearch: true,
        tokenMatch: 'all',
        tokenize: (text: string) => text.split(' '),
        ignoreLocation: true,
        ignoreFieldNorm: true,
        threshold: 0.3,
        isCaseSensitive: true,
      });
    },
    search: (words, limit) => fuse.search(words.join(' '), { limit }).map(({ refIndex }) => refIndex),
    bytes: () => JSON.stringify(fuse.getIndex()).length + JSON.stringify(texts).length,
  };
}

export function fuseNumbers(): NumberEngine {
  const texts: string[] = [];
  let fuse = new Fuse<string>([]);
  const search = (pattern: string, limit: number) =>
    fuse.search(pattern, { limit }).map(({ refIndex }) => refIndex);
  return {
    add(_document, numbers) {
      texts.push(`,${numbers.join(',')},`);
    },
    finish() {
      fuse = new Fuse(texts, { useExtendedSearch: true, ignoreLocation: true, threshold: 0 });
    },
    exact: (digits) => search(`',${digits},`, 100),
    startingWith: (digits, limit) => search(`',${digits}`, limit),
    bytes: () => JSON.stringify(fuse.getIndex()).length + JSON.stringify(texts).length,
  };
}
