import { describe, expect, it } from 'vitest';
import { samplingOf } from './sampling.ts';

describe('the random cases of a run', () => {
  it('have the same seed in every short run, whatever seed is given', () => {
    expect(samplingOf({})).toEqual({ isLong: false, seed: 1 });
    expect(samplingOf({ RINGCARD_LONG: '', RINGCARD_SEED: '7' })).toEqual({ isLong: false, seed: 1 });
  });

  it('use the given seed in a long run', () => {
    expect(samplingOf({ RINGCARD_LONG: '1', RINGCARD_SEED: '7' })).toEqual({ isLong: true, seed: 7 });
  });

  it('have a different seed in each long run without a given one', () => {
    const seeds = Array.from({ length: 5 }, () => samplingOf({ RINGCARD_LONG: '1' }).seed);
    expect(new Set(seeds).size).toBe(5);
    for (const seed of seeds)
      expect(samplingOf({ RINGCARD_LONG: '1', RINGCARD_SEED: String(seed) }).seed).toBe(seed);
  });

  it.each(['x', '-1', '1.5', '2147483648'])('reject the seed %s', (seed) => {
    expect(() => samplingOf({ RINGCARD_LONG: '1', RINGCARD_SEED: seed })).toThrow(
      /RINGCARD_SEED takes a whole number/,
    );
  });
});
