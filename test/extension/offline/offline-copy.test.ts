import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import { blocksOf, Manifest } from '#shared/directory/manifest.ts';
import type { Failure, FailureCode } from '#shared/failure.ts';
import type { OfflineAnswer } from '#shared/offline.ts';
import { err, ok, type Result } from '#shared/result.ts';
import {
  createOfflineCopy,
  MAX_AGE_MS,
  type OfflineCopyOptions,
  type Owner,
} from '../../../extension/offline/offline-copy.ts';
import { createOfflineStore, type OfflineStore } from '../../../extension/offline/offline-store.ts';
import { aContact } from '../../support/contacts.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const HOUR = 60 * 60_000;
const OWNER: Owner = { worker: 'https://ringcard.example', tenant: 'tenant', client: 'client' };
const PLACE = { country: 'DE' } as const;

const people = (prefix: string, count: number): Contact[] =>
  Array.from({ length: count }, (_, i) =>
    aContact({
      id: `${prefix}-${i}`,
      displayName: `Zacharias ${prefix} ${i}`,
      givenName: 'Zacharias',
      surname: `${prefix}${i}`,
      company: 'Quastenflosser',
      numbers: [{ e164: `+4930231250${String(i).padStart(2, '0')}`, kind: 'business' }],
    }),
  );

let worker: MemoryStore;
let allowed: string[];
let asked: string[];
let time: number;
let owner: Owner | undefined;
let username: string;
let refusal: Failure | undefined;
let blockRefusals: (Failure | undefined)[];
let waited: number[];
let store: OfflineStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  worker = new MemoryStore();
  await worker.publish('sales', people('Sales', 30), 2048);
  await worker.publish('support', people('Support', 5));
  allowed = ['sales', 'support'];
  asked = [];
  time = Date.UTC(2026, 10, 20);
  owner = OWNER;
  username = 'anna@nordwind.example';
  refusal = undefined;
  blockRefusals = [];
  waited = [];
  store = createOfflineStore();
});

async function listAnswer(): Promise<OfflineAnswer> {
  const sources = allowed.map((id) => {
    const { sequence, manifest } = worker.head.sources[id]?.current ?? { sequence: 0, manifest: '' };
    const { facts } = new Manifest(worker.blocks.get(manifest) ?? new Uint8Array());
    return {
      id,
      name: `Source ${id}`,
      priority: id === 'sales' ? 1 : 2,
      country: 'DE' as const,
      sequence,
      manifest,
      contacts: facts.contacts,
      asOf: new Date(time).toISOString(),
      blocks: [manifest, ...blocksOf(facts)].map((hash) => ({
        hash,
        bytes: worker.blocks.get(hash)?.length ?? 0,
      })),
    };
  });
  return { sources };
}

function copyWith(changes: Partial<OfflineCopyOptions> = {}) {
  return createOfflineCopy({
    store,
    owner: async () => owner,
    person: async () => ok({ name: 'Anna', username }),
    readOffline: async (): Promise<Result<OfflineAnswer, Failure>> =>
      refusal ? err(refusal) : ok(await listAnswer()),
    async readBlock(source, hash) {
      asked.push(`${source}/${hash}`);
      const refused = blockRefusals.shift();
      const bytes = worker.blocks.get(hash);
      return refused ? err(refused) : bytes ? ok(bytes) : err({ code: 'not_found' });
    },
    estimate: async () => ({ quota: 1e9, usage: 0 }),
    now: () => time,
    wait: async (seconds) => void waited.push(seconds),
    ...changes,
  });
}

async function namesOf(copy: ReturnType<typeof copyWith>, text: string): Promise<string[] | undefined> {
  const opened = await copy.open();
  const found = await opened?.answers.search(text, { limit: 50, place: PLACE });
  return found?.ok ? found.value.hits.map(({ contact }) => contact.displayName) : undefined;
}

/** All bytes of the database, keys and values, as text. */
async function bytesOnDisk(): Promise<{ text: string; values: number; keys: number }> {
  const db = await openDB('offline');
  const places = await db.getAllKeys('values');
  const values: { iv: Uint8Array; bytes: ArrayBuffer }[] = await db.getAll('values');
  const keys = await db.count('keys');
  db.close();
  const latin = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const text = [...places, ...values.map(({ bytes }) => latin(new Uint8Array(bytes)))].join('\n');
  return { text, values: values.length, keys };
}

