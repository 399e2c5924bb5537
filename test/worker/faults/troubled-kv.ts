import { env } from 'cloudflare:workers';
import { decodeHead, type Head } from '#shared/directory/head.ts';
import type { BlockStore } from '#shared/directory/store.ts';
import { blockKey, HEAD_KEY } from '../../../worker/snapshot/keys.ts';
import { createKvStore } from '../../../worker/snapshot/kv-store.ts';
import { SlowKv } from '../../support/slow-kv.ts';
import type { Random } from '../../tenant/company/random.ts';

export interface KvCall {
  operation: 'put' | 'get' | 'delete';
  key: string;
}

/** `refuse`: the call fails and has no effect. `lose-answer`: it takes effect, but reports a failure. */
export type KvTrouble = 'refuse' | 'lose-answer' | undefined;

/** The isolate's KV between the writing worker and readers in many locations, each of which sees a write at its own time. */
export class TroubledKv {
  /** Consulted before each call of the writer and of the readers. */
  trouble: (call: KvCall) => KvTrouble = () => undefined;
  /** Awaited before each call; may never end. */
  instead: (call: KvCall) => Promise<never> | undefined = () => undefined;
  readonly puts: { key: string; bytes: number; atMs: number }[] = [];
  /** Every head that was ever written, by its version. */
  readonly heads = new Map<number, Head>();
  /** The stored state, without delay and without trouble. */
  readonly exact: BlockStore;
  readonly #slow: SlowKv;
  readonly #prototype: Pick<KVNamespace, 'get' | 'put' | 'delete'>;
  readonly #real: Pick<KVNamespace, 'get' | 'put' | 'delete'>;

  constructor(random: Random, locations: number, now: () => number) {
    const clock = {
      get nowMs() {
        return now();
      },
    };
    this.#slow = new SlowKv(clock, random, locations);
    this.#prototype = Object.getPrototypeOf(env.DIRECTORY_KV);
    const { get, put, delete: remove } = this.#prototype;
    this.#real = { get, put, delete: remove };
    this.exact = createKvStore(env.DIRECTORY_KV);
  }

  /** Every write of the isolate goes through this class from now on. */
  start(): void {
    const { put, delete: remove } = this.#real;
    this.#prototype.put = async (key: string, value: Uint8Array) => {
      await this.instead({ operation: 'put', key });
      const trouble = this.trouble({ operation: 'put', key });
      if (trouble === 'refuse') throw new Error('KV PUT failed: 429 Too Many Requests');
      await put.call(env.DIRECTORY_KV, key, value);
      this.#note(key, value.slice());
      if (trouble === 'lose-answer') throw new Error('KV PUT failed: 500 Internal Server Error');
    };
    this.#prototype.delete = async (key: string | string[]) => {
      for (const one of [key].flat()) {
        const trouble = this.trouble({ operation: 'delete', key: one });
        if (trouble === 'refuse') throw new Error('KV DELETE failed: 500 Internal Server Error');
        await remove.call(env.DIRECTORY_KV, one);
        this.#slow.delete(nameOf(one));
        if (trouble === 'lose-answer') throw new Error('KV DELETE failed: 500 Internal Server Error');
      }
    };
  }

  stop(): void {
    Object.assign(this.#prototype, this.#real);
  }

  /** The store as seen from one location. */
  at(location: number): BlockStore {
    const slow = this.#slow.at(location);
    const read = (key: string, get: () => Promise<Uint8Array | undefined>) => {
      if (this.trouble({ operation: 'get', key })) throw new Error('KV GET failed: 503 Service Unavailable');
      return get();
    };
    return {
      readHead: async () => read(HEAD_KEY, () => slow.readHead()),
      readBlock: async (name) => read(blockKey(name), () => slow.readBlock(name)),
    };
  }

  #note(key: string, value: Uint8Array): void {
    this.puts.push({ key, bytes: value.length, atMs: Date.now() });
    this.#slow.put(nameOf(key), value);
    if (key !== HEAD_KEY) return;
    const head = decodeHead(value);
    this.heads.set(head.version, head);
  }
}

/** Readers know a block by its bare name. */
function nameOf(key: string): string {
  return key.replace(/^block\//, '');
}
