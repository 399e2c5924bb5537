import { randomInt } from 'node:crypto';

/** The extent of the generated suites in a run, and their seed. */
export interface Sampling {
  isLong: boolean;
  seed: number;
}

/** A fixed seed, because chance must not decide whether a change is good. */
const FIXED_SEED = 1;
const SEEDS = 2 ** 31;

/** RINGCARD_LONG: every case instead of a sample. RINGCARD_SEED: the seed of a long run, random by default. */
export function samplingOf({
  RINGCARD_LONG,
  RINGCARD_SEED,
}: Readonly<Record<string, string | undefined>>): Sampling {
  if (!RINGCARD_LONG) return { isLong: false, seed: FIXED_SEED };
  if (!RINGCARD_SEED) return { isLong: true, seed: randomInt(SEEDS) };
  const seed = Number(RINGCARD_SEED);
  if (Number.isInteger(seed) && seed >= 0 && seed < SEEDS) return { isLong: true, seed };
  throw new Error(`RINGCARD_SEED takes a whole number from 0 to ${SEEDS - 1}, not “${RINGCARD_SEED}”.`);
}