describe('the copy', () => {
  it('answers look-ups and searches over all its sources', async () => {
    const copy = copyWith();
    expect(await copy.refresh()).toMatchObject({ phase: 'ready', contacts: 35, confirmedAt: time });
    expect((await namesOf(copy, 'zacharias support3'))?.[0]).toBe('Zacharias Support 3');
    const opened = await copy.open();
    const found = await opened?.answers.findNumber('030/23125003', PLACE);
    expect(found?.ok && found.value.hits.map(({ source }) => source.name)).toEqual([
      'Source sales',
      'Source support',
    ]);
  });

  it('lies encrypted on the disk: no name, number, company or source in any byte', async () => {
    await copyWith().refresh();
    const { text, values } = await bytesOnDisk();
    expect(values).toBeGreaterThan(5);
    const plain = [...worker.blocks.values()].map((bytes) => new TextDecoder('latin1').decode(bytes)).join();
    for (const word of ['Zacharias', 'Quastenflosser']) {
      expect(plain).toContain(word);
      expect(text).not.toContain(word);
    }
    for (const word of ['zacharias', '23125', 'Source', 'anna@', 'nordwind'])
      expect(text).not.toContain(word);
  });

  it('has a key that the browser does not export', async () => {
    await copyWith().refresh();
    const db = await openDB('offline');
    const [key]: CryptoKey[] = await db.getAll('keys');
    db.close();
    expect(key?.extractable).toBe(false);
  });

  it('answers again after a restart of the background', async () => {
    await copyWith().refresh();
    store = createOfflineStore();
    expect((await namesOf(copyWith(), 'support3'))?.[0]).toBe('Zacharias Support 3');
  });

  it('rejects a stored block that replaces another one', async () => {
    await copyWith().refresh();
    const places = [...(await store.list())].filter((place) => place.startsWith('sales/'));
    const [one = '', other = ''] = places;
    const db = await openDB('offline');
    await db.put('values', await db.get('values', one), other);
    db.close();
    expect(await store.readBlock('sales', other.slice(6))).toBeUndefined();
    expect(await store.readBlock('sales', one.slice(6))).toBeDefined();
  });

  it('refuses a fetched block whose bytes do not match its name', async () => {
    const copy = copyWith({ readBlock: async () => ok(new Uint8Array([1, 2, 3])) });
    expect(await copy.refresh()).toMatchObject({ phase: 'none', failure: { code: 'not_a_worker' } });
  });
});

describe('a refresh', () => {
  it('fetches no block when nothing has changed', async () => {
    const copy = copyWith();
    await copy.refresh();
    asked = [];
    time += HOUR;
    expect(await copy.refresh()).toMatchObject({ confirmedAt: time });
    expect(asked).toEqual([]);
  });

  it('fetches only new blocks, and deletes old ones', async () => {
    const copy = copyWith();
    await copy.refresh();
    const before = await store.list();
    asked = [];
    await worker.publishOverlay('sales', [
      ...people('Sales', 30),
      aContact({ id: 'n', displayName: 'Nina Neu', surname: 'Neu' }),
    ]);
    await copy.refresh();
    expect(asked).toEqual([`sales/${worker.head.sources.sales?.current.manifest}`]);
    expect(await namesOf(copy, 'nina')).toEqual(['Nina Neu']);
    const after = await store.list();
    expect(after.size).toBe(before.size);
    expect(after.has(`sales/${worker.head.sources.sales?.previous?.manifest}`)).toBe(false);
  });

  it('continues where an unfinished one stopped', async () => {
    const all = (await listAnswer()).sources.flatMap(({ blocks }) => blocks).length;
    blockRefusals = [
      undefined,
      undefined,
      undefined,
      { code: 'worker_unreachable' },
      { code: 'worker_unreachable' },
    ];
    const copy = copyWith();
    expect(await copy.refresh()).toMatchObject({ phase: 'none', failure: { code: 'worker_unreachable' } });
    expect(await copy.open()).toBeUndefined();
    const here = (await store.list()).size;
    expect(here).toBeGreaterThanOrEqual(2);
    asked = [];
    blockRefusals = [];
    expect(await copy.refresh()).toMatchObject({ phase: 'ready' });
    expect(asked).toHaveLength(all - here);
  });

  it('waits as long as the worker asks, but never for long', async () => {
    blockRefusals = [{ code: 'too_many_requests', retryAfterSeconds: 7 }];
    expect(await copyWith().refresh()).toMatchObject({ phase: 'ready' });
    expect(waited).toEqual([7]);
    await worker.publish('sales', people('Other', 3));
    blockRefusals = [{ code: 'too_many_requests', retryAfterSeconds: 3600 }];
    expect(await copyWith().refresh()).toMatchObject({ failure: { code: 'too_many_requests' } });
    expect(waited).toEqual([7]);
  });

  it('keeps nothing when it would be too large for the limit or the disk', async () => {
    expect(await copyWith({ maxBytes: 1000 }).refresh()).toMatchObject({ phase: 'too-large' });
    const full = copyWith({ estimate: async () => ({ quota: 1000, usage: 500 }) });
    expect(await full.refresh()).toMatchObject({ phase: 'too-large' });
    expect(asked).toEqual([]);
    expect(await bytesOnDisk()).toMatchObject({ values: 0, keys: 0 });
  });

  it('keeps the old copy without a network', async () => {
    const copy = copyWith();
    await copy.refresh();
    refusal = { code: 'worker_unreachable' };
    expect(await copy.refresh()).toMatchObject({ phase: 'ready', failure: refusal });
    expect((await namesOf(copy, 'support3'))?.[0]).toBe('Zacharias Support 3');
  });
});

