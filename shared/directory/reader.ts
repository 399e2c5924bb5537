import type { MatchReason } from '../api.ts';
import type { Contact } from '../contact.ts';
import { BlockCache } from './block-cache.ts';
import {
  decodeHead,
  decodeManifest,
  FormatError,
  type Generation,
  type Head,
  type Manifest,
} from './head.ts';
import { NameBlock, parseNameQuery } from './name-block.ts';
import { NumberBlock, numberKey } from './number-block.ts';
import { type BlockStore, blockName, type Digest } from './store.ts';

/** Reads the index. The same code in the worker (over KV), in the browser's offline copy and in tests. */

export interface RankedSource {
  id: string;
  /** The lower number is shown first. */
  priority: number;
}

export interface FoundContact {
  sourceId: string;
  contact: Contact;
  /** Milliseconds since 1970 at which the source last equalled Microsoft 365. */
  asOf: number;
}

export interface FoundByName extends FoundContact {
  matched: MatchReason[];
}

export interface DirectoryOptions {
  store: BlockStore;
  digest: Digest;
  now: () => number;
  /** How long a head is used before the store is asked again; its propagation delay comes on top. */
  headMaxAgeMs: number;
  /** Memory for blocks; 32 MiB when absent, of the 128 MB that a worker has. */
  cacheBytes?: number;
  /** Told of blocks that were missing or damaged and had to be answered from elsewhere. Codes and hashes only. */
  onTrouble?: (trouble: { code: string; block: string }) => void;
}

/** Neither the current nor the previous generation of a source can be read. */
export class DirectoryUnreadable extends Error {
  readonly code = 'directory_unreadable';
  readonly sourceId: string;
  constructor(sourceId: string, cause: unknown) {
    super('no generation of the source can be read', { cause });
    this.name = 'DirectoryUnreadable';
    this.sourceId = sourceId;
  }
}

class BlockMissing extends Error {}

interface Scored {
  contact: Contact;
  score: number;
}

interface Placed {
  sourceId: string;
  asOf: number;
  priority: number;
}

export class DirectoryReader {
  readonly #options: DirectoryOptions;
  readonly #blocks: BlockCache;
  #head: { value: Head; readAt: number } | undefined;

  constructor(options: DirectoryOptions) {
    this.#options = options;
    this.#blocks = new BlockCache(options.cacheBytes ?? 32 * 1024 * 1024);
  }

  /** One state of the directory for a whole request; undefined when nothing was ever published. Throws FormatError on an unreadable head. */
  async open(): Promise<Snapshot | undefined> {
    const { store, now, headMaxAgeMs } = this.#options;
    if (!this.#head || now() - this.#head.readAt >= headMaxAgeMs) {
      const bytes = await store.readHead();
      if (bytes) {
        const value = decodeHead(bytes);
        // A store that is eventually consistent may answer with an older head than before: never go back.
        if (!this.#head || value.version >= this.#head.value.version) this.#head = { value, readAt: now() };
        else this.#head.readAt = now();
      }
    }
    return this.#head && new Snapshot(this.#head.value, this.#options, this.#blocks);
  }
}

export class Snapshot {
  readonly version: number;
  readonly sources: ReadonlyMap<string, { generation: Generation; asOf: number }>;
  readonly #head: Head;
  readonly #options: DirectoryOptions;
  readonly #blocks: BlockCache;

  constructor(head: Head, options: DirectoryOptions, blocks: BlockCache) {
    this.#head = head;
    this.#options = options;
    this.#blocks = blocks;
    this.version = head.version;
    this.sources = new Map(
      Object.entries(head.sources).map(([id, source]) => [
        id,
        { generation: source.current, asOf: source.asOf },
      ]),
    );
  }

  /** Throws DirectoryUnreadable. */
  async manifest(sourceId: string): Promise<Manifest> {
    return this.#answer(sourceId, async (manifest) => manifest);
  }

