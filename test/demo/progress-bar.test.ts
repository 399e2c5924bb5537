import { describe, expect, it } from 'vitest';
import type { OverallProgress } from './overall-progress.ts';
import { isNews, ProgressBar, progressText } from './progress-bar.ts';

const at = (changes: Partial<OverallProgress>): OverallProgress => ({ done: 0, perSecond: 0, ...changes });

describe('the text of the progress bar', () => {
  it.each([
    ['before anything is known', at({}), '························  0 read'],
    [
      'with a total',
      at({ done: 3096, expected: 18_540, share: 0.108, perSecond: 411, secondsLeft: 47 }),
      '██░░░░░░░░░░░░░░░░░░░░░░  3,096 of 18,540 read, 411 a second, 47 s left',
    ],
    [
      'with an unknown total, without a fraction',
      at({ done: 3096, perSecond: 411 }),
      '························  3,096 read, 411 a second',
    ],
    [
      'when all is read and the rest goes on',
      at({ done: 18_540, share: 0.8 }),
      '███████████████████░░░░░  18,540 read',
    ],
    [
      'with a long remaining time',
      at({ done: 10, expected: 1000, share: 0.01, perSecond: 1, secondsLeft: 1500 }),
      '░░░░░░░░░░░░░░░░░░░░░░░░  10 of 1,000 read, 1 a second, 25 min left',
    ],
    [
      'a moment before the end, still not full',
      at({ done: 999, expected: 1000, share: 0.9999 }),
      '███████████████████████░  999 of 1,000 read',
    ],
    [
      'beyond its total, without the total',
      at({ done: 12, expected: 10, share: 0.5 }),
      '████████████░░░░░░░░░░░░  12 read',
    ],
    [
      'at its total, without the total',
      at({ done: 10, expected: 10, share: 0.5 }),
      '████████████░░░░░░░░░░░░  10 read',
    ],
  ])('%s', (_when, progress, text) => {
    expect(progressText(progress)).toBe(text);
  });

  it('is never full before the end', () => {
    for (let share = 0; share < 1; share += 0.001)
      expect(progressText(at({ share, done: 5, expected: 6 }))).toContain('░');
  });
});

describe('the lines of a progress bar without a terminal', () => {
  it('appear every ten per cent', () => {
    const shares = [0.001, 0.05, 0.1, 0.15, 0.21, 0.29, 0.95];
    expect(linesOf(shares.map((share) => at({ share })))).toHaveLength(4);
  });

  it('appear at every doubling while the total is unknown, and when it becomes known', () => {
    const counts = [0, 1, 2, 3, 4, 7, 8];
    expect(linesOf([...counts.map((done) => at({ done })), at({ done: 8, share: 0 })])).toHaveLength(5);
  });

  it('do not repeat', () => {
    const same = at({ done: 5, share: 0.5 });
    expect(isNews(same, same)).toBe(false);
    expect(isNews(at({ done: 5 }), at({ done: 5 }))).toBe(false);
  });
});

function linesOf(steps: readonly OverallProgress[]): string[] {
  const lines: string[] = [];
  const out = Object.assign(Object.create(process.stdout), {
    isTTY: false,
    write: (text: string) => lines.push(text),
  });
  const bar = new ProgressBar(out, 'First sync');
  for (const step of steps) bar.show(step);
  return lines;
}