describe('no data is left', () => {
  const isGone = async () => expect(await bytesOnDisk()).toEqual({ text: '', values: 0, keys: 0 });

  it('of a source that the person has lost, even if new blocks of other sources cannot be fetched', async () => {
    const copy = copyWith();
    await copy.refresh();
    allowed = ['support'];
    await worker.publish('support', people('Changed', 5));
    blockRefusals = [{ code: 'worker_unreachable' }, { code: 'worker_unreachable' }];
    await copy.refresh();
    expect(await namesOf(copy, 'zacharias')).toHaveLength(5);
    expect([...(await store.list())].filter((place) => place.startsWith('sales/'))).toEqual([]);
  });

  it('when no source may be copied', async () => {
    const copy = copyWith();
    await copy.refresh();
    allowed = [];
    expect(await copy.refresh()).toMatchObject({ phase: 'not-allowed' });
    await isGone();
  });

  it.each<FailureCode>([
    'not_in_allowed_group',
    'owner_not_member',
    'access_revoked',
    'signed_out',
    'token_rejected',
    'wrong_tenant',
  ])('when the worker answers %s', async (code) => {
    const copy = copyWith();
    await copy.refresh();
    refusal = { code };
    await copy.refresh();
    expect(await copy.open()).toBeUndefined();
    await isGone();
  });

  it.each<[string, () => void]>([
    ['the setting is off', () => (owner = undefined)],
    ['the worker is another', () => (owner = { ...OWNER, worker: 'https://other.example' })],
    ['the tenant is another', () => (owner = { ...OWNER, tenant: 'other' })],
    ['a week has passed without a word of the worker', () => (time += MAX_AGE_MS)],
    ['the clock was set back', () => (time -= HOUR)],
  ])('once %s, even without a network', async (_, change) => {
    const copy = copyWith();
    await copy.refresh();
    change();
    expect(await copy.open()).toBeUndefined();
    await isGone();
  });

  it.each([
    ['the worker is another', () => (owner = { ...OWNER, worker: 'https://other.example' })],
    ['a week has passed without a word of the worker', () => (time += MAX_AGE_MS)],
    ['the clock was set back', () => (time -= HOUR)],
  ])('of the old copy, and one refresh makes a new one, once %s', async (_, change) => {
    const copy = copyWith();
    await copy.refresh();
    change();
    const { phase, failure } = await copy.refresh();
    expect({ phase, failure }).toEqual({ phase: 'ready', failure: undefined });
  });

  it('of the previous person once another has signed in, even without a network', async () => {
    const copy = copyWith();
    await copy.refresh();
    username = 'mia@nordwind.example';
    refusal = { code: 'worker_unreachable' };
    await copy.refresh();
    expect(await copy.open()).toBeUndefined();
    await isGone();
  });

  it('of writes that began before a deletion and end after it', async () => {
    const before = store.begin();
    await store.clear();
    await store.writeBlock(store.begin(), 'sales', 'new', new Uint8Array([1]));
    await store.writeBlock(before, 'sales', 'old', new Uint8Array([2]));
    await store.writeCatalogue(before, { old: true });
    await store.remove(before, ['sales/new']);
    expect([...(await store.list())]).toEqual(['sales/new']);
    expect(await store.readCatalogue()).toBeUndefined();
  });

  it('after a sign-out in the middle of a refresh, whose later blocks are dropped', async () => {
    const copy: ReturnType<typeof copyWith> = copyWith({
      async readBlock(_, hash) {
        asked.push(hash);
        if (asked.length === 3) await copy.wipe();
        return ok(worker.blocks.get(hash) ?? new Uint8Array());
      },
    });
    await copy.refresh();
    expect(asked.length).toBeLessThan(6);
    await isGone();
  });
});
