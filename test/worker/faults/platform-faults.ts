import { expect } from 'vitest';
import { sourceStub } from '../support/source-runner.ts';
import { type FaultCase, HOUR, MINUTE } from './fault-case.ts';

/** Most requests to Graph that one alarm of a Source may make, including the steps under way when it ends. */
const MOST_REQUESTS = 250;
const MOST_PUTS = 1_000;
const LARGEST_BLOCK = 5 * 1024 * 1024;

export const PLATFORM_FAULTS: readonly FaultCase[] = [
  {
    id: 'F45',
    says: 'two to five starts at once become one run',
    async play(world) {
      await world.importAll();
      const requestsOf = async (starts: number) => {
        await world.edit();
        const from = world.microsoft.asked.length;
        await Promise.all(
          world.ids.flatMap((id) => Array.from({ length: starts }, () => sourceStub(id).sync())),
        );
        await world.conductor.runFor(5 * MINUTE);
        return world.microsoft.asked.length - from;
      };
      world.conductor.ringsPerCron = () => 0;
      const single = Math.max(await requestsOf(1), await requestsOf(1), await requestsOf(1));
      for (const starts of [2, 3, 5]) expect(await requestsOf(starts)).toBeLessThanOrEqual(single * 1.1);
    },
  },
  {
    id: 'F46',
    says: 'a cron that fires twice, three hours late, or not for three days: the age is shown, and a run catches up',
    async play(world) {
      await world.importAll();
      world.conductor.ringsPerCron = () => 2;
      await world.edit();
      await world.conductor.runFor(15 * MINUTE);
      await world.expectTruth();
      for (const hours of [3, 72]) {
        await world.edit();
        world.conductor.ringsPerCron = () => 0;
        await world.conductor.runFor(hours * HOUR);
        const { lastDeltaAt = 0 } = await sourceStub('customers').status();
        expect(Date.now() - lastDeltaAt).toBeGreaterThan((hours - 1) * HOUR * 1000);
        world.conductor.ringsPerCron = () => 1;
        await world.conductor.runFor(10 * MINUTE);
        await world.expectTruth();
      }
    },
  },
  {
    id: 'F47',
    says: 'a thousand contacts go through in pages, and no block is large',
    async play(world) {
      await world.grow('customers', 1_000);
      await world.importAll();
      expect(Math.max(...world.kv.puts.map(({ bytes }) => bytes))).toBeLessThan(LARGEST_BLOCK);
    },
  },
  {
    id: 'F48',
    says: 'no alarm exceeds its budget of requests; the next one goes on',
    async play(world) {
      await world.grow('customers', 1_000);
      const { asked } = world.microsoft;
      const { puts } = world.kv;
      let before = { asked: 0, puts: 0 };
      let alarms = 0;
      const afterAlarm = world.conductor.afterAlarm;
      world.conductor.afterAlarm = async () => {
        expect(asked.length - before.asked).toBeLessThanOrEqual(MOST_REQUESTS);
        expect(puts.length - before.puts).toBeLessThanOrEqual(MOST_PUTS);
        before = { asked: asked.length, puts: puts.length };
        alarms++;
        await afterAlarm();
      };
      await world.importAll();
      expect(alarms).toBeGreaterThan(10);
    },
  },
  {
    id: 'F52',
    says: 'no notification arrives: cron finds the change',
    async play(world) {
      await world.importAll();
      await world.edit();
      await world.conductor.runFor(5 * MINUTE + 3 * MINUTE);
      await world.expectTruth();
    },
  },
];
