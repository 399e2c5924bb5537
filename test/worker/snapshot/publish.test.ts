import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { Manifest } from '#shared/directory/manifest.ts';
import { createKvStore } from '../../../worker/snapshot/kv-store.ts';
import { person } from '../support/fake-graph.ts';
import {
  advanceSeconds,
  alarmAt,
  blockNames,
  nextAlarm,
  publisherStub,
  readHead,
  runSync,
  settle,
  sourceStub,
} from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

async function manifestOf(sequence: 'current' | 'previous') {
  const name = (await readHead())?.sources.sales?.[sequence]?.manifest ?? '';
  const bytes = await createKvStore(env.DIRECTORY_KV).readBlock(name);
  return new Manifest(bytes ?? new Uint8Array());
}

describe('publishing a generation', () => {
  it('writes the head only after the blocks have had their time to spread', async () => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'));
    await sourceStub().sync();
    await nextAlarm(sourceStub());
    expect(await sourceStub().status()).toMatchObject({ phase: 'publishing', publishedSequence: 0 });
    expect(await blockNames()).toHaveLength(5);
    expect(await readHead()).toBeUndefined();
    expect(await alarmAt(sourceStub())).toBe(Date.now() + 180_000);
    await nextAlarm(sourceStub());
    expect(await readHead()).toMatchObject({ version: 1, sources: { sales: { current: { sequence: 1 } } } });
  });

  it('names only blocks that KV holds, each by the hash of its bytes', async () => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'), person('b', 'Bert'));
    await runSync();
    const { facts } = await manifestOf('current');
    expect(facts).toMatchObject({ source: 'sales', sequence: 1, contacts: 2, numbers: 1 });
    const names = await blockNames();
    const inUse = facts.segments.flatMap(({ words, contacts, ends }) => [
      words,
      ...contacts.blocks,
      ...(ends?.blocks ?? []),
    ]);
    for (const name of [...facts.numberBlocks.blocks, ...inUse]) expect(names).toContain(name);
  });

  it('raises version and sequence by one and keeps the previous generation', async () => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'));
    await runSync();
    const first = await readHead();
    world.sales.put('default', person('b', 'Bert', '+493022222222'));
    await runSync();
    const second = await readHead();
    expect(second?.version).toBe((first?.version ?? 0) + 1);
    expect(second?.sources.sales?.current.sequence).toBe(2);
    expect(second?.sources.sales?.previous).toEqual(first?.sources.sales?.current);
  });

  it('does not write an existing block again', async () => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'));
    await runSync();
    const [numberBlock = ''] = (await manifestOf('current')).facts.numberBlocks.blocks;
    // A second write of the block would replace this mark.
    await env.DIRECTORY_KV.put(`block/${numberBlock}`, 'mark');
    world.sales.put('default', person('b', 'Bert'));
    await runSync();
    expect((await manifestOf('current')).facts.numberBlocks.blocks).toEqual([numberBlock]);
    expect(await env.DIRECTORY_KV.get(`block/${numberBlock}`)).toBe('mark');
  });

  it('writes a change into an overlay: one manifest, and no block of the base', async () => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'), person('b', 'Bert', '+493022222222'));
    await runSync();
    const base = await blockNames();
    world.sales.put('default', person('a', 'Anne', '+493099999999'));
    world.sales.remove('default', 'b');
    await runSync();
    const { facts, overlay, replaced } = await manifestOf('current');
    expect((await blockNames()).filter((name) => !base.includes(name))).toHaveLength(1);
    expect(facts).toMatchObject({ sequence: 2, contacts: 1, numbers: 1 });
    expect(facts.numberBlocks).toEqual((await manifestOf('previous')).facts.numberBlocks);
    expect(replaced.size).toBe(2);
    expect(overlay?.numbers.exact('493099999999').map(({ displayName }) => displayName)).toEqual(['Anne']);
  });

  it('deletes the manifest of an overlay a day after the next one, and keeps the base', async () => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'));
    await runSync();
    const first = (await readHead())?.sources.sales?.current.manifest;
    const base = (await blockNames()).filter((name) => name !== first);
    world.sales.put('default', person('a', 'Anna', '+493099999999'));
    await runSync();
    const supersededAt = Date.now();
    expect(await blockNames()).toHaveLength(6);
    expect(await alarmAt(sourceStub())).toBe(supersededAt + 24 * 3_600_000);
    await nextAlarm(sourceStub());
    const left = await blockNames();
    expect(left).not.toContain(first);
    expect(left).toEqual(expect.arrayContaining(base));
  });

  it('builds a new base once a day, even in a round without changes, and deletes the old one a day later', async () => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'));
    await runSync();
    const old = await blockNames();
    world.sales.put('default', person('a', 'Anne', '+493099999999'));
    await runSync();
    expect((await manifestOf('current')).overlay).toBeDefined();
    advanceSeconds(25 * 3600);
    await runSync();
    const { facts, overlay } = await manifestOf('current');
    expect(overlay).toBeUndefined();
    expect(facts.replaced).toEqual([]);
    for (const name of old) expect(facts.numberBlocks.blocks).not.toContain(name);
    await nextAlarm(sourceStub());
    const left = await blockNames();
    expect(left).toHaveLength(5);
    for (const name of old) expect(left).not.toContain(name);
  });

  it('never returns to an older generation when a message is repeated or overtaken', async () => {
    const manifest = 'a'.repeat(32);
    await publisherStub().publish({ sourceId: 'sales', sequence: 2, manifest, asOf: 2 });
    advanceSeconds(5);
    await publisherStub().publish({ sourceId: 'sales', sequence: 1, manifest: 'b'.repeat(32), asOf: 1 });
    await publisherStub().publish({ sourceId: 'sales', sequence: 2, manifest: 'b'.repeat(32), asOf: 1 });
    expect(await readHead()).toMatchObject({
      version: 1,
      sources: { sales: { current: { sequence: 2, manifest } } },
    });
  });

  it('writes the head at most once a second, and loses nothing', async () => {
    const manifest = 'a'.repeat(32);
    const versions = new Set<number>();
    const publications = ['one', 'two', 'three', 'four'].map(async (sourceId) => {
      await publisherStub().publish({ sourceId, sequence: 1, manifest, asOf: 1 });
      const head = await readHead();
      // A source whose publication is confirmed is in the head.
      expect(Object.keys(head?.sources ?? {})).toContain(sourceId);
      versions.add(head?.version ?? 0);
    });
    await Promise.all(publications);
    expect(Object.keys((await readHead())?.sources ?? {}).sort()).toEqual(['four', 'one', 'three', 'two']);
    expect(versions.size).toBeLessThanOrEqual(2);
  });

  it('ignores a quiet round of a source that was never published', async () => {
    await publisherStub().touch('sales', 1);
    expect(await alarmAt(publisherStub())).toBeUndefined();
    expect(await readHead()).toBeUndefined();
  });

  it('keeps two sources with the same contacts apart, down to their blocks', async () => {
    const support = world.microsoft.mailbox('support@nordwind.example');
    for (const mailbox of [world.sales, support])
      mailbox.put('default', person('a', 'Anna', '+493011111111'));
    await runSync('sales');
    await runSync('support');
    expect(new Set(await blockNames()).size).toBe(10);
  });

  it('survives a KV that refuses a block, and publishes once KV takes it', async () => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'));
    const put = env.DIRECTORY_KV.put;
    let refusals = 2;
    // biome-ignore lint/suspicious/noExplicitAny: stands in for an overloaded method.
    const refusing = (...args: any[]) => {
      if (refusals-- > 0) throw new Error('KV is down');
      return Reflect.apply(put, env.DIRECTORY_KV, args);
    };
    Object.defineProperty(env.DIRECTORY_KV, 'put', { value: refusing, configurable: true });
    await sourceStub().sync();
    await settle();
    Reflect.deleteProperty(env.DIRECTORY_KV, 'put');
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', publishedSequence: 1 });
  });
});
