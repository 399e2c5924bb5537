/**
 * Keys in KV. README.md tells who writes them and when.
 *
 * | key | value | life |
 * | --- | --- | --- |
 * | `head` | JSON, the current generation of every source (shared/directory/head.ts) | the one mutable key |
 * | `block/<32 hex>` | a block or a manifest, named by the hash of its bytes | immutable; deleted 24 h after it was superseded |
 * | `photo/<source>/<32 hex>` | a photo, named by the hash of its source and its bytes | immutable; deleted 24 h after no contact shows it |
 */
export const HEAD_KEY = 'head';

export function blockKey(name: string): string {
  return `block/${name}`;
}

/** The source is in the key, so a principal of one source cannot probe, not even by timing, for another source's photos. */
export function photoKey(sourceId: string, name: string): string {
  return `photo/${sourceId}/${name}`;
}
