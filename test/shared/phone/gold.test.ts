import { describe, expect, it } from 'vitest';
import { findCandidates } from '#shared/phone/candidates.ts';
import { generatedPages } from '../../gold/generated-pages.ts';
import { type GoldPage, LANGUAGES, writtenPages } from '../../gold/gold-page.ts';
import { precision, recall, type Score, scoreOf } from '../../gold/score.ts';

const written = writtenPages();
const generated = generatedPages('gold');
const score = (pages: readonly GoldPage[]) => scoreOf(pages, findCandidates);

function expectGood(result: Score) {
  expect(precision(result), JSON.stringify(result.mistaken.slice(0, 20))).toBeGreaterThanOrEqual(0.95);
  expect(recall(result), JSON.stringify(result.missed.slice(0, 20))).toBeGreaterThanOrEqual(0.99);
}

describe('the finder on pages with marked numbers', () => {
  it('has three thousand numbers to find among nine thousand look-alikes', () => {
    const { numbers, lookAlikes } = score([...written, ...generated]);
    expect([written.length, generated.length]).toEqual([33, 56]);
    expect(numbers).toBeGreaterThanOrEqual(3000);
    expect(lookAlikes).toBeGreaterThanOrEqual(9000);
  });

  it('finds the numbers on all pages: precision ≥ 0.95, recall ≥ 0.99', () => {
    expectGood(score([...written, ...generated]));
  });

  it('finds the numbers on pages that people wrote', () => {
    expectGood(score(written));
  });

  it.each(LANGUAGES)('finds the numbers in %s', (language) => {
    expectGood(score([...written, ...generated].filter((page) => page.language === language)));
  });
});
