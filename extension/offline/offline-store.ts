import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * Keeps the copy in IndexedDB. Each value is encrypted on its own: AES-GCM with a random IV, and with its own name as
 * additional data, so that no block can pass for another. The key cannot be exported from the browser. It is deleted with
 * everything else, and bytes that remain on the disk are then unreadable.
 */

export interface OfflineStore {
  readCatalogue(): Promise<unknown>;
  /** Does nothing once the copy was deleted. `life` comes from `begin`. */
  writeCatalogue(life: number, catalogue: unknown): Promise<void>;
  readBlock(source: string, hash: string): Promise<Uint8Array | undefined>;
  writeBlock(life: number, source: string, hash: string, bytes: Uint8Array): Promise<void>;
  /** The stored blocks, as `source/hash`. */
  list(): Promise<Set<string>>;
  remove(life: number, places: readonly string[]): Promise<void>;
  /** Number of the copy's current life; every deletion begins a new one. */
  begin(): number;
  /** Deletes everything, the key first. */
  clear(): Promise<void>;
}

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  values: { key: string; value: Sealed };
}

const NAME = 'offline';
const KEY = 'key';
const CATALOGUE = 'catalogue';
const IV_BYTES = 12;

export function placeOf(source: string, hash: string): string {
  return `${source}/${hash}`;
}

export function createOfflineStore(): OfflineStore {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  let life = 0;
  let deleting: Promise<void> = Promise.resolve();

  async function open(): Promise<IDBPDatabase<Schema>> {
    opened ??= openDB<Schema>(NAME, 1, {
      upgrade(db) {
        db.createObjectStore('keys');
        db.createObjectStore('values');
      },
      terminated() {
        opened = undefined;
      },
    });
    return await opened;
  }

  async function keyFor(mine: number): Promise<CryptoKey | undefined> {
    const db = await open();
    const known = await db.get('keys', KEY);
    if (known) return known;
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    if (mine !== life) return undefined;
    // Two first writes can race: the first stored key serves both.
    const work = db.transaction('keys', 'readwrite');
    const other = await work.store.get(KEY);
    if (!other) await work.store.put(made, KEY);
    await work.done;
    return other ?? made;
  }

  async function write(mine: number, place: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await deleting;
    const key = await keyFor(mine);
    if (!key) return;
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const sealed = { iv, bytes: await crypto.subtle.encrypt(algorithm(iv, place), key, bytes) };
    const db = await open();
    // No await between this check and the put, so that no deletion can come between.
    if (mine === life) await db.put('values', sealed, place);
  }

  async function read(place: string): Promise<Uint8Array | undefined> {
    await deleting;
    const db = await open();
    const [key, sealed] = await Promise.all([db.get('keys', KEY), db.get('values', place)]);
    if (!key || !sealed) return undefined;
    try {
      return new Uint8Array(await crypto.subtle.decrypt(algorithm(sealed.iv, place), key, sealed.bytes));
    } catch {
      return undefined;
    }
  }

  return {
    async readCatalogue() {
      const bytes = await read(CATALOGUE);
      try {
        return bytes && JSON.parse(new TextDecoder().decode(bytes));
      } catch {
        return undefined;
      }
    },
    writeCatalogue: (mine, catalogue) =>
      write(mine, CATALOGUE, new TextEncoder().encode(JSON.stringify(catalogue))),
    readBlock: (source, hash) => read(placeOf(source, hash)),
    writeBlock: (mine, source, hash, bytes) => write(mine, placeOf(source, hash), new Uint8Array(bytes)),
    async list() {
      await deleting;
      const keys = await (await open()).getAllKeys('values');
      return new Set(keys.filter((place) => place !== CATALOGUE));
    },
    async remove(mine, places) {
      const db = await open();
      if (mine !== life) return;
      const work = db.transaction('values', 'readwrite');
      for (const place of places) void work.store.delete(place);
      await work.done;
    },
    begin: () => life,
    async clear() {
      life++;
      deleting = deleting
        .catch(() => undefined)
        .then(async () => {
          const work = (await open()).transaction(['keys', 'values'], 'readwrite');
          void work.objectStore('keys').clear();
          void work.objectStore('values').clear();
          await work.done;
        });
      await deleting;
    },
  };
}

function algorithm(iv: Uint8Array<ArrayBuffer>, place: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) };
}
