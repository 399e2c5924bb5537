import { describe, expect, it } from 'vitest';
import type { SourceStatus } from '#shared/api.ts';
import { ImportsTogether } from './overall-progress.ts';

const source = (id: string, changes: Partial<SourceStatus>): SourceStatus => ({
  id,
  name: id,
  phase: 'importing',
  contacts: 0,
  generation: 0,
  notifications: { state: 'off' },
  throttledSeconds: 0,
  ...changes,
});
const waiting = (id: string) => source(id, { phase: 'waiting' });
const reading = (id: string, done: number, expected: number) =>
  source(id, {
    progress: { done, expected, share: (0.65 * done) / expected, perSecond: 10, secondsLeft: 9 },
  });
const finishing = (id: string, done: number, share: number) =>
  source(id, { phase: 'checking', lastFull: '2035-01-01T00:00:00Z', progress: { done, share } });
const ready = (id: string, contacts: number) =>
  source(id, { phase: 'ready', lastFull: '2035-01-01T00:00:00Z', contacts, generation: 1 });

describe('the first imports of several sources', () => {
  it('have an unknown total while one of them has no total', () => {
    const imports = new ImportsTogether();
    expect(imports.add({ sources: [waiting('large'), ready('small', 40)] })).toEqual({
      done: 40,
      perSecond: 0,
    });
    const large = source('large', { progress: { done: 500, share: 0.3, perSecond: 10 } });
    expect(imports.add({ sources: [large, ready('small', 40)] })).toEqual({ done: 540, perSecond: 10 });
  });

  it('are weighted by size, and last as long as the slowest', () => {
    const imports = new ImportsTogether();
    const progress = imports.add({ sources: [reading('large', 0, 960), ready('small', 40)] });
    expect(progress).toEqual({ done: 40, expected: 1000, share: 0.04, perSecond: 10, secondsLeft: 9 });
  });

  it('have no remaining time while one under way has none', () => {
    const begun = source('large', { progress: { done: 0, expected: 960, share: 0 } });
    const progress = new ImportsTogether().add({ sources: [begun, reading('small', 10, 40)] });
    expect(progress.secondsLeft).toBeUndefined();
    expect(progress.expected).toBe(1000);
  });

  it('count a source completely when it is ready before its next report', () => {
    const imports = new ImportsTogether();
    imports.add({ sources: [reading('small', 2, 40)] });
    expect(imports.add({ sources: [ready('small', 40), reading('large', 0, 60)] }).done).toBe(40);
  });

  it('show a count without a total after everything is read', () => {
    const imports = new ImportsTogether();
    imports.add({ sources: [reading('large', 999, 1000)] });
    expect(imports.add({ sources: [finishing('large', 1000, 0.7)] })).toEqual({
      done: 1000,
      share: 0.7,
      perSecond: 0,
    });
  });

  it('grow step by step, and are not full before the end', () => {
    const imports = new ImportsTogether();
    const steps: SourceStatus[][] = [
      [waiting('large'), waiting('small')],
      [source('large', { progress: { done: 0 } }), reading('small', 0, 40)],
      [reading('large', 0, 1000), reading('small', 39, 40)],
      [reading('large', 300, 1000), finishing('small', 40, 0.7)],
      [reading('large', 999, 1000), ready('small', 30)],
      // The last folder is finished before the run reports its end.
      [source('large', { progress: { done: 1000, share: 0.65 } }), ready('small', 30)],
      [finishing('large', 1000, 0.8), ready('small', 30)],
      [finishing('large', 1000, 0.99), ready('small', 30)],
      // Some of the items read are no contacts, and a run of changes follows.
      [
        ready('large', 900),
        source('small', { ...ready('small', 30), phase: 'checking', progress: { done: 2 } }),
      ],
    ];
    const seen = steps.map((sources) => imports.add({ sources }));
    seen.forEach((now, i) => {
      const before = seen[i - 1];
      expect(now.done, `step ${i}`).toBeGreaterThanOrEqual(before?.done ?? 0);
      expect(now.share ?? 0, `step ${i}`).toBeGreaterThanOrEqual(before?.share ?? 0);
      expect(now.share ?? 0, `step ${i}`).toBeLessThan(1);
      if (now.expected !== undefined) expect(now.expected, `step ${i}`).toBeGreaterThan(now.done);
    });
    expect(seen.map(({ share }) => share !== undefined)).toEqual(steps.map((_, i) => i >= 2));
    expect(seen.at(-1)?.done).toBe(1040);
    expect(seen.at(-1)?.expected).toBeUndefined();
  });
});
