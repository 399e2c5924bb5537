import type { Contact } from '../contact.ts';
import type { BlockCache } from './block-cache.ts';
import { FormatError, type Generation, type HeadSource } from './head.ts';
import { Manifest, type ManifestFacts } from './manifest.ts';
import { type BlockStore, blockName, type Digest } from './store.ts';

/**
 * Blocks as one request sees them. Each is read once and checked. A source answers wholly from its current generation or
 * wholly from the previous one.
 */

export interface DirectoryOptions {
  store: BlockStore;
  digest: Digest;
  now: () => number;
  /** How long a head is used before the store is asked again; its propagation delay comes on top. */
  headMaxAgeMs: number;
  /** Memory for blocks; 48 MiB when absent, of the 128 MB that a worker has. */
  cacheBytes?: number;
  /** Asks the source itself for a number, when none of its generations can be read. */
  lastResort?: (sourceId: string, e164: string) => Promise<Contact[] | undefined>;
  /** Hears of missing or damaged blocks. Gets codes and hashes only. */
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

export interface ReadableGeneration extends Generation {
  facts: ManifestFacts;
}

class BlockMissing extends Error {}

export class SnapshotBlocks {
  readonly #sources: ReadonlyMap<string, HeadSource>;
  readonly #options: DirectoryOptions;
  readonly #cache: BlockCache;
  /** Sources that have answered this request from their previous generation. */
  readonly #fellBack = new Set<string>();
  /** Reads of this request alone: on the worker's platform, no request may await the read of another. */
  readonly #reading = new Map<string, Promise<object>>();

  constructor(sources: ReadonlyMap<string, HeadSource>, options: DirectoryOptions, cache: BlockCache) {
    this.#sources = sources;
    this.#options = options;
    this.#cache = cache;
  }

  /** The source's generations that can be read, the current one first. */
  async generations(sourceId: string): Promise<ReadableGeneration[]> {
    const { current, previous } = this.#sources.get(sourceId) ?? {};
    const read = [current, previous].map(async (generation) => {
      if (!generation) return [];
      try {
        const { facts } = await this.block(generation.manifest, (bytes) => new Manifest(bytes));
        return [{ ...generation, facts }];
      } catch (cause) {
        if (cause instanceof BlockMissing || cause instanceof FormatError) return [];
        throw cause;
      }
    });
    return (await Promise.all(read)).flat();
  }

  /** Answers from the current generation, or wholly from the previous one when a block of the current has not arrived or is damaged. */
  async answer<T>(sourceId: string, read: (manifest: Manifest) => Promise<T>): Promise<T> {
    const source = this.#sources.get(sourceId);
    if (!source) throw new DirectoryUnreadable(sourceId, undefined);
    let trouble: unknown;
    const { current, previous } = source;
    // Once a request has fallen back it stays there, though the missing block may arrive while it runs.
    for (const generation of this.#fellBack.has(sourceId) ? [previous, current] : [current, previous]) {
      if (!generation) continue;
      try {
        const answer = await read(await this.block(generation.manifest, (bytes) => new Manifest(bytes)));
        if (generation === previous) this.#fellBack.add(sourceId);
        return answer;
      } catch (cause) {
        if (!(cause instanceof BlockMissing) && !(cause instanceof FormatError)) throw cause;
        trouble ??= cause;
      }
    }
    throw new DirectoryUnreadable(sourceId, trouble);
  }

  /** The current manifest, where it is in memory and this request has not fallen back from it. */
  manifestInMemory(sourceId: string): Manifest | undefined {
    const current = this.#sources.get(sourceId)?.current;
    return current && !this.#fellBack.has(sourceId) ? this.inMemory(current.manifest) : undefined;
  }

  /** The cast holds because a name stands for one content and is only ever read as the kind that its manifest says. */
  inMemory<T extends object>(name: string): T | undefined {
    return this.#cache.get(name) as T | undefined;
  }

  /** Reads each block once, however often a request wants it. */
  async block<T extends object>(name: string, parse: (bytes: Uint8Array) => T): Promise<T> {
    const known = this.inMemory<T>(name);
    if (known) return known;
    const reading = (this.#reading.get(name) as Promise<T> | undefined) ?? this.#readBlock(name, parse);
    this.#reading.set(name, reading);
    return reading.finally(() => this.#reading.delete(name));
  }

  async #readBlock<T extends object>(name: string, parse: (bytes: Uint8Array) => T): Promise<T> {
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
    this.#cache.set(name, value, bytes.length);
    return value;
  }
}
