import type { BlockStore } from '#shared/directory/store.ts';
import { blockKey, HEAD_KEY } from './keys.ts';

/** A block never changes under its name, so KV may cache it at each location for a day. */
const BLOCK_CACHE_SECONDS = 86_400;
/** The shortest time that KV accepts. */
const HEAD_CACHE_SECONDS = 30;

/** Reads the index from KV. It writes nothing: a Source writes blocks, the Publisher the head. */
export function createKvStore(kv: KVNamespace): BlockStore {
  return {
    readHead: () => read(kv, HEAD_KEY, HEAD_CACHE_SECONDS),
    readBlock: (name) => read(kv, blockKey(name), BLOCK_CACHE_SECONDS),
  };
}

async function read(kv: KVNamespace, key: string, cacheTtl: number): Promise<Uint8Array | undefined> {
  const bytes = await kv.get(key, { type: 'arrayBuffer', cacheTtl });
  return bytes === null ? undefined : new Uint8Array(bytes);
}

/** SHA-256 by WebCrypto, for `blockName`. */
export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
