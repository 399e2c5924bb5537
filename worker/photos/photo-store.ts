import { photoKey } from '../snapshot/keys.ts';

/** Shorter than for blocks: a photo that was deleted must not live on for long where it was read. */
const CACHE_SECONDS = 3600;

/** A source's photo, or undefined when KV does not have it. Only for callers who may see the source. */
export type ReadPhoto = (sourceId: string, name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

export function createPhotoStore(kv: KVNamespace): ReadPhoto {
  return async (sourceId, name) => {
    const bytes = await kv.get(photoKey(sourceId, name), { type: 'arrayBuffer', cacheTtl: CACHE_SECONDS });
    return bytes === null ? undefined : new Uint8Array(bytes);
  };
}
