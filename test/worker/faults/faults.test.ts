import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { sampleOf } from '../../support/sample.ts';
import { AUTH_FAULTS } from './auth-faults.ts';
import { DELTA_FAULTS } from './delta-faults.ts';
import { FaultWorld } from './fault-world.ts';
import { PLATFORM_FAULTS } from './platform-faults.ts';
import { SERVER_FAULTS } from './server-faults.ts';
import { SOURCE_FAULTS } from './source-faults.ts';
import { STORAGE_FAULTS } from './storage-faults.ts';
import { Tally } from './tally.ts';
import { THROTTLING_FAULTS } from './throttling-faults.ts';
import { WHOLE_FAULTS } from './whole-faults.ts';

const GROUPS = [
  { group: 'throttling', faults: THROTTLING_FAULTS },
  { group: 'server', faults: SERVER_FAULTS },
  { group: 'change feed', faults: DELTA_FAULTS },
  { group: 'source', faults: SOURCE_FAULTS },
  { group: 'whole reading', faults: WHOLE_FAULTS },
  { group: 'sign-in', faults: AUTH_FAULTS },
  { group: 'KV', faults: STORAGE_FAULTS },
  { group: 'platform', faults: PLATFORM_FAULTS },
];

/** Faults of each group in a short run, so that it meets every kind. */
const SAMPLE = 1;

const tally = new Tally();
let world: FaultWorld;

describe.each(GROUPS)('$group', ({ faults }) => {
  afterEach(async ({ task }) => {
    tally.add(world, task.result?.state === 'pass');
    await world.close();
  });

  it.each(sampleOf(faults, SAMPLE))('$id $says', async ({ id, play }) => {
    world = await FaultWorld.open({ seed: Number(id.slice(1)) });
    await play(world);
    await world.expectSurvival();
    expect(world.readers.findings.questions).toBeGreaterThan(0);
  });
});

afterAll(() => tally.print('faults'));
