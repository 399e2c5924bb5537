import { expect } from 'vitest';
import { sourceStub } from '../support/source-runner.ts';
import { deltaOf, type FaultCase, HOUR, MINUTE } from './fault-case.ts';

/** Long enough for a whole reading of a small mailbox, and for its generation to be seen everywhere. */
const READING = 30 * MINUTE;
const KILLS = 30;

async function expectWholeReadingSince(sinceMs: number): Promise<void> {
  expect((await sourceStub('customers').status()).lastFullAt).toBeGreaterThan(sinceMs);
}

/** The first request of a whole reading for each part. Rounds follow links, which have no `$select`. */
const FIRST_PAGES = { ...deltaOf('customers'), query: '$select' };

export const WHOLE_FAULTS: readonly FaultCase[] = [
  {
    id: 'W1',
    says: 'changes that the feed has lost are found by the next whole reading',
    async play(world) {
      await world.importAll();
      await world.edit();
      world.microsoft.fault({ match: deltaOf('customers'), times: 2, page: { emptyRound: true } });
      await world.conductor.runFor(10 * MINUTE);
      await expect(world.expectTruth()).rejects.toThrow();
      await world.untilWholeReading();
      await world.conductor.runFor(READING);
      await world.expectTruth();
    },
  },
  {
    id: 'W2',
    says: 'killed at every third request while it is under way: it goes on where it was',
    async play(world) {
      await world.importAll();
      await world.untilWholeReading();
      const dueMs = Date.now();
      let requests = 0;
      world.microsoft.graphInstead = () =>
        ++requests % 3 === 0 && requests <= 3 * KILLS ? world.conductor.kill() : undefined;
      await world.conductor.runFor(2 * READING);
      expect(requests).toBeGreaterThan(3 * KILLS);
      await expectWholeReadingSince(dueMs);
      await world.expectTruth();
    },
  },
  {
    id: 'W3',
    says: 'contacts are added, changed, moved and removed while it is under way: each change is shown, and none is undone',
    async play(world) {
      await world.importAll();
      await world.untilWholeReading();
      const dueMs = Date.now();
      await world.conductor.runFor(1);
      for (let second = 0; second < 3 * MINUTE; second += 5) {
        if (second % 10 === 0) await world.edit();
        await Promise.all(world.ids.map((id) => sourceStub(id).sync()));
        await world.conductor.runFor(5);
      }
      await world.conductor.runFor(READING);
      await expectWholeReadingSince(dueMs);
      await world.expectTruth();
    },
  },
  {
    id: 'W4',
    says: 'refused, throttled, lost and broken first pages: it goes on later, and rounds are as before',
    async play(world) {
      await world.importAll();
      await world.untilWholeReading();
      const dueMs = Date.now();
      for (const effect of [
        { status: 503 },
        { status: 429, headers: { 'Retry-After': '30' } },
        { status: 410, body: { error: { code: 'SyncStateNotFound', message: 'invented' } } },
        { status: 403, body: { error: { code: 'ErrorAccessDenied', message: 'invented' } } },
        { page: { nextLink: '{self}', deltaLink: null } },
        { page: { nextLink: null, deltaLink: null } },
        { page: { nextLink: 'https://evil.example/v1.0/users', deltaLink: null } },
        { dropAfterBytes: 100 },
      ])
        world.microsoft.fault({ match: FIRST_PAGES, ...effect });
      // The waits between its attempts double, from five minutes to six hours.
      world.conductor.ringsPerCron = (ring) => (ring % 6 === 0 ? 1 : 0);
      for (let hours = 0; hours < 24; hours += 4) {
        await world.edit();
        await world.conductor.runFor(4 * HOUR);
        expect((await sourceStub('customers').status()).problem).toBeUndefined();
        await world.expectTruth();
      }
      expect(world.microsoft.graph.faults.list()).toEqual([]);
      await expectWholeReadingSince(dueMs);
    },
  },
  {
    id: 'W5',
    says: 'a whole reading that meets almost nobody: the removals are held, and every contact is still found',
    async play(world) {
      await world.importAll();
      await world.untilWholeReading();
      world.microsoft.fault({ match: FIRST_PAGES, times: 2, page: { emptyRound: true } });
      await world.conductor.runFor(READING);
      expect((await sourceStub('customers').status()).held).toBeDefined();
      await world.expectTruth();
    },
  },
];
