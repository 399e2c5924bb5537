import { describe, expect, it } from 'vitest';
import { person } from '../support/fake-graph.ts';
import { advanceSeconds, query, readHead, runSync, START, sourceStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

async function names(): Promise<string[]> {
  const rows = await query<{ json: string }>('SELECT json FROM contacts');
  return rows.map((row) => JSON.parse(row.json).displayName).sort();
}

async function importThree(): Promise<void> {
  world.sales.addFolder('other', 'Other');
  world.sales.put('default', person('a', 'Anna', '+493011111111'), person('b', 'Bert', '+493022222222'));
  world.sales.put('other', person('c', 'Cem', '+493033333333'));
  await runSync();
  expect(await names()).toEqual(['Anna', 'Bert', 'Cem']);
  world.microsoft.graphRequests.length = 0;
  advanceSeconds(300);
}

describe('a later round', () => {
  it('sends one request per folder when nothing changed, and updates only the age', async () => {
    await importThree();
    const before = await readHead();
    await runSync();
    expect(world.microsoft.paths.filter((path) => path.includes('/contacts/delta'))).toHaveLength(2);
    expect(world.microsoft.paths.filter((path) => path.startsWith('sales'))).toHaveLength(2);
    const after = await readHead();
    expect(after?.sources.sales?.current).toEqual(before?.sources.sales?.current);
    expect(after?.sources.sales?.asOf).toBe(START + 480_000);
    expect(after?.version).toBe((before?.version ?? 0) + 1);
  });

  it('imports a changed contact and its numbers', async () => {
    await importThree();
    world.sales.put('default', person('b', 'Bertram', '+493044444444'));
    await runSync();
    expect(await names()).toEqual(['Anna', 'Bertram', 'Cem']);
    const digits = await query<{ digits: string }>('SELECT digits FROM numbers ORDER BY key');
    expect(digits.map((row) => row.digits)).toEqual(['493011111111', '493033333333', '493044444444']);
    expect(await sourceStub().status()).toMatchObject({ publishedSequence: 2 });
  });

  it('drops a deleted contact with its numbers', async () => {
    await importThree();
    world.sales.remove('default', 'b');
    await runSync();
    expect(await names()).toEqual(['Anna', 'Cem']);
    expect(await query('SELECT digits FROM numbers')).toHaveLength(2);
  });

  it.each([
    ['the old folder is read first', 'default', 'other', 'a', 'Anna'],
    ['the new folder is read first', 'other', 'default', 'c', 'Cem'],
  ])('keeps a contact that moved when %s', async (_when, from, to, id, name) => {
    await importThree();
    world.sales.remove(from, id);
    world.sales.put(to, person(id, name, '+493011111111'));
    await runSync();
    expect(await names()).toEqual(['Anna', 'Bert', 'Cem']);
  });

  it('applies the last of several changes to a contact', async () => {
    await importThree();
    world.sales.put('default', person('b', 'Bert 2'), person('b', 'Bert 3'));
    world.sales.remove('default', 'b');
    world.sales.put('default', person('b', 'Bert 4'));
    await runSync();
    expect(await names()).toEqual(['Anna', 'Bert 4', 'Cem']);
  });

  it('fetches the whole contact when the feed sends only changed properties', async () => {
    await importThree();
    world.sales.putUnheard('default', { ...person('b', 'Bert', '+493055555555'), department: 'Purchasing' });
    world.sales.announce('default', { id: 'b', department: 'Purchasing' });
    await runSync();
    const [row] = await query<{ json: string }>(`SELECT json FROM contacts WHERE origin = 'b'`);
    expect(JSON.parse(row?.json ?? '')).toMatchObject({
      displayName: 'Bert',
      department: 'Purchasing',
      numbers: [{ e164: '+493055555555', kind: 'business' }],
    });
    expect(world.microsoft.paths).toContain('sales%40nordwind.example/contactFolders/default/contacts/b');
  });

  it('drops a contact that was sent in part and no longer exists', async () => {
    await importThree();
    world.sales.removeUnheard('default', 'b');
    world.sales.announce('default', { id: 'b', department: 'Purchasing' });
    await runSync();
    expect(await names()).toEqual(['Anna', 'Cem']);
  });

  it('enumerates a folder again when Graph has forgotten its cursor, and notices contacts that left meanwhile', async () => {
    await importThree();
    world.sales.remove('default', 'a');
    world.sales.put('default', person('d', 'Dora'));
    world.sales.forgetCursors('default');
    await runSync();
    expect(await names()).toEqual(['Bert', 'Cem', 'Dora']);
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', publishedSequence: 2 });
  });

  it('serves the old generation during that enumeration', async () => {
    await importThree();
    world.sales.forgetCursors('default');
    world.microsoft.failOnce(/delta\?\$select/, () => new Response('', { status: 403 }));
    await runSync();
    expect(await sourceStub().status()).toMatchObject({
      phase: 'failed',
      problem: { code: 'access_denied' },
    });
    const response = await world.get('/v1/lookup?number=%2B493011111111');
    expect(await response.json()).toMatchObject({ match: 'exact' });
  });

  it('drops the contacts of a deleted folder', async () => {
    await importThree();
    world.sales.removeFolder('other');
    await runSync();
    expect(await names()).toEqual(['Anna', 'Bert']);
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', publishedSequence: 2 });
  });

  it('finds a folder created in the meantime', async () => {
    await importThree();
    world.sales.addFolder('new', 'New');
    world.sales.put('new', person('n', 'Nele'));
    advanceSeconds(900);
    await runSync();
    expect(await names()).toEqual(['Anna', 'Bert', 'Cem', 'Nele']);
  });
});
