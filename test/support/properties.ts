import { configureGlobal, installGlobalPlugin } from 'fast-check';
import { afterAll } from 'vitest';
import { casesOf, isLong, sayCases, seed } from './sample.ts';

/** Vitest loads this before each file of a project with properties, so that fast-check draws from the run's seed. */

let properties = 0;
let cases = 0;

configureGlobal({ seed, numRuns: casesOf({ sample: 100, whole: 1_000 }) });
installGlobalPlugin(() => ({
  onAllRunsComplete({ failed, numRuns }) {
    if (failed) return;
    properties++;
    cases += numRuns;
  },
}));

// biome-ignore lint/correctness/noEmptyPattern: Vitest takes a pattern only
afterAll(({}, { name }) => {
  if (isLong && properties > 0) sayCases(`properties of ${name}: ${properties} held in ${cases} cases`);
});
