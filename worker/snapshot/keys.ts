/**
 * Keys in KV. README.md tells who writes them and when.
 *
 * | key | value | life |
 * | --- | --- | --- |
 * | `head` | JSON, the current generation of every source (shared/directory/head.ts) | the one mutable key |
 * | `block/<32 hex>` | a block or a manifest, named by the hash of its bytes | immutable; deleted 24 h after it was superseded |
 */
export const HEAD_KEY = 'head';

export function blockKey(name: string): string {
  return `block/${name}`;
}
