import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { countryOf } from '../../bench/scan/finders.ts';
import { generatedPages } from '../../gold/generated-pages.ts';
import { type GoldPage, heldOutPages, LANGUAGES, writtenPages } from '../../gold/gold-page.ts';
import { precision, recall, type Score, scoreOf } from '../../gold/score.ts';
import { findNumbers } from '../../support/find-numbers.ts';

const written = writtenPages();
const generated = generatedPages('gold');
const heldOut = heldOutPages();

/** The pages as readers in the page's country see them. */
function score(pages: readonly GoldPage[]): Score {
  const scores = pages.map((page) => {
    const country = countryOf(page);
    return scoreOf([page], (text) => findNumbers(text, country), {
      isDiallable: (text) => isDiallable(text, country),
    });
  });
  return scores.reduce((sum, each) => ({
    numbers: sum.numbers + each.numbers,
    lookAlikes: sum.lookAlikes + each.lookAlikes,
    abroad: sum.abroad + each.abroad,
    right: sum.right + each.right,
    wrong: sum.wrong + each.wrong,
    missed: [...sum.missed, ...each.missed],
    mistaken: [...sum.mistaken, ...each.mistaken],
  }));
}

/**
 * libphonenumber’s word on the text as it is marked, not ours: `030 23125-123` on a Polish page is a number in Germany, and nobody
 * in Poland can dial it so. Numbers kept for fiction lie in ranges that no plan assigns, hence `isPossible` behind a plus.
 */
function isDiallable(text: string, country: ReturnType<typeof countryOf>): boolean {
  const number = parsePhoneNumberFromString(text.replace(/\s+/g, ' ').replace(/^00/, '+'), {
    defaultCountry: country,
  });
  // The United Kingdom's own numbers for fiction are national ones.
  const isFiction = /^\(?(?:\+|00)/.test(text) || (country === 'GB' && /^\(?0/.test(text));
  return number !== undefined && (number.isValid() || (isFiction && number.isPossible()));
}

function expectGood(result: Score, { least }: { least: { precision: number; recall: number } }) {
  expect(precision(result), JSON.stringify(result.mistaken.slice(0, 20))).toBeGreaterThanOrEqual(
    least.precision,
  );
  expect(recall(result), JSON.stringify(result.missed.slice(0, 20))).toBeGreaterThanOrEqual(least.recall);
}

describe('numbers on pages whose numbers are marked', () => {
  it('are three thousand among ten thousand look-alikes, and few of them belong to other countries only', () => {
    const { numbers, lookAlikes, abroad } = score([...written, ...generated]);
    expect([written.length, heldOut.length, generated.length]).toEqual([64, 31, 56]);
    expect(numbers).toBeGreaterThanOrEqual(3000);
    expect(lookAlikes).toBeGreaterThanOrEqual(10_000);
    expect(abroad).toBeLessThanOrEqual(550);
  });

  it('are found on pages that people wrote', () => {
    expectGood(score(written), { least: { precision: 0.95, recall: 0.96 } });
  });

  it('are found on generated pages', () => {
    expectGood(score(generated), { least: { precision: 0.99, recall: 0.99 } });
  });

  it('are found on pages that were kept away from those who wrote the reader', () => {
    expectGood(score(heldOut), { least: { precision: 0.9, recall: 0.9 } });
  });

  it.each(LANGUAGES)('are found in %s', (language) => {
    const pages = [...written, ...generated].filter((page) => page.language === language);
    expectGood(score(pages), { least: { precision: 0.94, recall: 0.93 } });
  });
});
