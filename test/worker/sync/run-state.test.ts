import { describe, expect, it } from 'vitest';
import { TransitionRefused } from '../../../worker/runs/transitions.ts';
import { GENERATION_TRANSITIONS } from '../../../worker/sync/generation-state.ts';
import { type Meta, type OwnMeta, type Phase, phase } from '../../../worker/sync/meta.ts';
import { RUN_TRANSITIONS, type RunState } from '../../../worker/sync/run-state.ts';
import { afterFailedStep } from '../../../worker/sync/run-trouble.ts';
import { World } from '../support/world.ts';
import { arrows, BUILD, entries, MADE, NOW_MS, pairs, reachable, withStores } from './state-machine.ts';

World.perTest();

const HOLD = { since: NOW_MS, contacts: 30, agreed: 1, firstAt: NOW_MS, lastAt: NOW_MS };

/** The call that requests each transition. */
const RUN_CALLS: Record<keyof typeof RUN_TRANSITIONS, (run: RunState) => unknown> = {
  beginRun: (run) => run.beginRun(1),
  beginReading: (run) => run.beginReading(NOW_MS),
  listAgain: (run) => run.listAgain(),
  beginDetails: (run) => run.beginDetails(NOW_MS),
  beginBuilding: (run) => run.beginBuilding(),
  endBuilding: (run) => run.endBuilding(),
  endRun: (run) => run.endRun(NOW_MS),
  failRun: (run) => run.failRun('access_denied', NOW_MS),
  startOver: (run) => run.startOver('another mailbox'),
  beginRound: (run) => run.beginRound(NOW_MS, { isFull: true, enumerated: 0 }),
  countEnumerated: (run) => run.countEnumerated(2),
  holdRemovals: (run) => run.holdRemovals({ ...HOLD, kind: 'drop' }),
  releaseHold: (run) => run.releaseHold(),
  wantRun: (run) => run.wantRun(NOW_MS),
  wantFullRound: (run) => run.wantFullRound(),
  planWork: (run) => run.planWork({ action: 'go-on' }, NOW_MS),
  pause: (run) => run.pause(NOW_MS),
  countTry: (run) => run.countTry(),
};
const GENERATION_KEYS = new Set<string>(
  entries(GENERATION_TRANSITIONS).flatMap(([, { writes }]) => [...writes]),
);

const EXTRAORDINARY = new Set(['failRun', 'startOver']);
const runArrows = arrows<Phase>(RUN_TRANSITIONS);

describe('the run of a source', () => {
  it('goes through its phases by these transitions', () => {
    const ordinary = runArrows.filter(({ name }) => !EXTRAORDINARY.has(name));
    expect(ordinary.map(({ name, from, to }) => `${from} → ${to}: ${name}`)).toEqual([
      'idle → listing: beginRun',
      'listing → reading: beginReading',
      'reading → listing: listAgain',
      'reading → detailing: beginDetails',
      'reading → building: beginBuilding',
      'detailing → building: beginBuilding',
      'building → reading: endBuilding',
      'detailing → idle: endRun',
    ]);
  });

  it('reaches every phase', () => {
    expect([...reachable(runArrows, 'idle')].sort()).toEqual([...phase.options].sort());
  });

  it.each(phase.options)('returns to idle from %s without failing', (from) => {
    const ordinary = runArrows.filter(({ name }) => !EXTRAORDINARY.has(name));
    expect(reachable(ordinary, from)).toContain('idle');
  });

  it.each(phase.options)('may fail, or start over, in %s', (from) => {
    expect(RUN_TRANSITIONS.failRun).toMatchObject({ from: expect.arrayContaining([from]), to: 'idle' });
    expect(RUN_TRANSITIONS.startOver).toMatchObject({ from: expect.arrayContaining([from]), to: 'idle' });
  });

  it('makes every transition where it is allowed, and refuses it elsewhere without side effects', async () => {
    for (const [name, from, { from: allowed, to, writes }] of pairs<Phase>(RUN_TRANSITIONS, phase.options))
      await withStores({ phase: from }, ({ state }, read) => {
        const before = read();
        const make = () => RUN_CALLS[name as keyof typeof RUN_TRANSITIONS](state);
        if (!allowed.includes(from)) {
          expect(make, `${name} in ${from}`).toThrow(new TransitionRefused(name, from));
          expect(read()).toEqual(before);
          return;
        }
        make();
        expect(state.phase, `${name} in ${from}`).toBe(to ?? from);
        const mine = Object.keys(read()).filter((key) => !GENERATION_KEYS.has(key));
        expect([...writes, 'phase']).toEqual(expect.arrayContaining(mine));
      });
  });

  it('starts idle when nothing is stored', async () => {
    await withStores({}, ({ state }) => {
      expect(state.phase).toBe('idle');
      expect(() => state.beginReading(NOW_MS)).toThrow('transition_refused');
      state.beginRun(1);
      expect(state.phase).toBe('listing');
    });
  });

  it('drops the build under way when it fails, and keeps a generation that waits to be announced', async () => {
    await withStores({ phase: 'building', build: BUILD }, ({ state, generation }) => {
      state.failRun('access_denied', NOW_MS);
      expect(generation.stage).toBe('open');
    });
    await withStores({ phase: 'reading', unannounced: MADE }, ({ state, generation }) => {
      state.failRun('access_denied', NOW_MS);
      expect(generation.stage).toBe('waiting');
    });
  });

  it('logs a refused transition, and fails after five tries as after other trouble', async () => {
    const lines: unknown[] = [];
    const reason = 'transition_refused:endRun:reading';
    await withStores({ phase: 'reading' }, (stores) => {
      const deps = {
        ...stores,
        sourceId: 'empty',
        now: () => NOW_MS,
        random: () => 0,
        log: (event: string, fields?: object) => lines.push([event, fields]),
      };
      for (let tries = 1; tries <= 5; tries++) {
        expect(stores.state.phase).toBe('reading');
        afterFailedStep(deps, new TransitionRefused('endRun', 'reading'));
      }
      expect(stores.state.phase).toBe('idle');
      expect(stores.meta.get('problem')).toEqual({ code: 'internal', since: NOW_MS });
    });
    const fields = { sourceId: 'empty', code: 'internal', reason };
    expect(lines).toEqual([...Array(4).fill(['step_failed', fields]), ['run_failed', fields]]);
  });
});

describe('the stored values of a source', () => {
  it('have one writer each', () => {
    const ofRuns = entries(RUN_TRANSITIONS).flatMap(([, { writes }]) => [...writes]);
    expect(ofRuns.filter((key) => GENERATION_KEYS.has(key))).toEqual([]);
  });

  it('have no other writer: such code does not compile', () => {
    function others(meta: Meta, photos: OwnMeta<'photos'>) {
      // @ts-expect-error Readers cannot write.
      meta.write({ phase: 'idle' });
      // @ts-expect-error An owner writes its own values only.
      photos.write({ phase: 'idle' });
      photos.write({ photosAt: NOW_MS });
    }
    expect(others).toBeTypeOf('function');
  });
});
