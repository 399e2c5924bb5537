import { describe, expect, it } from 'vitest';
import { TransitionRefused } from '../../../worker/runs/transitions.ts';
import { WHOLE_TRANSITIONS, type WholeStage, type WholeState } from '../../../worker/sync/whole-state.ts';
import { World } from '../support/world.ts';
import { arrows, NOW_MS, pairs, type Rows, reachable, withStores } from './state-machine.ts';

World.perTest();

/** The call that requests each transition. */
const CALLS: Record<keyof typeof WHOLE_TRANSITIONS, (whole: WholeState) => unknown> = {
  begin: (whole) => whole.begin(NOW_MS),
  count: (whole) => whole.count({ read: 1 }),
  pace: (whole) => whole.pace(1, NOW_MS),
  putOff: (whole) => whole.putOff(NOW_MS, () => 1000),
  complete: (whole) => whole.complete(),
  adopt: (whole) => whole.adopt(),
  drop: (whole) => whole.drop(),
};
/** Without a reading these transitions have nothing to do; they are called then as well and must be harmless. */
const QUIET = new Set<string>(['count', 'pace', 'complete']);
const STAGES: readonly WholeStage[] = ['none', 'reading', 'read'];

function stageRows(stage: WholeStage): Rows {
  const counts = { read: 0, changed: 0, details: 0, requests: 0, unreadable: [] };
  return stage === 'none' ? {} : { whole: { startedAt: NOW_MS, isRead: stage === 'read', ...counts } };
}

const wholeArrows = arrows<WholeStage>(WHOLE_TRANSITIONS);

describe('a whole reading of a source', () => {
  it('goes through its stages by these transitions', () => {
    expect(wholeArrows.map(({ name, from, to }) => `${from} → ${to}: ${name}`)).toEqual([
      'none → reading: begin',
      'reading → read: complete',
      'read → none: adopt',
      'reading → none: drop',
      'read → none: drop',
    ]);
  });

  it.each(STAGES)('leads from %s to every stage', (from) => {
    expect([...reachable(wholeArrows, from)].sort()).toEqual([...STAGES].sort());
  });

  it('makes every transition where it is allowed, and refuses it elsewhere without side effects', async () => {
    for (const [name, from, { from: allowed, to, writes }] of pairs<WholeStage>(WHOLE_TRANSITIONS, STAGES))
      await withStores(stageRows(from), ({ whole }, read) => {
        const before = read();
        const make = () => CALLS[name as keyof typeof WHOLE_TRANSITIONS](whole);
        if (!allowed.includes(from)) {
          if (from === 'none' && QUIET.has(name)) make();
          else expect(make, `${name} in ${from}`).toThrow(new TransitionRefused(name, from));
          expect(read()).toEqual(before);
          return;
        }
        make();
        expect(whole.stage, `${name} in ${from}`).toBe(to ?? from);
        expect([...writes, 'whole']).toEqual(expect.arrayContaining(Object.keys(read())));
      });
  });

  it('counts what its pages have brought, and names twenty contacts that it could not read', async () => {
    await withStores(stageRows('reading'), ({ whole, meta }) => {
      whole.count({ read: 500, changed: 2, unreadable: ['x'] });
      whole.count({ details: 500, unreadable: Array.from({ length: 30 }, (_, i) => String(i)) });
      whole.pace(3, NOW_MS);
      expect(meta.get('whole')).toMatchObject({ read: 500, changed: 2, details: 500, requests: 3 });
      expect(meta.get('whole')?.unreadable).toHaveLength(20);
    });
  });

  it('waits longer after each failure in a row', async () => {
    await withStores(stageRows('reading'), ({ whole, meta }) => {
      const waits = [1, 2, 3].map(() => {
        whole.putOff(NOW_MS, (tries) => tries * 1000);
        return (meta.get('wholeAt') ?? 0) - NOW_MS;
      });
      expect(waits).toEqual([1000, 2000, 3000]);
      whole.pace(1, NOW_MS);
      expect(meta.get('wholeTries')).toBeUndefined();
    });
  });
});
