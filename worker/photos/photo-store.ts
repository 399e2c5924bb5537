import { photoKey } from '../snapshot/keys.ts';

/** Shorter than for blocks: a deleted photo must not live on for long in the caches of locations that read it. */
const CACHE_SECONDS = 3600;

/** Reads a source's photo; undefined when KV does not have it. Check first that the principal may see the source. */
export type ReadPhoto = (sourceId: string, name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

export function createPhotoStore(kv: KVNamespace): ReadPhoto {
  return async (sourceId, name) => {
    const bytes = await kv.get(photoKey(sourceId, name), { type: 'arrayBuffer', cacheTtl: CACHE_SECONDS });
    return bytes === null ? undefined : new Uint8Array(bytes);
  };
}
