import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { ok } from '#shared/result.ts';
import type { WorkerClient } from '../../extension/api/api-client.ts';
import { createOfflineCopy } from '../../extension/offline/offline-copy.ts';
import { createOfflineStore } from '../../extension/offline/offline-store.ts';
import type { RecordedCopy } from './record.ts';

/** Makes an offline copy with the extension's own code, and exports it with the key that a browser would not give out. */

const DATABASE = 'offline';

export async function recordCopy(
  client: WorkerClient,
  facts: Pick<RecordedCopy, 'owner' | 'person' | 'number' | 'name'>,
): Promise<RecordedCopy> {
  const confirmedAt = Date.now();
  const copy = createOfflineCopy({
    store: createOfflineStore(),
    owner: async () => facts.owner,
    person: async () => ok(facts.person),
    readOffline: () => client.ask('offline', {}),
    readBlock: (source, hash) => client.ask('offlineBlock', { path: { source, hash } }),
    estimate: async () => ({}),
    now: () => confirmedAt,
    wait: async () => undefined,
  });
  const { phase, contacts } = await withKeysThatCanBeTaken(() => copy.refresh());
  if (phase !== 'ready') throw new Error(`The offline copy is ${phase}.`);
  return { ...facts, confirmedAt, contacts, ...(await readDatabase()) };
}

async function readDatabase(): Promise<Pick<RecordedCopy, 'database' | 'key' | 'values'>> {
  const db = await openDB(DATABASE);
  const [key]: CryptoKey[] = await db.getAll('keys');
  if (!key) throw new Error('The offline copy has no key.');
  const names = await db.getAllKeys('values');
  const sealed: { iv: Uint8Array; bytes: ArrayBuffer }[] = await db.getAll('values');
  const { version } = db;
  db.close();
  return {
    database: { name: DATABASE, version },
    key: base64(await crypto.subtle.exportKey('raw', key)),
    values: Object.fromEntries(
      sealed.map(({ iv, bytes }, i) => [String(names[i]), { iv: base64(iv), bytes: base64(bytes) }]),
    ),
  };
}

async function withKeysThatCanBeTaken<T>(work: () => Promise<T>): Promise<T> {
  const { subtle } = crypto;
  const original = subtle.generateKey;
  const generate = original.bind(subtle) as (...given: unknown[]) => Promise<CryptoKey>;
  const taking = (algorithm: unknown, _extractable: unknown, usages: unknown) =>
    generate(algorithm, true, usages);
  Object.defineProperty(subtle, 'generateKey', { value: taking, configurable: true });
  try {
    return await work();
  } finally {
    Object.defineProperty(subtle, 'generateKey', { value: original, configurable: true });
  }
}

function base64(bytes: ArrayBuffer | Uint8Array): string {
  return Buffer.from(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)).toString('base64');
}
