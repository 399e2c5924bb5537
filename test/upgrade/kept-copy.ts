import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { ok } from '#shared/result.ts';
import type { WorkerClient } from '../../extension/api/api-client.ts';
import { createOfflineCopy, type OfflineCopy } from '../../extension/offline/offline-copy.ts';
import { createOfflineStore } from '../../extension/offline/offline-store.ts';
import type { RecordedCopy } from './record.ts';

/** The offline copy of an earlier version of the extension, for the current one. */

/** Writes the copy into IndexedDB. The key is not extractable, as in a browser. */
export async function restoreCopy({ database, key, values }: RecordedCopy): Promise<void> {
  const raw = bytesOf(key);
  const sealing = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const db = await openDB(database.name, database.version, {
    upgrade(made) {
      made.createObjectStore('keys');
      made.createObjectStore('values');
    },
  });
  await db.put('keys', sealing, 'key');
  for (const [name, { iv, bytes }] of Object.entries(values))
    await db.put('values', { iv: bytesOf(iv), bytes: bytesOf(bytes).buffer }, name);
  db.close();
}

/** The current extension's view of the copy, an hour after the worker confirmed it. */
export function openCopy({ owner, person, confirmedAt }: RecordedCopy, worker: WorkerClient): OfflineCopy {
  return createOfflineCopy({
    store: createOfflineStore(),
    owner: async () => owner,
    person: async () => ok(person),
    readOffline: () => worker.ask('offline', {}),
    readBlock: (source, hash) => worker.ask('offlineBlock', { path: { source, hash } }),
    estimate: async () => ({}),
    now: () => confirmedAt + 60 * 60_000,
    wait: async () => undefined,
  });
}

/** The names found by number and by name; undefined without a usable copy. */
export async function findIn(copy: OfflineCopy, { number, name }: RecordedCopy) {
  const opened = await copy.open();
  if (!opened) return undefined;
  const place = { country: 'DE' } as const;
  const byNumber = await opened.answers.findNumber(number, place);
  const byName = await opened.answers.search(name, { limit: 5, place });
  const [first] = byName.ok ? byName.value.hits : [];
  return {
    byNumber: byNumber.ok ? byNumber.value.hits.map(({ contact }) => contact.displayName) : byNumber.failure,
    byName: first?.contact.displayName,
  };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
