import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWholeMs } from '../../../worker/sync/whole-times.ts';
import { seed } from '../../support/sample.ts';

const DAY_MS = 24 * 60 * 60_000;
const times = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
const ids = fc.string({ minLength: 1 });

describe('the time of the next whole reading', () => {
  it('is at most the interval after the last one, and at most a day less', () => {
    fc.assert(
      fc.property(ids, times, fc.integer({ min: 1, max: 30 }), (id, last, days) => {
        const next = nextWholeMs(id, last, days);
        expect(next).toBeLessThanOrEqual(last + days * DAY_MS);
        expect(next).toBeGreaterThan(last + (days - 1) * DAY_MS);
      }),
      { seed },
    );
  });

  it('is in the night, from 22 to 4 o’clock UTC, at the same minute for one source', () => {
    fc.assert(
      fc.property(ids, times, times, (id, one, other) => {
        const [first, second] = [one, other].map((last) => nextWholeMs(id, last, 7) % DAY_MS);
        expect(first).toBe(second);
        const hour = (first ?? 0) / (DAY_MS / 24);
        expect(hour >= 22 || hour < 4).toBe(true);
      }),
      { seed },
    );
  });

  it('spreads sources over the night: of 60, no ten minutes have more than six', () => {
    const minutes = Array.from({ length: 60 }, (_, i) => nextWholeMs(`source-${i}`, 0, 7) % DAY_MS);
    const tens = minutes.map((ms) => Math.floor(ms / 600_000));
    const most = Math.max(...tens.map((ten) => tens.filter((other) => other === ten).length));
    expect(most).toBeLessThanOrEqual(6);
  });
});
