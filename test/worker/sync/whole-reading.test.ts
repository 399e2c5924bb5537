import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { person, refusal } from '../support/fake-graph.ts';
import { advanceSeconds, nextAlarm, query, runSync, sourceStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const DAY = 24 * 3600;

const ANNA = person('a', 'Anna', '+493011111111');
const BERT = person('b', 'Bert', '+493022222222');
const CEM = person('c', 'Cem', '+493033333333');

async function importThree(): Promise<void> {
  world.sales.addFolder('other', 'Other');
  world.sales.put('default', ANNA, BERT);
  world.sales.put('other', CEM);
  world.sales.extended.set('a', { 'String 0x3A21': '+49 30 23125001' });
  await runSync();
  advanceSeconds(300);
}

async function isReading(): Promise<boolean> {
  return (await query(`SELECT 1 FROM meta WHERE key = 'whole'`)).length > 0;
}

/** Goes on until no whole reading is under way, its round is over and its generation is announced. */
async function finish(): Promise<void> {
  for (let alarms = 0; alarms < 100; alarms++) {
    const { phase } = await sourceStub().status();
    if (!(await isReading()) && (phase === 'ready' || phase === 'failed')) return;
    await nextAlarm(sourceStub());
  }
  throw new Error('not expected: the whole reading does not end');
}

/** The first run after a week, and the whole reading that follows it. */
async function readWhole(): Promise<void> {
  advanceSeconds(7 * DAY);
  await runSync();
  expect(await isReading()).toBe(true);
  await finish();
}

async function named(number: string): Promise<string[] | undefined> {
  return (await sourceStub().findByNumber(number))?.map(({ displayName }) => displayName);
}

/** Columns of contacts that a look at a photo does not write. */
const READ_COLUMNS = 'part, enumeration, sort_key, since, changed, json, details, details_due, leaving';
const WRITES = [
  'INSERT ON contacts',
  `UPDATE OF ${READ_COLUMNS} ON contacts`,
  'DELETE ON contacts',
  'INSERT ON numbers',
  'UPDATE ON numbers',
  'DELETE ON numbers',
];

/** Counts rows of contacts and numbers that are written from now on. */
async function countWrites(): Promise<() => Promise<number>> {
  await runInDurableObject(sourceStub(), (_source, { storage }) => {
    storage.sql.exec('CREATE TABLE written (row INTEGER)');
    for (const [i, write] of WRITES.entries())
      storage.sql.exec(`CREATE TRIGGER write_${i} AFTER ${write} BEGIN INSERT INTO written VALUES (1); END`);
  });
  return async () => (await query('SELECT row FROM written')).length;
}

describe('a whole reading', () => {
  it('begins a week after the last one, in the night, and says when', async () => {
    await importThree();
    const { lastFullAt = 0, nextFullAt = 0 } = await sourceStub().status();
    expect(nextFullAt).toBeGreaterThan(lastFullAt + 6 * DAY * 1000);
    expect(nextFullAt).toBeLessThanOrEqual(lastFullAt + 7 * DAY * 1000);
    advanceSeconds((nextFullAt - Date.now()) / 1000 - 600);
    await runSync();
    expect(await isReading()).toBe(false);
    advanceSeconds(600);
    await runSync();
    expect(await isReading()).toBe(true);
    await finish();
    const after = await sourceStub().status();
    expect(after.lastFullAt).toBeGreaterThanOrEqual(nextFullAt);
    expect(after.nextFullAt).toBeGreaterThan(nextFullAt + 6 * DAY * 1000);
  });

  it('finds a change, a newcomer and a removal that the change feed has lost', async () => {
    await importThree();
    world.sales.putUnheard('default', person('b', 'Bertram', '+493044444444'));
    world.sales.removeUnheard('other', 'c');
    world.sales.put('other', person('d', 'Dora', '+493055555555'));
    world.microsoft.faults.push(emptyOnce(/other\/contacts\/delta/));
    await runSync();
    expect(await named('+493055555555')).toEqual([]);
    await readWhole();
    expect(await named('+493044444444')).toEqual(['Bertram']);
    expect(await named('+493022222222')).toEqual([]);
    expect(await named('+493033333333')).toEqual([]);
    expect(await named('+493055555555')).toEqual(['Dora']);
    const response = await world.get('/v1/lookup?number=%2B493055555555');
    expect(await response.json()).toMatchObject({ match: 'exact' });
  });

  it('finds a further number that changed without a word', async () => {
    await importThree();
    expect(await named('+493023125001')).toEqual(['Anna']);
    world.sales.extended.set('a', { 'String 0x3A21': '+49 30 23125002' });
    await readWhole();
    expect(await named('+493023125001')).toEqual([]);
    expect(await named('+493023125002')).toEqual(['Anna']);
  });

  it('writes no contact and no generation when nothing is new', async () => {
    await importThree();
    const { publishedSequence } = await sourceStub().status();
    const written = await countWrites();
    await readWhole();
    expect(await written()).toBe(0);
    expect((await sourceStub().status()).publishedSequence).toBe(publishedSequence);
  });

  it('writes one contact when one is new', async () => {
    await importThree();
    const written = await countWrites();
    world.sales.putUnheard('default', person('b', 'Bert', '+493022222222', '+493044444444'));
    await readWhole();
    // The contact, two numbers in place of one, and that its details were read.
    expect(await written()).toBe(5);
    expect(await named('+493044444444')).toEqual(['Bert']);
  });

  it('counts what it has read in the run that completes it', async () => {
    await importThree();
    world.sales.putUnheard('default', person('b', 'Bertram', '+493022222222'));
    await readWhole();
    const [run] = await sourceStub().runs(1);
    expect(run).toMatchObject({ isFull: true, read: 3, changed: 1, details: 3 });
  });

  it('lets changes arrive while it is under way, and keeps what they brought', async () => {
    world.sales.pageSize = 1;
    await importThree();
    advanceSeconds(7 * DAY);
    await runSync();
    world.sales.put('default', person('d', 'Dora', '+493055555555'));
    world.sales.remove('other', 'c');
    world.sales.put('default', person('a', 'Anne', '+493011111111'));
    await sourceStub().sync();
    await nextAlarm(sourceStub());
    expect(await isReading()).toBe(true);
    expect(await named('+493055555555')).toEqual(['Dora']);
    expect(await named('+493011111111')).toEqual(['Anne']);
    await finish();
    expect(await named('+493055555555')).toEqual(['Dora']);
    expect(await named('+493011111111')).toEqual(['Anne']);
    expect(await named('+493033333333')).toEqual([]);
  });

  it('keeps a contact that moves into a folder it has passed, out of one that it has not', async () => {
    world.sales.pageSize = 1;
    await importThree();
    advanceSeconds(7 * DAY);
    await runSync();
    while ((await query(`SELECT 1 FROM whole_parts WHERE id = 'default' AND is_read = 1`)).length === 0)
      await nextAlarm(sourceStub());
    world.sales.remove('other', 'c');
    world.sales.put('default', CEM);
    await sourceStub().sync();
    await finish();
    expect(await named('+493033333333')).toEqual(['Cem']);
  });

  it('goes on where it was after a kill', async () => {
    world.sales.pageSize = 1;
    await importThree();
    advanceSeconds(7 * DAY);
    await runSync();
    const from = world.microsoft.paths.length;
    world.sales.removeUnheard('other', 'c');
    await abortAllDurableObjects();
    await finish();
    expect(await named('+493033333333')).toEqual([]);
    expect(
      world.microsoft.paths.slice(from).filter((path) => path.endsWith('contacts/delta')).length,
    ).toBeLessThan(8);
  });

  it.each([
    ['a refusal', () => refusal(403, 'ErrorAccessDenied')],
    ['an outage', () => refusal(503, 'ServiceUnavailable')],
    ['a lost link', () => refusal(410, 'SyncStateNotFound')],
    ['a page without links', () => Response.json({ value: [] })],
  ])('goes on later after %s, while rounds are read as before', async (_what, trouble) => {
    await importThree();
    world.sales.putUnheard('default', person('b', 'Bertram', '+493044444444'));
    const isFirstPage = (url: URL) => url.pathname.endsWith('/delta') && url.searchParams.has('$select');
    let failures = 0;
    world.microsoft.faults.push((_request, url) =>
      isFirstPage(url) && failures++ < 9 ? trouble() : undefined,
    );
    advanceSeconds(7 * DAY);
    await runSync();
    expect(await isReading()).toBe(true);
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready' });
    expect((await sourceStub().status()).problem).toBeUndefined();
    await finish();
    expect(await named('+493044444444')).toEqual(['Bertram']);
  });

  it('waits out throttling with every other request', async () => {
    await importThree();
    world.microsoft.failOnce(/contacts\/delta\?\$select/, () =>
      Response.json(
        { error: { code: 'ApplicationThrottled' } },
        { status: 429, headers: { 'Retry-After': '120' } },
      ),
    );
    advanceSeconds(7 * DAY);
    await runSync();
    const from = world.microsoft.graphRequests.length;
    const at = Date.now();
    await nextAlarm(sourceStub());
    expect(Date.now() - at).toBeGreaterThanOrEqual(100_000);
    expect(world.microsoft.graphRequests.length).toBeGreaterThan(from);
    await finish();
  });

  it('takes a tenth of the requests that the mailbox allows', async () => {
    world.sales.pageSize = 1;
    world.sales.put('default', ...Array.from({ length: 40 }, (_, i) => person(`p${i}`, `Person ${i}`)));
    await runSync();
    advanceSeconds(7 * DAY);
    await runSync();
    const from = world.microsoft.graphRequests.length;
    const startMs = Date.now();
    await finish();
    const seconds = (Date.now() - startMs) / 1000;
    const requests = world.microsoft.graphRequests.length - from;
    expect(requests).toBeGreaterThan(70);
    // The round that completes it is not part of the tenth.
    expect((requests - 5) / seconds).toBeLessThanOrEqual(960 / 600);
  });

  it('holds the removal of most contacts, like any other enumeration', async () => {
    await importThree();
    for (const id of ['a', 'b']) world.sales.removeUnheard('default', id);
    world.sales.removeUnheard('other', 'c');
    await readWhole();
    expect((await sourceStub().status()).held).toMatchObject({ kind: 'empty', contacts: 3 });
    expect(await named('+493011111111')).toEqual(['Anna']);
  });

  it('does not bring an erased contact back', async () => {
    await importThree();
    const [anna] = await sourceStub().holding({ e164: '+493011111111' });
    await sourceStub().erase('erasure', [anna?.id ?? '']);
    await finish();
    await readWhole();
    expect(await named('+493011111111')).toEqual([]);
  });
});

/** The next delta round of these folders answers one empty page with a new link, and loses what has changed. */
function emptyOnce(path: RegExp) {
  let isOver = false;
  return async (_request: Request, url: URL): Promise<Response | undefined> => {
    if (isOver || !path.test(url.pathname)) return undefined;
    isOver = true;
    const asked = new URL(url);
    const answer = await world.sales.answer(asked.pathname.replace(/^\/v1\.0\/users\/[^/]+/, ''), asked);
    return Response.json({ ...((await answer.json()) as object), value: [] });
  };
}
