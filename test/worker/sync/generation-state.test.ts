import { describe, expect, it } from 'vitest';
import { TransitionRefused } from '../../../worker/runs/transitions.ts';
import {
  GENERATION_TRANSITIONS,
  type GenerationStage,
  type GenerationState,
} from '../../../worker/sync/generation-state.ts';
import { World } from '../support/world.ts';
import {
  arrows,
  BASE,
  BUILD,
  MADE,
  NOW_MS,
  pairs,
  type Rows,
  reachable,
  withStores,
} from './state-machine.ts';

World.perTest();

/** The call that requests each transition. */
const GENERATION_CALLS: Record<
  keyof typeof GENERATION_TRANSITIONS,
  (generation: GenerationState) => unknown
> = {
  beginBuild: (generation) => generation.beginBuild(BUILD),
  continueBuild: (generation) => generation.continueBuild({ ...BUILD, stage: 'names' }),
  finishBuild: (generation) => generation.finishBuild(MADE, NOW_MS),
  confirm: (generation) => generation.confirm(NOW_MS),
  putOff: (generation) => generation.putOff(NOW_MS, () => 1000),
  announced: (generation) => generation.announced({ ...MADE, base: BASE }, NOW_MS),
  dropBuild: (generation) => generation.dropBuild(),
  dropWaiting: (generation) => generation.dropWaiting(),
  startOver: (generation) => generation.startOver(),
  markChanged: (generation) => generation.markChanged(),
  markErased: (generation) => generation.markErased(),
  markPhotosChanged: (generation) => generation.markPhotosChanged(),
  withdraw: (generation) => generation.withdraw(NOW_MS),
};
/** Elsewhere these transitions have nothing to do; they are called there as well and must be harmless. */
const QUIET = new Set<string>(['confirm', 'dropBuild', 'dropWaiting']);
const STAGES: readonly GenerationStage[] = ['open', 'building', 'waiting'];

function stageRows(stage: GenerationStage): Rows {
  if (stage === 'building') return { build: BUILD };
  return stage === 'waiting' ? { unannounced: MADE } : {};
}

const generationArrows = arrows<GenerationStage>(GENERATION_TRANSITIONS);

describe('the next generation of a source', () => {
  it('goes through its stages by these transitions', () => {
    expect(generationArrows.map(({ name, from, to }) => `${from} → ${to}: ${name}`)).toEqual([
      'open → building: beginBuild',
      'building → waiting: finishBuild',
      'waiting → open: announced',
      'building → open: dropBuild',
      'waiting → open: dropWaiting',
      'building → open: startOver',
      'waiting → open: startOver',
    ]);
  });

  it.each(STAGES)('reaches %s from open, and returns', (stage) => {
    expect(reachable(generationArrows, 'open')).toContain(stage);
    expect(reachable(generationArrows, stage)).toContain('open');
  });

  it('makes every transition where it is allowed, and refuses it elsewhere without side effects', async () => {
    for (const [name, from, { from: allowed, to, writes }] of pairs<GenerationStage>(
      GENERATION_TRANSITIONS,
      STAGES,
    ))
      await withStores(stageRows(from), ({ generation }, read) => {
        const before = read();
        const make = () => GENERATION_CALLS[name as keyof typeof GENERATION_TRANSITIONS](generation);
        expect(generation.stage).toBe(from);
        if (allowed.includes(from)) {
          make();
          expect(generation.stage, `${name} in ${from}`).toBe(to ?? from);
          expect([...writes, ...Object.keys(before)]).toEqual(expect.arrayContaining(Object.keys(read())));
          return;
        }
        if (QUIET.has(name)) make();
        else expect(make, `${name} in ${from}`).toThrow(new TransitionRefused(name, from));
        expect(read()).toEqual(before);
      });
  });

  it('never begins while another waits to be announced', async () => {
    await withStores({ unannounced: MADE }, ({ generation }) => {
      expect(() => generation.beginBuild(BUILD)).toThrow('transition_refused');
    });
  });

  it('contains changes made before its build began, and leaves later ones to the next', async () => {
    await withStores({ lastBuild: 6 }, ({ generation, meta }) => {
      generation.markChanged();
      generation.beginBuild(BUILD);
      generation.finishBuild(MADE, NOW_MS);
      expect(meta.get('dirtyBuild')).toBeUndefined();
    });
    await withStores({ lastBuild: 6 }, ({ generation, meta }) => {
      generation.beginBuild(BUILD);
      generation.markChanged();
      generation.finishBuild(MADE, NOW_MS);
      expect(meta.get('dirtyBuild')).toBe(8);
    });
  });
});
