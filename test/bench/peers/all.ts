import type { Peer } from './peer.ts';
import { wordPeer } from './word-peer.ts';

/** Every measured engine. Each is loaded only in the process that measures it. */

export interface PeerEntry {
  make: (options: { hasNumbers: boolean }) => Promise<Peer>;
  /** From this size on also asked in the directories where all contacts share a surname or a company. */
  pathologyFrom?: number;
  /** From this size on without the number index, which would be too large for what it shows. */
  numbersBelow?: number;
}

export const PEERS: Record<string, PeerEntry> = {
  ringcard: {
    make: async () => (await import('./ringcard.ts')).ringcard(),
    pathologyFrom: 0,
  },
  map: { make: async () => (await import('./number-map.ts')).numberMap() },
  'map+contact': { make: async () => (await import('./number-map.ts')).numberMapWithContacts() },
  flexsearch: {
    make: async ({ hasNumbers }) => {
      const { flexsearchNumbers, flexsearchWords } = await import('./flexsearch.ts');
      const numbers = hasNumbers ? flexsearchNumbers() : undefined;
      return wordPeer('flexsearch', { words: flexsearchWords(), numbers });
    },
    numbersBelow: 1_000_000,
  },
  'flexsearch+sound': {
    make: async () => {
      const { flexsearchWords } = await import('./flexsearch.ts');
      return wordPeer('flexsearch+sound', { words: flexsearchWords(), hasSounds: true });
    },
    pathologyFrom: 0,
  },
  minisearch: {
    make: async ({ hasNumbers }) => {
      const { minisearchNumbers, minisearchWords } = await import('./minisearch.ts');
      const numbers = hasNumbers ? minisearchNumbers() : undefined;
      return wordPeer('minisearch', { words: minisearchWords(1), numbers });
    },
  },
  'minisearch-fuzzy': {
    make: async () => {
      const { minisearchWords } = await import('./minisearch.ts');
      return wordPeer('minisearch-fuzzy', { words: minisearchWords(0.2) });
    },
  },
  'minisearch+sound': {
    make: async () => {
      const { minisearchWords } = await import('./minisearch.ts');
      return wordPeer('minisearch+sound', { words: minisearchWords(0.2, true) });
    },
    pathologyFrom: 100_000,
  },
  orama: {
    make: async ({ hasNumbers }) => {
      const { oramaNumbers, oramaWords } = await import('./orama.ts');
      return wordPeer('orama', { words: oramaWords(), numbers: hasNumbers ? oramaNumbers() : undefined });
    },
    numbersBelow: 1_000_000,
  },
  'orama+sound': {
    make: async () => {
      const { oramaWords } = await import('./orama.ts');
      return wordPeer('orama+sound', { words: oramaWords(), hasSounds: true });
    },
  },
  fuse: {
    make: async ({ hasNumbers }) => {
      const { fuseNumbers, fuseWords } = await import('./fuse.ts');
      return wordPeer('fuse', { words: fuseWords(), numbers: hasNumbers ? fuseNumbers() : undefined });
    },
  },
  'fuse+sound': {
    make: async () => {
      const { fuseWords } = await import('./fuse.ts');
      return wordPeer('fuse+sound', { words: fuseWords(), hasSounds: true });
    },
  },
  ufuzzy: {
    make: async ({ hasNumbers }) => {
      const { ufuzzyNumbers, ufuzzyWords } = await import('./ufuzzy.ts');
      return wordPeer('ufuzzy', { words: ufuzzyWords(), numbers: hasNumbers ? ufuzzyNumbers() : undefined });
    },
  },
  'ufuzzy+sound': {
    make: async () => {
      const { ufuzzyWords } = await import('./ufuzzy.ts');
      return wordPeer('ufuzzy+sound', { words: ufuzzyWords(), hasSounds: true });
    },
  },
  'sqlite-trigram': {
    make: async ({ hasNumbers }) => {
      const { sqliteNumbers, sqliteTrigram } = await import('./sqlite.ts');
      const numbers = hasNumbers ? sqliteNumbers() : undefined;
      return wordPeer('sqlite-trigram', { words: sqliteTrigram(), numbers });
    },
  },
  'sqlite-prefix+sound': {
    make: async () => {
      const { sqlitePrefixAndSound } = await import('./sqlite.ts');
      return wordPeer('sqlite-prefix+sound', { words: sqlitePrefixAndSound() });
    },
    pathologyFrom: 0,
  },
};
