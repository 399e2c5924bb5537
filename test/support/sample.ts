import { inject } from 'vitest';
import { randomOf, shuffled } from '../tenant/company/random.ts';

/** The extent of a generated suite in a run: a sample with a fixed seed in `npm test`, all of it in `npm run test:long`. */

declare module 'vitest' {
  interface ProvidedContext {
    sampling: { isLong: boolean; seed: number };
  }
}

/** `seed` is the same in every file of a run, and in every `npm test`. */
export const { isLong, seed } = inject('sampling');

/** The number of cases that a suite plays. */
export function casesOf({ sample, whole }: { sample: number; whole: number }): number {
  return isLong ? whole : sample;
}

/** The cases of a list that this run plays, in their order. */
export function sampleOf<T>(cases: readonly T[], size: number): readonly T[] {
  if (isLong) return cases;
  const positions = shuffled([...cases.keys()], randomOf('sample', seed)).slice(0, size);
  return cases.filter((_, position) => positions.includes(position));
}

/** Prints a suite's result; the runner repeats it in its last lines. */
export function sayCases(line: string): void {
  console.log(`cases: ${line}`);
}
