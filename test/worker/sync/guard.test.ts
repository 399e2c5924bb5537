import { describe, expect, it } from 'vitest';
import { type FakeContact, person, refusal } from '../support/fake-graph.ts';
import { advanceSeconds, query, readHead, runSync, settle, sourceStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const HOUR = 3600;

function people(count: number): FakeContact[] {
  return Array.from({ length: count }, (_, i) => {
    const digits = String(i).padStart(3, '0');
    return person(`id-${digits}`, `Person ${digits}`, `+49302312${digits}1`);
  });
}

async function importPeople(count: number): Promise<FakeContact[]> {
  world.sales.pageSize = 50;
  const all = people(count);
  world.sales.put('default', ...all);
  await runSync();
  expect(await published()).toBe(count);
  advanceSeconds(300);
  return all;
}

async function published(): Promise<number> {
  return (await sourceStub().status()).contacts;
}

/** Removes contacts as if somebody had emptied the folder by mistake; the feed reports each removal. */
function remove(contacts: readonly FakeContact[]): void {
  for (const { id } of contacts) world.sales.remove('default', id);
}

describe('a source that loses contacts', () => {
  it('removes single contacts at once', async () => {
    const all = await importPeople(60);
    remove(all.slice(0, 2));
    await runSync();
    expect(await published()).toBe(58);
    expect((await sourceStub().status()).held).toBeUndefined();
  });

  it.each([
    ['20 of 60, a third but not many', 60, 20, 40],
    ['30 of 100, many but not more than 30 %', 100, 30, 70],
  ])('removes %s', async (_what, count, lost, left) => {
    const all = await importPeople(count);
    remove(all.slice(0, lost));
    await runSync();
    expect(await published()).toBe(left);
  });

  it('holds removals of more than 20 contacts that are more than 30 %, and still shows the contacts', async () => {
    const all = await importPeople(60);
    remove(all.slice(0, 21));
    await runSync();
    const status = await sourceStub().status();
    expect(status).toMatchObject({ phase: 'ready', contacts: 60, held: { kind: 'drop', contacts: 21 } });
    expect(await sourceStub().findByNumber('+493023120001')).toHaveLength(1);
  });

  it('imports other changes while removals are held', async () => {
    const all = await importPeople(60);
    remove(all.slice(0, 30));
    await runSync();
    advanceSeconds(300);
    world.sales.put('default', person('new', 'Neu', '+493023125999'));
    remove(all.slice(40, 41));
    await runSync();
    expect(await sourceStub().findByNumber('+493023125999')).toHaveLength(1);
    expect(await published()).toBe(60);
    expect((await sourceStub().status()).held).toMatchObject({ contacts: 30 });
  });

  it('carries them out when an administrator confirms', async () => {
    const all = await importPeople(60);
    remove(all.slice(0, 30));
    await runSync();
    expect(await sourceStub().confirmRemovals()).toBe(30);
    await settle();
    expect(await sourceStub().status()).toMatchObject({ contacts: 30 });
    expect((await sourceStub().status()).held).toBeUndefined();
    expect(await sourceStub().confirmRemovals()).toBe(0);
  });

  it('carries them out when three full readings over six hours agree', async () => {
    const all = await importPeople(60);
    remove(all.slice(0, 30));
    await runSync();
    const seen: number[] = [];
    for (let round = 0; round < 3; round++) {
      advanceSeconds(3 * HOUR);
      await runSync();
      seen.push(await published());
    }
    expect(seen).toEqual([60, 60, 30]);
  });

  it('forgets them when the contacts return', async () => {
    const all = await importPeople(60);
    remove(all.slice(0, 30));
    await runSync();
    world.sales.put('default', ...all.slice(0, 30));
    advanceSeconds(300);
    await runSync();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 60 });
    expect((await sourceStub().status()).held).toBeUndefined();
  });

  it('never empties itself without a confirmation', async () => {
    const all = await importPeople(5);
    remove(all);
    world.sales.forgetCursors('default');
    await runSync();
    expect(await sourceStub().status()).toMatchObject({ contacts: 5, held: { kind: 'empty', contacts: 5 } });
    for (let round = 0; round < 4; round++) {
      advanceSeconds(6 * HOUR);
      await runSync();
    }
    expect(await published()).toBe(5);
    expect(await sourceStub().confirmRemovals()).toBe(5);
    await settle();
    expect(await published()).toBe(0);
  });

  it('lets the last contacts of a small source leave one by one', async () => {
    const all = await importPeople(2);
    remove(all);
    await runSync();
    expect(await published()).toBe(0);
  });
});

describe('a source that has lost its access', () => {
  it('is served for a day, then hidden, and shown again when access returns', async () => {
    await importPeople(3);
    world.microsoft.faults.push((_request, url) =>
      url.pathname.includes('/delta') ? refusal(403, 'ErrorAccessDenied') : undefined,
    );
    await runSync();
    expect((await readHead())?.sources.sales).toBeDefined();
    advanceSeconds(23 * HOUR);
    await runSync();
    expect((await readHead())?.sources.sales).toBeDefined();
    advanceSeconds(2 * HOUR);
    await runSync();
    expect((await readHead())?.sources.sales).toBeUndefined();
    expect((await sourceStub().status()).withdrawnAt).toBeDefined();
    // A reader that has not seen the new head gets nothing from the Source either.
    expect(await sourceStub().findByNumber('+493023120001')).toBeUndefined();
    expect(await query('SELECT 1 FROM contacts')).toHaveLength(3);

    world.microsoft.faults = [];
    advanceSeconds(300);
    await runSync();
    expect((await readHead())?.sources.sales).toBeDefined();
    expect((await sourceStub().status()).withdrawnAt).toBeUndefined();
    expect(await sourceStub().findByNumber('+493023120001')).toHaveLength(1);
  });
});
