import { type BlockStore, blockName } from '#shared/directory/store.ts';
import { sha256 } from './memory-store.ts';

/** A clock that advances only when a test moves it. */
export interface Clock {
  nowMs: number;
}

const SECOND_MS = 1000;
const HEAD = 'head';
/** The shortest `cacheTtl` that KV accepts. */
const HEAD_CACHE_MS = 30 * SECOND_MS;
const BLOCK_CACHE_MS = 24 * 60 * 60 * SECOND_MS;
/** "Not found" is cached as well: https://developers.cloudflare.com/kv/concepts/how-kv-works/ */
const MISS_CACHE_MS = 60 * SECOND_MS;
/** The share of writes that take one to two minutes to reach a location. */
const TAIL_SHARE = 0.02;

/** Undefined means deleted. */
type Value = Uint8Array | undefined;

interface Write {
  value: Value;
  /** The time at which each location sees it. */
  visibleAtMs: number[];
}

/**
 * Cloudflare KV as readers experience it: every write reaches every location after its own delay, so writes overtake
 * one another, and each location caches what it has read, found or not.
 */
export class SlowKv {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #writes = new Map<string, Write[]>();
  readonly #caches: Map<string, { value: Value; untilMs: number }>[];
  /** The key under which a name is stored: the name itself, or a slot that is reused. */
  readonly #keyOf: (name: string) => string;

  constructor(
    clock: Clock,
    random: () => number,
    locations: number,
    keyOf: (name: string) => string = (name) => name,
  ) {
    this.#clock = clock;
    this.#random = random;
    this.#caches = Array.from({ length: locations }, () => new Map());
    this.#keyOf = keyOf;
  }

  put(name: string, value: Value): void {
    const key = this.#keyOf(name);
    const visibleAtMs = this.#caches.map(() => this.#clock.nowMs + this.#delayMs());
    this.#writes.set(key, [...(this.#writes.get(key) ?? []), { value, visibleAtMs }]);
  }

  delete(name: string): void {
    this.put(name, undefined);
  }

  async putBlock(bytes: Uint8Array): Promise<string> {
    const name = await blockName(bytes, sha256);
    this.put(name, bytes);
    return name;
  }

  putHead(bytes: Uint8Array): void {
    this.put(HEAD, bytes);
  }

  /** The store as seen from one location. */
  at(location: number): BlockStore {
    return {
      readHead: async () => this.#get(location, HEAD, HEAD_CACHE_MS),
      readBlock: async (name) => this.#get(location, name, BLOCK_CACHE_MS),
    };
  }

  #get(location: number, name: string, cacheMs: number): Value {
    const key = this.#keyOf(name);
    const { nowMs } = this.#clock;
    const cached = this.#caches[location]?.get(key);
    if (cached && nowMs < cached.untilMs) return cached.value;
    // The newest write that has arrived. An older one that arrives later changes nothing.
    const write = this.#writes
      .get(key)
      ?.findLast(({ visibleAtMs }) => (visibleAtMs[location] ?? Infinity) <= nowMs);
    const value = write?.value;
    this.#caches[location]?.set(key, { value, untilMs: nowMs + (value ? cacheMs : MISS_CACHE_MS) });
    return value;
  }

  #delayMs(): number {
    const seconds = this.#random() < TAIL_SHARE ? 60 + this.#random() * 60 : this.#random() * 60;
    return seconds * SECOND_MS;
  }
}