  /** Contacts that carry the number (E.164), best source first, then by name and id. Unknown sources are passed over. Throws DirectoryUnreadable. */
  async lookUp(sources: readonly RankedSource[], e164: string): Promise<FoundContact[]> {
    const digits = e164.slice(1);
    const perSource = await this.#perSource(sources, async (manifest) => {
      const block = await this.#numberBlock(manifest, numberKey(digits));
      return block?.exact(digits).map((contact) => ({ contact, score: 0 })) ?? [];
    });
    return inOrder(perSource).map(({ sourceId, asOf, contact }) => ({ sourceId, asOf, contact }));
  }

  /** Contacts one of whose numbers begins with the digits (E.164 without plus, unfinished). Throws DirectoryUnreadable. */
  async numbersStartingWith(
    sources: readonly RankedSource[],
    digits: string,
    limit: number,
  ): Promise<{ found: FoundContact[]; more: boolean }> {
    const perSource = await this.#perSource(sources, async (manifest) => {
      const { fences, blocks } = manifest.numberBlocks;
      const beyond = Number(digits.padEnd(15, '9'));
      const matches = new Map<string, { contact: Contact; score: number }>();
      for (let i = blockOf(fences, numberKey(digits)); i < blocks.length && matches.size <= limit; i++) {
        if ((fences[i] ?? 0) > beyond) break;
        const block = await this.#block(blocks[i] ?? '', (bytes) => new NumberBlock(bytes));
        for (const contact of block.startingWith(digits, limit + 1))
          matches.set(contact.id, { contact, score: 0 });
      }
      return [...matches.values()];
    });
    const found = inOrder(perSource).map(({ sourceId, asOf, contact }) => ({ sourceId, asOf, contact }));
    return { found: found.slice(0, limit), more: found.length > limit };
  }

  /** Contacts found by words in any order, best first. Throws DirectoryUnreadable. */
  async search(
    sources: readonly RankedSource[],
    text: string,
    limit: number,
  ): Promise<{ found: FoundByName[]; more: boolean }> {
    const query = parseNameQuery(text);
    if (!query) return { found: [], more: false };
    const perSource = await this.#perSource(sources, async (manifest) => {
      const matches = [];
      for (const name of manifest.nameBlocks) {
        const block = await this.#block(name, (bytes) => new NameBlock(bytes));
        matches.push(...block.search(query));
      }
      return matches;
    });
    const found = inOrder(perSource).map(({ sourceId, asOf, contact, matched }) => ({
      sourceId,
      asOf,
      contact,
      matched,
    }));
    return { found: found.slice(0, limit), more: found.length > limit };
  }

  async #perSource<T extends Scored>(
    sources: readonly RankedSource[],
    read: (manifest: Manifest) => Promise<T[]>,
  ): Promise<(T & Placed)[]> {
    const lists = await Promise.all(
      sources.map(async ({ id, priority }) => {
        const source = this.sources.get(id);
        if (!source) return [];
        const items = await this.#answer(id, read);
        return items.map((item) => ({ ...item, sourceId: id, asOf: source.asOf, priority }));
      }),
    );
    return lists.flat();
  }

  /** From the current generation, or whole from the previous one when a block of the current has not arrived or is damaged. */
  async #answer<T>(sourceId: string, read: (manifest: Manifest) => Promise<T>): Promise<T> {
    const source = this.#head.sources[sourceId];
    if (!source) throw new DirectoryUnreadable(sourceId, undefined);
    try {
      return await this.#inGeneration(source.current, read);
    } catch (cause) {
      if (!(cause instanceof BlockMissing || cause instanceof FormatError) || !source.previous) {
        throw cause instanceof BlockMissing || cause instanceof FormatError
          ? new DirectoryUnreadable(sourceId, cause)
          : cause;
      }
    }
    try {
      return await this.#inGeneration(source.previous, read);
    } catch (cause) {
      throw cause instanceof BlockMissing || cause instanceof FormatError
        ? new DirectoryUnreadable(sourceId, cause)
        : cause;
    }
  }

  async #inGeneration<T>(generation: Generation, read: (manifest: Manifest) => Promise<T>): Promise<T> {
    return read(await this.#block(generation.manifest, decodeManifest));
  }

  async #numberBlock(manifest: Manifest, key: number): Promise<NumberBlock | undefined> {
    const { fences, blocks } = manifest.numberBlocks;
    const name = blocks[blockOf(fences, key)];
    return name === undefined ? undefined : this.#block(name, (bytes) => new NumberBlock(bytes));
  }

  async #block<T extends object>(name: string, parse: (bytes: Uint8Array) => T): Promise<T> {
    const known = this.#blocks.get(name);
    // Blocks are named by their content, and a name is only ever read as the kind that its manifest says.
    if (known) return known as T;
    const bytes = await this.#options.store.readBlock(name);
    if (!bytes) {
      this.#options.onTrouble?.({ code: 'block_missing', block: name });
      throw new BlockMissing(name);
    }
    if ((await blockName(bytes, this.#options.digest)) !== name) {
      this.#options.onTrouble?.({ code: 'block_damaged', block: name });
      throw new FormatError('damaged', 'the bytes of a block do not fit its name');
    }
    const value = parse(bytes);
    this.#blocks.set(name, value, bytes.length);
    return value;
  }
}

/** Index of the block that holds the key if any does: the last whose first key is not above it. */
function blockOf(fences: readonly number[], key: number): number {
  let low = 0;
  let high = fences.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((fences[middle] ?? 0) <= key) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The fixed rule of merging: score, priority of the source, name, source, id. */
function inOrder<T extends Scored & Placed>(found: T[]): T[] {
  return found.sort(
    (a, b) =>
      b.score - a.score ||
      a.priority - b.priority ||
      compare(a.contact.displayName, b.contact.displayName) ||
      compare(a.sourceId, b.sourceId) ||
      compare(a.contact.id, b.contact.id),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
