import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import { BLOCK_BYTES, type BlockSizes, buildNextPart } from '#shared/directory/build-base.ts';
import { encodeHead, HEAD_FORMAT } from '#shared/directory/head.ts';
import { type Base, writeManifest } from '#shared/directory/manifest.ts';
import { DirectoryReader } from '#shared/directory/reader.ts';
import { blockName } from '#shared/directory/store.ts';
import { type Build, beginBuild, build } from '../../../worker/snapshot/build.ts';
import { sha256 } from '../../../worker/snapshot/kv-store.ts';
import { ContactIndex } from '../../../worker/sync/contact-index.ts';
import { ContactStore } from '../../../worker/sync/contact-store.ts';
import { createTables } from '../../../worker/sync/tables.ts';
import { writeBase } from '../../support/write-base.ts';
import { sourceStub } from '../support/source-runner.ts';

function contacts(count: number): Contact[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `id-${String(i).padStart(6, '0')}`,
    displayName: `Person ${i} of a long-named department that fills blocks`,
    company: `Company number ${i} with a name of its own`,
    emails: [`person.${i}@company-${i}.example`],
    categories: [],
    // Every seventh contact also carries the switchboard's number.
    numbers: [
      { e164: `+49301${String(i * 7919).padStart(7, '0')}`, kind: 'business' },
      ...(i % 7 === 0 ? [{ e164: '+4930200000', kind: 'main' } as const] : []),
    ],
  }));
}

async function buildAll(all: readonly Contact[]) {
  const blocks = new Map<string, Uint8Array>();
  const write = async (bytes: Uint8Array) => {
    const name = await blockName(bytes, sha256);
    blocks.set(name, bytes);
    return name;
  };
  const base = await writeBase(all, write);
  const manifest = await write(writeManifest({ source: 'sales', sequence: 1, ...base, replaced: [] }));
  return { base, blocks, manifest };
}

/** Builds a base from the contacts stored in a Source, step by step as its alarms do. */
async function buildFromStore(all: readonly Contact[], sizes: Partial<BlockSizes>): Promise<Base> {
  return await runInDurableObject(sourceStub(), async (_instance, { storage }) => {
    createTables(storage);
    const store = new ContactStore(storage.sql);
    for (const contact of all) store.upsert(`origin-${contact.id}`, 'folder', 1, contact, 1);
    const index = new ContactIndex(storage.sql);
    let state: Build = beginBuild({ stage: 'numbers', number: 1, sequence: 1, asOf: 1 });
    while (state.stage === 'numbers' || state.stage === 'names') {
      const progress = { ...state, stage: state.stage };
      const part = await buildNextPart(progress, index, (bytes) => blockName(bytes, sha256), sizes);
      // The state goes through JSON each time, as between two alarms.
      state = build.parse(JSON.parse(JSON.stringify({ ...state, ...part })));
    }
    return state.base;
  });
}

describe('building a generation', () => {
  it('cuts blocks near their target size, with every number in exactly one of them', async () => {
    const all = contacts(6000);
    const { base, blocks, manifest } = await buildAll(all);
    expect(base).toMatchObject({ contacts: 6000, numbers: 6000 + 858 });
    expect(base.numberBlocks.blocks.length).toBeGreaterThan(2);
    expect(base.segments[0]?.contacts.blocks.length).toBeGreaterThan(2);
    const sizes = base.numberBlocks.blocks.map((name) => blocks.get(name)?.length ?? 0);
    // One block holds every contact with the switchboard's number, and may be larger for that.
    expect(sizes.filter((size) => size > BLOCK_BYTES * 1.1).length).toBeLessThanOrEqual(1);
    expect(base.numberBlocks.firsts.toSorted((a, b) => a - b)).toEqual(base.numberBlocks.firsts);
    const head = {
      format: HEAD_FORMAT,
      version: 1,
      sources: { sales: { current: { sequence: 1, manifest }, asOf: 1 } },
    } as const;
    const reader = new DirectoryReader({
      store: { readHead: async () => encodeHead(head), readBlock: async (name) => blocks.get(name) },
      digest: sha256,
      now: () => 0,
      headMaxAgeMs: 1000,
    });
    const snapshot = await reader.open();
    const ranked = [{ id: 'sales', priority: 1 }];
    for (let i = 0; i < 6000; i += 61) {
      const found = await snapshot?.lookUp(ranked, all[i]?.numbers[0]?.e164 ?? '');
      expect(found?.map((hit) => hit.contact.id)).toEqual([all[i]?.id]);
    }
    expect(await snapshot?.lookUp(ranked, '+4930200000')).toHaveLength(858);
  });

  it('makes the same blocks from the same contacts', async () => {
    const first = await buildAll(contacts(500));
    const second = await buildAll(contacts(500));
    expect(second.manifest).toBe(first.manifest);
  });

  it('makes the same blocks from contacts in memory and from stored ones', async () => {
    const staff = contacts(300);
    const switchboards = Array.from(
      { length: 20 },
      (_, i): Contact => ({
        id: `company-${i}`,
        displayName: `Company number ${i * 9} with a name of its own`,
        company: `Company number ${i * 9} with a name of its own`,
        emails: [],
        categories: [],
        numbers: [{ e164: `+49301${String(i * 9 * 7919).padStart(7, '0')}`, kind: 'main' }],
      }),
    );
    const all = [...staff, ...switchboards];
    const sizes = { numberBytes: 4000, contactBytes: 3000, segmentContacts: 90 };
    const inMemory = await writeBase(all, (bytes) => blockName(bytes, sha256), sizes);
    expect(inMemory.numberBlocks.blocks.length).toBeGreaterThan(5);
    expect(inMemory.segments.length).toBeGreaterThan(3);
    expect(await buildFromStore(all, sizes)).toEqual(inMemory);
  });
});
