import { describe, expect, it } from 'vitest';
import { markDigits, markWords, type Part } from '../../../extension/popup/highlight.ts';
import type { MatchReason } from '../../../shared/api.ts';

const shown = (parts: Part[]) => parts.map(({ text, isMet }) => (isMet ? `[${text}]` : text)).join('');
const NAME: MatchReason[] = [{ field: 'name', how: 'prefix' }];

describe('the marked part of a result', () => {
  it.each([
    ['Anna Übelacker', 'an', '[An]na Übelacker'],
    ['Anna Übelacker', 'ubel an', '[An]na [Übel]acker'],
    ['Anna Übelacker', 'uebelacker', 'Anna [Übelacker]'],
    ['Johann Großmann', 'gross', 'Johann [Groß]mann'],
    ['Hans-Peter Maier', 'pet', 'Hans-[Pet]er Maier'],
    ['Sean O’Connor', 'oconn', 'Sean [O’Conn]or'],
    ['Anna Hannemann', 'ann', '[Ann]a Hannemann'],
    ['Anna Übelacker', 'xyz', 'Anna Übelacker'],
  ])('in the name %s for %s: %s', (name, query, marked) => {
    expect(shown(markWords(name, query, 'name', NAME))).toBe(marked);
  });

  it.each(['typo', 'sound'] as const)('is empty for a match by %s, which has no letters to mark', (how) => {
    expect(shown(markWords('Meier', 'Mei', 'name', [{ field: 'name', how }]))).toBe('Meier');
  });

  it('is empty in a field that does not match', () => {
    expect(shown(markWords('Anna GmbH', 'anna', 'company', NAME))).toBe('Anna GmbH');
  });

  it.each([
    ['+49 30 23125-123', '030 231', '+49 [30 231]25-123'],
    ['+49 30 23125-123', '+49 30', '+[49 30] 23125-123'],
    ['+49 30 23125-123', '25-12', '+49 30 231[25-12]3'],
    ['+49 30 23125-123', '999', '+49 30 23125-123'],
    ['+49 30 23125-123', '', '+49 30 23125-123'],
  ])('in the number %s for %s: %s', (number, query, marked) => {
    expect(shown(markDigits(number, query))).toBe(marked);
  });

  it('leaves the text unchanged', () => {
    const names = ['ß', 'Ĳssel', 'ﬁn', '𝒜nna', 'e\u0301cole', '  ', 'a\u200db'];
    for (const name of names)
      for (const query of ['s', 'ss', 'f', 'fi', 'a', 'e', 'ij'])
        expect(
          markWords(name, query, 'name', NAME)
            .map(({ text }) => text)
            .join(''),
        ).toBe(name);
  });
});
