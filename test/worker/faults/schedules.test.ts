import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { casesOf, seed as runSeed } from '../../support/sample.ts';
import { pickFrom, randomOf, shuffled } from '../../tenant/company/random.ts';
import { FaultWorld } from './fault-world.ts';
import { Tally } from './tally.ts';
import { TROUBLES } from './troubles.ts';

const SCHEDULES = casesOf({ sample: 6, whole: 100 });
const ERROR_RATE = 0.3;
const MINUTE = 60;

let world: FaultWorld;
const tally = new Tally();

/** What else may be under way. */
const LATER = ['changes', 'changes', 'a whole reading'] as const;

interface Schedule {
  seed: number;
  title: string;
}

function scheduleOf(seed: number) {
  const random = randomOf('schedule', seed);
  const [first, second] = shuffled(TROUBLES, random);
  if (!first || !second) throw new Error('not expected: fewer than two troubles');
  const during = random() < 0.4 ? 'the first import' : pickFrom(LATER, randomOf('later', seed));
  return { random, troubles: [first, second], during };
}

const schedules = Array.from({ length: SCHEDULES }, (_, i): Schedule => {
  const seed = runSeed + i;
  const { troubles, during } = scheduleOf(seed);
  return { seed, title: `${troubles.map(({ name }) => name).join(' and ')} during ${during}` };
});

describe('two faults at once, beside a third of all requests failing', () => {
  beforeEach(async ({ task }) => {
    const seed = Number(/^\d+/.exec(task.name)?.[0]);
    world = await FaultWorld.open({ seed });
  });
  afterEach(async ({ task }) => {
    tally.add(world, task.result?.state === 'pass');
    await world.close();
  });
  afterAll(() => tally.print('schedules'));

  it.each(schedules)('$seed: $title', async ({ seed }) => {
    const { random, troubles, during } = scheduleOf(seed);
    if (during !== 'the first import') await world.importAll();
    if (during === 'a whole reading') await world.untilWholeReading();
    world.microsoft.graph.faults.random.start({
      seed,
      rate: ERROR_RATE,
      kinds: [429, 500, 502, 503, 504, 'drop'],
    });
    for (const { begin } of troubles) begin(world, random);
    for (let round = 0; round < 2; round++) {
      await world.edit();
      await world.conductor.runFor(6 * MINUTE);
    }
    await world.expectSurvival();
    expect(world.readers.findings.questions).toBeGreaterThan(0);
  });
});
