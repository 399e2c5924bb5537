import { describe, expect, it } from 'vitest';
import { type FakeContact, person, refusal } from '../support/fake-graph.ts';
import { advanceSeconds, query, readHead, runSync, settle, sourceStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const HOUR = 3600;

function people(count: number): FakeContact[] {
  return Array.from({ length: count }, (_, i) => {
    const place = String(i).padStart(3, '0');
    return person(`id-${place}`, `Person ${place}`, `+49302312${place}1`);
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

/** As if somebody had emptied the folder by mistake: contacts leave, and the feed says so of each. */
function remove(contacts: readonly FakeContact[]): void {
  for (const { id } of contacts) world.sales.remove('default', id);
}

describe('a source that loses contacts', () => {
  it('lets single ones go at once', async () => {
    const all = await importPeople(60);
    remove(all.slice(0, 2));
    await runSync();
    expect(await published()).toBe(58);
    expect((await sourceStub().status()).held).toBeUndefined();
  });

  it.each([
    ['20 of 60, a third but not many', 60, 20, 40],
    ['30 of 100, many but not more than 30 %', 100, 30, 70],
  ])('lets go %s', async (_what, count, lost, left) => {
    const all = await importPeople(count);
    remove(all.slice(0, lost));
    await runSync();
    expect(await published()).toBe(left);
  });

  it('holds more than 20 that are more than 30 %, and shows them on', async () => {
    const all = await importPeople(60);
    remove(all.slice(0, 21));
    await runSync();
    const status = await sourceStub().status();
    expect(status).toMatchObject({ phase: 'ready', contacts: 60, held: { kind: 'drop', contacts: 21 } });
    expect(await sourceStub().findByNumber('+493023120001')).toHaveLength(1);
  });

  it('takes over other changes while a loss is held', async () => {
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

  it('removes them when an administrator confirms', async () => {
    const all = await importPeople(60);
    remove(all.slice(0, 30));
    await runSync();
    expect(await sourceStub().confirmRemovals()).toBe(30);
    await settle();
    expect(await sourceStub().status()).toMatchObject({ contacts: 30 });
    expect((await sourceStub().status()).held).toBeUndefined();
    expect(await sourceStub().confirmRemovals()).toBe(0);
  });

  it('believes the loss when three full readings over six hours agree', async () => {
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

  it('forgets the loss when the contacts come back', async () => {
    const all = await importPeople(60);
    remove(all.slice(0, 30));
    await runSync();
    world.sales.put('default', ...all.slice(0, 30));
    advanceSeconds(300);
    await runSync();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 60 });
    expect((await sourceStub().status()).held).toBeUndefined();
  });

  it('never believes by itself that nothing is left', async () => {
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

  it('lets the last contacts of a small source go one by one', async () => {
    const all = await importPeople(2);
    remove(all);
    await runSync();
    expect(await published()).toBe(0);
  });
});

describe('a source that may not be read any more', () => {
  it('is served for a day, then hidden, and shown again when it may be read', async () => {
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
    // Nor for a reader that has not heard of it yet.
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
