import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeHead } from '#shared/directory/head.ts';
import { DirectoryReader, type Snapshot } from '#shared/directory/reader.ts';
import type { BlockStore } from '#shared/directory/store.ts';
import { MemoryStore, sha256 } from '../../support/memory-store.ts';
import { SOURCE, SOURCES } from '../bench-source.ts';
import type { Peer } from './peer.ts';

/** Ringcard as in the worker: blocks in a store, with one reader over them. */

/** A warm cache holds every block of the largest directory. */
const WARM_CACHE_BYTES = 1024 * 1024 * 1024;

export function ringcard(): Peer {
  const store = new MemoryStore();
  // The head is read again only after a change.
  let changes = 0;
  const reader = readerOver(store, { cacheBytes: WARM_CACHE_BYTES, now: () => changes });
  return {
    name: 'ringcard',
    async build(contacts) {
      await store.publish(SOURCE, [...contacts]);
    },
    ...answering(() => opened(reader)),
    change: async (changed, removed) => {
      await store.publishChanges(SOURCE, changed, removed);
      changes++;
    },
    bytes: () => [...store.blocks.values()].reduce((sum, block) => sum + block.length, 0),
    reads: () => store.reads.blocks,
    save(folder) {
      mkdirSync(folder, { recursive: true });
      for (const [name, bytes] of store.blocks) writeFileSync(join(folder, name), bytes);
      writeFileSync(join(folder, 'head'), encodeHead(store.head));
    },
    close: () => store.blocks.clear(),
  };
}

/** A reader over another process's blocks, with only head and manifest in memory. */
export async function coldRingcard(folder: string): Promise<Peer> {
  const store = new FolderStore(folder);
  const reader = readerOver(store);
  const snapshot = await opened(reader);
  await snapshot.facts(SOURCE);
  store.reads = 0;
  return {
    name: 'ringcard-cold',
    build: async () => {},
    ...answering(() => opened(reader)),
    bytes: () => undefined,
    reads: () => store.reads,
    close: () => {},
  };
}

function answering(
  open: () => Promise<Snapshot>,
): Pick<Peer, 'lookUp' | 'startingWith' | 'endingWith' | 'search' | 'company'> {
  return {
    company: async (digits) => {
      const snapshot = await open();
      const found = await snapshot.matchCompany(SOURCES, `+${digits}`);
      return found?.contact.company;
    },
    lookUp: async (digits) => idsOf(await (await open()).lookUp(SOURCES, `+${digits}`)),
    startingWith: async (digits, limit) =>
      idsOf((await (await open()).numbersStartingWith(SOURCES, digits, limit)).found),
    endingWith: async (digits, limit) =>
      idsOf((await (await open()).numbersEndingWith(SOURCES, digits, limit)).found),
    search: async (text, limit) => idsOf((await (await open()).search(SOURCES, text, limit)).found),
  };
}

function readerOver(
  store: BlockStore,
  given: { cacheBytes?: number; now?: () => number } = {},
): DirectoryReader {
  return new DirectoryReader({ store, digest: sha256, now: () => 0, headMaxAgeMs: 1, ...given });
}

async function opened(reader: DirectoryReader): Promise<Snapshot> {
  const snapshot = await reader.open();
  if (!snapshot) throw new Error('nothing was published');
  return snapshot;
}

function idsOf(found: readonly { contact: { id: string } }[]): string[] {
  return found.map(({ contact }) => contact.id);
}

/** Blocks as files, read each time, so that resident memory shows only what the reader keeps. */
class FolderStore implements BlockStore {
  readonly #folder: string;
  reads = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async readHead(): Promise<Uint8Array> {
    return readFileSync(join(this.#folder, 'head'));
  }

  async readBlock(name: string): Promise<Uint8Array> {
    this.reads++;
    return readFile(join(this.#folder, name));
  }
}
