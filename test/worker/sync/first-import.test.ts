import { abortAllDurableObjects } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { person } from '../support/fake-graph.ts';
import {
  advanceSeconds,
  nextAlarm,
  query,
  readHead,
  runSync,
  settle,
  sourceStub,
} from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

function people(count: number, prefix = 'p') {
  return Array.from({ length: count }, (_, i) =>
    person(`${prefix}${i}`, `Person ${prefix}${i}`, `+4930231${String(10000 + i)}`),
  );
}

/** Each request takes time, as in reality. */
function requestsTake(seconds: number): void {
  world.microsoft.faults.push((_request, url) => {
    if (url.pathname.includes('/users/')) advanceSeconds(seconds);
    return undefined;
  });
}

/** The number of contacts in the published generation. */
async function findable(): Promise<number> {
  const snapshot = await world.reader().open();
  return snapshot?.sources.has('sales') ? (await snapshot.facts('sales')).contacts : 0;
}

describe('the first import', () => {
  it('reads every page of every folder, nested ones included, and makes the contacts findable', async () => {
    const { sales } = world;
    sales.put('default', ...[1, 2, 3, 4, 5].map((n) => person(`d${n}`, `Default ${n}`, `030 2312500${n}`)));
    sales.addFolder('customers', 'Customers');
    sales.addFolder('berlin', 'Berlin', 'customers');
    sales.addFolder('inner', 'Inner', 'default');
    sales.put('customers', person('c1', 'Cora', '+49 30 23125101'));
    sales.put('berlin', person('b1', 'Berta', '030/23125102'));
    sales.put('inner', person('i1', 'Ines', '0049-30-23125103'));
    await runSync();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', publishedSequence: 1, contacts: 8 });
    const token = await world.microsoft.personToken();
    const response = await exports.default.fetch('https://worker.example/v1/lookup?number=030%2023125102', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      match: 'exact',
      hits: [{ contact: { displayName: 'Berta' } }],
    });
  });

  it('asks for immutable ids in every request', async () => {
    world.sales.put('default', person('a', 'Anna'), person('b', 'Bert'), person('c', 'Cem'));
    await runSync();
    expect(world.microsoft.graphRequests.length).toBeGreaterThan(3);
    for (const request of world.microsoft.graphRequests) {
      expect(request.headers.get('prefer')).toContain('IdType="ImmutableId"');
    }
  });

  it('finds the default folder by one of its contacts where Graph does not know its well-known name', async () => {
    world.sales.knowsLiteralName = false;
    world.sales.put('default', person('a', 'Anna', '+4930123456'));
    await runSync();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 1 });
  });

  it('publishes an empty generation for a mailbox without contacts', async () => {
    world.sales.put('default');
    await runSync();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', publishedSequence: 1, contacts: 0 });
    expect((await readHead())?.sources.sales?.current.sequence).toBe(1);
  });

  it('resumes after a kill between two pages without repeating a finished page', async () => {
    world.sales.put('default', ...[1, 2, 3, 4, 5, 6].map((n) => person(`d${n}`, `Default ${n}`)));
    const pages: string[] = [];
    let isKilled = false;
    world.microsoft.faults.push((_request, url) => {
      if (!url.pathname.endsWith('/delta')) return undefined;
      pages.push(url.search);
      return pages.length < 3 || isKilled ? undefined : new Promise(() => {});
    });
    await sourceStub().sync();
    const alarm = nextAlarm(sourceStub()).catch(() => {});
    // Polls instead of awaiting: the object must not be destroyed from within its own call.
    while (pages.length < 3) await scheduler.wait(5);
    isKilled = true;
    await abortAllDurableObjects();
    await alarm;
    await sourceStub().sync();
    await settle();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 6 });
    // Two pages of the first run, the one under way, and that one again. The second round is the run that cron requested.
    expect(pages.slice(0, 4).map((page) => page.includes('$skiptoken'))).toEqual([false, true, true, true]);
    expect(pages[3]).toBe(pages[2]);
    expect(pages.filter((page) => page.includes('$select'))).toHaveLength(1);
  });

  it('splits its work into alarms and shows its progress', async () => {
    world.sales.pageSize = 1;
    world.sales.put('default', ...Array.from({ length: 250 }, (_, n) => person(`d${n}`, `Default ${n}`)));
    await sourceStub().sync();
    await nextAlarm(sourceStub());
    const status = await sourceStub().status();
    expect(status.phase).toBe('importing');
    expect(status.progress?.done).toBeGreaterThan(100);
    expect(status.progress?.done).toBeLessThan(250);
    await settle();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 250 });
  });

  it('answers from the contacts read so far, and from all of them in the end', async () => {
    world.sales.pageSize = 10;
    world.sales.put('default', ...people(200));
    requestsTake(30);
    await sourceStub().sync();
    const shown: number[] = [];
    const phases = new Set<string>();
    for (let alarms = 0; alarms < 60 && shown.at(-1) !== 200; alarms++) {
      await nextAlarm(sourceStub());
      const { contacts, phase } = await sourceStub().status();
      if (contacts !== shown.at(-1)) shown.push(contacts);
      if (contacts > 0) phases.add(phase);
      expect(await findable()).toBeGreaterThanOrEqual(contacts);
    }
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.at(-1)).toBe(200);
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
    expect(phases).toContain('importing');
  });

  it('shows nothing of another mailbox before it has read it completely', async () => {
    world.sales.put('default', ...people(20));
    await runSync();
    await query(`UPDATE meta SET value = '"another mailbox"' WHERE key = 'identity'`);
    requestsTake(20);
    await sourceStub().sync();
    for (let alarms = 0; alarms < 60 && (await sourceStub().status()).phase !== 'ready'; alarms++) {
      await nextAlarm(sourceStub());
      expect((await sourceStub().status()).contacts).toBe(20);
    }
    expect(await sourceStub().status()).toMatchObject({ publishedSequence: 2, contacts: 20 });
  });

  it('reads at most four folders at a time', async () => {
    for (let i = 0; i < 9; i++) {
      world.sales.addFolder(`f${i}`, `Folder ${i}`);
      world.sales.put(`f${i}`, ...people(6, `f${i}`));
    }
    let inFlight = 0;
    let most = 0;
    world.microsoft.faults.push(async (_request, url) => {
      if (!url.pathname.endsWith('/delta')) return undefined;
      most = Math.max(most, ++inFlight);
      await scheduler.wait(1);
      inFlight--;
      return undefined;
    });
    await runSync();
    expect(most).toBe(4);
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 54 });
  });

  it('counts contacts that it can read only in part or not at all, and imports the others', async () => {
    world.sales.put('default', person('a', 'Anna'), { id: 'broken', displayName: 42 }, person('c', 'Cem'));
    world.sales.put('default', { ...person('d', 'x'), businessPhones: 'not a list' });
    await runSync();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 3 });
    const [run] = await query<{ unreadable: number; code: string | null }>(
      'SELECT unreadable, code FROM runs',
    );
    expect(run).toEqual({ unreadable: 2, code: null });
  });

  it('starts over when the configuration selects other contacts or reads them differently', async () => {
    world.sales.put('default', person('a', 'Anna'));
    await runSync();
    await query(`UPDATE meta SET value = '"another mailbox"' WHERE key = 'identity'`);
    const before = world.microsoft.graphRequests.length;
    await runSync();
    const asked = world.microsoft.graphRequests.slice(before).map((request) => request.url);
    expect(asked.some((url) => url.includes('/delta?$select'))).toBe(true);
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', publishedSequence: 2, contacts: 1 });
  });

  it('remembers a run that is requested while another is under way', async () => {
    world.sales.put('default', person('a', 'Anna'));
    await sourceStub().sync();
    await nextAlarm(sourceStub());
    await sourceStub().sync();
    for (let i = 0; i < 4; i++) await nextAlarm(sourceStub()).catch(() => {});
    const runs = await query<{ code: string | null }>('SELECT code FROM runs WHERE finished_at IS NOT NULL');
    expect(runs.length).toBe(2);
  });
});
