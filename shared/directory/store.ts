import { toHex } from '../hex.ts';

/**
 * Where an index lives. The worker gives KV, the browser's offline copy IndexedDB, tests a map.
 * A block is immutable and named by the hash of its bytes (`blockName`); the head is the one thing that changes.
 */
export interface BlockStore {
  /** Bytes of the newest head, or undefined before anything was published. */
  readHead(): Promise<Uint8Array | undefined>;
  /** Bytes of a block, or undefined when the store does not have it (yet). Only names learnt from a head or a manifest are asked for. */
  readBlock(name: string): Promise<Uint8Array | undefined>;
}

/** SHA-256, as WebCrypto gives it; an argument because this folder has no crypto of its own. */
export type Digest = (bytes: Uint8Array) => Promise<Uint8Array>;

/** Name of a block: the first 128 bits of the SHA-256 of its bytes, in hexadecimal. */
export async function blockName(bytes: Uint8Array, digest: Digest): Promise<string> {
  const hash = await digest(bytes);
  return toHex(hash.subarray(0, 16));
}
