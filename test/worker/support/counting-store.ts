import { env } from 'cloudflare:workers';
import type { BlockStore } from '#shared/directory/store.ts';
import { createKvStore } from '../../../worker/snapshot/kv-store.ts';

/** A store that records every read. */
export function countingStore(): BlockStore & { reads: string[] } {
  const store = createKvStore(env.DIRECTORY_KV);
  const reads: string[] = [];
  return {
    reads,
    readHead: () => {
      reads.push('head');
      return store.readHead();
    },
    readBlock: (name) => {
      reads.push(name);
      return store.readBlock(name);
    },
  };
}
