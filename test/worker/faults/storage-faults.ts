import { expect } from 'vitest';
import { HEAD_KEY } from '../../../worker/snapshot/keys.ts';
import { type FaultCase, MINUTE } from './fault-case.ts';

export const STORAGE_FAULTS: readonly FaultCase[] = [
  {
    id: 'F41',
    says: 'KV refuses a third of all writes, or reports a failure after writing: at most one head a second',
    async play(world) {
      const { random } = world;
      world.kv.trouble = ({ operation }) =>
        operation === 'get' || random() >= 0.3 ? undefined : random() < 0.5 ? 'refuse' : 'lose-answer';
      await world.importAll();
      for (let i = 0; i < 3; i++) {
        await world.edit();
        await world.conductor.runFor(5 * MINUTE);
      }
      const heads = world.kv.puts.filter(({ key }) => key === HEAD_KEY);
      heads.slice(1).forEach(({ atMs }, i) => {
        expect(atMs - (heads[i]?.atMs ?? 0)).toBeGreaterThanOrEqual(1000);
      });
    },
  },
  {
    id: 'F42',
    says: 'a kill after half of a generation is written: readers stay with the old one',
    async play(world) {
      await world.importAll();
      let kills = 0;
      for (let i = 0; i < 3; i++) {
        await world.edit();
        let blocks = 0;
        world.kv.instead = ({ operation, key }) => {
          if (operation !== 'put' || !key.startsWith('block/') || ++blocks !== i + 1) return undefined;
          kills++;
          return world.conductor.kill();
        };
        await world.conductor.runFor(10 * MINUTE);
        world.kv.instead = () => undefined;
      }
      expect(kills).toBe(3);
    },
  },
  {
    id: 'F44',
    says: 'KV is unavailable for ten minutes: no answer claims that a known number is unknown',
    async play(world) {
      await world.importAll();
      await world.edit();
      world.kv.trouble = () => 'refuse';
      await world.conductor.runFor(10 * MINUTE);
      for (let i = 0; i < 20; i++) await world.readers.ask(world.ids[i % world.ids.length] ?? '');
      expect(world.readers.findings.unavailable).toBeGreaterThan(0);
    },
  },
];
