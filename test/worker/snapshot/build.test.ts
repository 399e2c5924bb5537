import { describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import { BLOCK_BYTES } from '#shared/directory/build.ts';
import { encodeHead, HEAD_FORMAT } from '#shared/directory/head.ts';
import { writeManifest } from '#shared/directory/manifest.ts';
import { sortKey } from '#shared/directory/names/field.ts';
import { numberKey } from '#shared/directory/number-block.ts';
import { DirectoryReader } from '#shared/directory/reader.ts';
import { blockName } from '#shared/directory/store.ts';
import { type Build, beginBuild, build, buildNextPart } from '../../../worker/snapshot/build.ts';
import { sha256 } from '../../../worker/snapshot/kv-store.ts';

function contacts(count: number): Contact[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `id-${String(i).padStart(6, '0')}`,
    displayName: `Person ${i} of a long-named department that fills blocks`,
    company: `Company number ${i} with a name of its own`,
    emails: [`person.${i}@company-${i}.example`],
    categories: [],
    // Every seventh carries the switchboard as well.
    numbers: [
      { e164: `+49301${String(i * 7919).padStart(7, '0')}`, kind: 'business' },
      ...(i % 7 === 0 ? [{ e164: '+4930200000', kind: 'main' } as const] : []),
    ],
  }));
}

function inputOf(all: readonly Contact[]) {
  const rows = all
    .flatMap((contact) =>
      contact.numbers.map(({ e164 }) => ({ key: numberKey(e164.slice(1)), digits: e164.slice(1), contact })),
    )
    .sort(
      (a, b) => a.key - b.key || a.digits.length - b.digits.length || (a.contact.id < b.contact.id ? -1 : 1),
    );
  const book = all
    .map((contact) => ({ sortKey: sortKey(contact), contact }))
    .sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  return {
    numbersAbove: (key: number) => rows.filter((row) => row.key > key),
    numbersAround: (first: number, last: number) =>
      [rows.findLast((row) => row.key < first), rows.find((row) => row.key > last)].filter(
        (row) => row !== undefined,
      ),
    contactsAbove: (place: string) => book.filter(({ sortKey: key }) => key > place),
  };
}

async function buildAll(all: readonly Contact[]) {
  const blocks = new Map<string, Uint8Array>();
  const write = async (bytes: Uint8Array) => {
    const name = await blockName(bytes, sha256);
    blocks.set(name, bytes);
    return name;
  };
  let state: Build = beginBuild({ stage: 'numbers', number: 1, sequence: 1, asOf: 1 });
  while (state.stage !== 'manifest') {
    // Through JSON each time, as between two alarms.
    state = build.parse(JSON.parse(JSON.stringify(await buildNextPart(state, inputOf(all), write))));
  }
  const manifest = await write(writeManifest({ source: 'sales', sequence: 1, ...state.base, replaced: [] }));
  return { state, blocks, manifest };
}

describe('building a generation', () => {
  it('cuts blocks near their size, and every number is found in exactly one of them', async () => {
    const all = contacts(6000);
    const { state, blocks, manifest } = await buildAll(all);
    expect(state.base).toMatchObject({ contacts: 6000, numbers: 6000 + 858 });
    expect(state.base.numberBlocks.blocks.length).toBeGreaterThan(2);
    expect(state.base.segments[0]?.contacts.blocks.length).toBeGreaterThan(2);
    const sizes = state.base.numberBlocks.blocks.map((name) => blocks.get(name)?.length ?? 0);
    // The block of the switchboard holds all who carry it, and may be larger for that.
    expect(sizes.filter((size) => size > BLOCK_BYTES * 1.1).length).toBeLessThanOrEqual(1);
    expect(state.base.numberBlocks.firsts.toSorted((a, b) => a - b)).toEqual(state.base.numberBlocks.firsts);
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

  it('makes the same blocks of the same contacts', async () => {
    const first = await buildAll(contacts(500));
    const second = await buildAll(contacts(500));
    expect(second.manifest).toBe(first.manifest);
  });
});
