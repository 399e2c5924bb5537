import { createScheduledController, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import worker from '../../../worker/index.ts';
import { person } from '../support/fake-graph.ts';
import {
  advanceSeconds,
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
const DAY = 24 * 3600;

/** A source that an earlier configuration published, with one block. */
async function publishLeft(): Promise<void> {
  const manifest = '0123456789abcdef0123456789abcdef';
  await env.DIRECTORY_KV.put(`block/${manifest}`, 'invented');
  await runInDurableObject(sourceStub('left'), (_source, { storage }) => {
    storage.sql.exec('INSERT INTO blocks (name, build, superseded_at) VALUES (?, 1, NULL)', manifest);
    storage.sql.exec(`INSERT INTO parts (id, position, pending) VALUES ('folder', 0, 0)`);
  });
  await publisherStub().publish({ sourceId: 'left', sequence: 1, manifest, asOf: Date.now() });
}

async function parts(): Promise<number> {
  return await runInDurableObject(
    sourceStub('left'),
    (_source, { storage }) => storage.sql.exec('SELECT 1 FROM parts').toArray().length,
  );
}

describe('a source that has left the configuration', () => {
  it('gives no more answers at once, and is deleted with its blocks a day later', async () => {
    await publishLeft();
    expect(Object.keys((await readHead())?.sources ?? {})).toEqual(['left']);
    await worker.scheduled(createScheduledController(), env);
    expect(Object.keys((await readHead())?.sources ?? {})).toEqual([]);
    expect(await blockNames()).toHaveLength(1);

    advanceSeconds(DAY);
    await nextAlarm(sourceStub('left'));
    expect(await blockNames()).toHaveLength(0);
    expect(await parts()).toBe(0);
    expect(await publisherStub().retain(['sales'])).toEqual([]);
  });

  it('takes no other source along', async () => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'));
    await runSync();
    await publishLeft();
    await worker.scheduled(createScheduledController(), env);
    await settle();
    expect(Object.keys((await readHead())?.sources ?? {})).toEqual(['sales']);
  });

  it('is published again when it is configured again within the day', async () => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'));
    await runSync();
    await publisherStub().retain(['support']);
    await sourceStub().retire('sales');
    expect((await readHead())?.sources.sales).toBeUndefined();
    advanceSeconds(300);
    await runSync();
    expect((await readHead())?.sources.sales?.current.sequence).toBe(2);
    advanceSeconds(2 * DAY);
    await runSync();
    expect(await (await world.reader().open())?.facts('sales')).toMatchObject({ contacts: 1 });
  });
});
