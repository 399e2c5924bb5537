import { expect } from 'vitest';
import { sourceStub } from '../support/source-runner.ts';
import { deltaOf, type FaultCase, HOUR, MINUTE } from './fault-case.ts';
import type { FaultWorld } from './fault-world.ts';

/** Other steps may delay a request that is due. */
const SLACK_SECONDS = 10;
const CUSTOMERS = 'customers@nordwind.example';

/** A `Retry-After` value, and the seconds within which the same mailbox must be asked again. */
const RETRY_AFTER: readonly [value: string | null, least: number, most: number][] = [
  ['5', 5, 6],
  ['0', 1, 2],
  ['120', 120, 121],
  ['86400', HOUR, HOUR + 1],
  ['999999999', HOUR, HOUR + 1],
  ['-1', 1, 2],
  ['1.5', 2, 3],
  ['1e3', 1, 2],
  ['', 1, 2],
  ['abc', 1, 2],
  [' 7 ', 7, 8],
  ['7, 9', 9, 10],
  ['Wed, 21 Oct 2099 07:28:00 GMT', HOUR, HOUR + 1],
  ['{now+10s}', 10, 11],
  ['{now}', 1, 2],
  ['Wednesday, 21-Oct-99 07:28:00 GMT', 1, 2],
  ['Wed Oct 21 07:28:00 2099', 1, 2],
  ['1, 30', 30, 31],
  [null, 1, 2],
  ['\u00d9\u00a1\u00d9', 1, 2],
  ['0x10', 1, 2],
  ['+5', 1, 2],
  ['9007199254740993', HOUR, HOUR + 1],
];

/** Seconds between the first refusal and the next request to the mailbox. */
function gapAfterRefusal({ microsoft }: FaultWorld, from: number): number {
  const asked = microsoft.asked.slice(from).filter(({ mailbox }) => mailbox === CUSTOMERS);
  const at = asked.findIndex(({ status }) => status === 429);
  const answeredAtMs = asked[at]?.answeredAtMs ?? Number.NaN;
  const next = asked.slice(at + 1).find(({ atMs }) => atMs > answeredAtMs);
  return ((next?.atMs ?? Number.NaN) - answeredAtMs) / 1000;
}

async function play(world: FaultWorld, retryAfter: string | null, seconds: number): Promise<number> {
  const from = world.microsoft.asked.length;
  const headers = retryAfter === null ? {} : { 'Retry-After': retryAfter };
  world.microsoft.fault({ match: { path: `/users/${CUSTOMERS}/*` }, status: 429, headers });
  await world.conductor.runFor(seconds);
  return gapAfterRefusal(world, from);
}

export const THROTTLING_FAULTS: readonly FaultCase[] = [
  {
    id: 'F01',
    says: '429 with seconds: the mailbox is left alone that long, and other sources go on',
    async play(world) {
      await world.importAll();
      world.microsoft.graph.forgetDeltaTokens();
      await world.edit();
      world.microsoft.fault({
        match: deltaOf('customers'),
        after: 3,
        times: 2,
        status: 429,
        headers: { 'Retry-After': '5' },
      });
      await world.conductor.runFor(5 * MINUTE);
      expect(world.microsoft.asked.filter(({ status }) => status === 429)).toHaveLength(2);
      for (const id of world.ids) expect((await sourceStub(id).status()).problem).toBeUndefined();
    },
  },
  {
    id: 'F02',
    says: '429 with a date is measured by the answer’s own clock, ten minutes ahead or behind',
    async play(world) {
      await world.importAll();
      for (const skewMs of [-600_000, 600_000]) {
        world.microsoft.skewMs = skewMs;
        const gap = await play(world, '{now+10s}', 5 * MINUTE);
        expect(gap).toBeGreaterThanOrEqual(9);
        expect(gap).toBeLessThanOrEqual(13);
      }
    },
  },
  {
    id: 'F03',
    says: '429 with 23 forms of Retry-After: each causes a wait, none for ever, and no loop',
    async play(world) {
      await world.importAll();
      for (const [value, least, most] of RETRY_AFTER) {
        const gap = await play(world, value, most >= HOUR ? 70 * MINUTE : 5 * MINUTE);
        expect([value, gap >= least && gap <= most + SLACK_SECONDS, gap]).toEqual([value, true, gap]);
      }
      world.microsoft.fault({ match: { path: `/users/${CUSTOMERS}/*` }, times: 1_000, status: 429 });
      const from = world.microsoft.asked.length;
      await world.conductor.runFor(11 * MINUTE);
      const times = world.microsoft.asked
        .slice(from)
        .flatMap(({ mailbox, atMs }) => (mailbox === CUSTOMERS ? [atMs] : []));
      const perMinute = Array.from({ length: 10 }, (_, i) => {
        const begin = (times[0] ?? 0) + i * MINUTE * 1000;
        return times.filter((atMs) => atMs >= begin && atMs < begin + MINUTE * 1000).length;
      });
      // The waits are 1, 2, 4 … 32 s, after one request for each of the two folders.
      expect(perMinute[0]).toBeLessThanOrEqual(8);
      expect(Math.max(...perMinute.slice(1))).toBeLessThanOrEqual(6);
    },
  },
  {
    id: 'F04',
    says: 'ten minutes of 429: a handful of requests, answers continue, and the run resumes afterwards',
    async play(world) {
      await world.importAll();
      await world.edit();
      await world.conductor.runFor(1);
      const from = world.microsoft.asked.length;
      world.microsoft.fault({
        match: { path: `/users/${CUSTOMERS}/*` },
        times: 1_000,
        status: 429,
        headers: { 'Retry-After': '300' },
      });
      await world.conductor.runFor(10 * MINUTE);
      const calls = world.microsoft.asked.slice(from).filter(({ status }) => status === 429);
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.length).toBeLessThanOrEqual(5);
      expect(world.readers.findings.unavailable).toBe(0);
    },
  },
  {
    id: 'F05',
    says: 'many folders and photos at once: never more than four requests at a time to a mailbox',
    async play(world) {
      await world.importAll();
      world.microsoft.graph.forgetDeltaTokens();
      await world.edit();
      await world.conductor.runFor(5 * MINUTE);
      expect(world.microsoft.peak).toBeGreaterThan(1);
      expect(world.microsoft.peak).toBeLessThanOrEqual(4);
    },
  },
];
