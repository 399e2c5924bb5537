import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CountryCode, isCountryCode, readNumber } from '#shared/phone/normalise.ts';

/**
 * Compares us with google/libphonenumber itself: on 3,000 invented spellings, on the inputs of its own tests, and on the finds
 * of its finder. Rows on which we disagree are listed here with the reason. An unlisted disagreement fails, a listed agreement too.
 */

const folder = new URL('../../data/phone/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

interface Disagreement {
  reason: string;
  rows: readonly number[];
}

const FORMATS: readonly Disagreement[] = [
  {
    reason:
      'has a length that no plan has: libphonenumber gives it a number that it calls invalid, we give none',
    rows: [
      17, 60, 119, 209, 287, 324, 424, 436, 620, 626, 814, 826, 949, 961, 976, 1005, 1097, 1101, 1143, 1220,
      1333, 1341, 1499, 1573, 1590, 1620, 1726, 1861, 2831,
    ],
  },
  {
    reason:
      'has a (0) beside +48, which libphonenumber keeps as a digit, invalid then; Poland has none, so we drop it',
    rows: [
      54, 85, 169, 373, 498, 565, 566, 598, 867, 988, 1023, 1164, 1197, 1210, 1390, 1700, 1717, 1908, 1943,
      2105, 2371, 2633, 2769,
    ],
  },
];

const PARSED: readonly Disagreement[] = [
  {
    reason: 'is invalid by libphonenumber’s own word, and too short, too long or unassigned for us',
    rows: [
      7, 8, 9, 10, 11, 37, 39, 41, 42, 43, 82, 83, 86, 93, 108, 123, 124, 126, 127, 128, 129, 130, 131, 161,
      165, 168, 169, 170, 179, 180, 181, 182, 198, 199, 200, 201, 202, 220, 221, 222, 223, 237, 238, 239, 241,
      242, 243, 253,
    ],
  },
  {
    reason:
      'has one or two letters among its digits: a house number or a part number, not letters of the keys',
    rows: [79, 80, 81],
  },
  {
    reason: 'has no country: the island that stands in has numbers of six digits, and the rest is a remark',
    rows: [143, 144, 145],
  },
  { reason: 'has a word behind a prefix that is not sold with letters', rows: [159] },
  {
    reason:
      'has more than eleven digits behind a word, or nine behind a sign: no extension is so long, so they are a remark',
    rows: [98, 184, 185, 187, 188, 189, 190, 191, 192, 193, 195],
  },
  {
    reason: 'has pauses (,,) before more digits: mostly a PIN, so the number alone is kept',
    rows: [194, 196, 197],
  },
  {
    reason: 'has a comma or semicolon before more digits: that is how two numbers share a field',
    rows: [209, 210, 213],
  },
];

const FOUND: readonly Disagreement[] = [
  {
    reason: 'is found only where libphonenumber is asked for anything possible, and is no number',
    rows: [96, 188, 236, 252, 254, 295, 315, 329, 352, 372, 453, 454, 455, 757, 1035, 1042, 1081, 1134],
  },
  { reason: 'is a range of years, a day with an hour, or a range of two times', rows: [42, 46, 753] },
  { reason: 'has a lone letter or (0xx) among its digits', rows: [330, 331, 332, 336, 354] },
];

interface Plan {
  cc: number;
  nn: string;
  ilz?: number;
  ext?: string;
}

/** Some rows have no country, but we need one. They get an island whose own numbers stand in no row. */
const homeOf = (region: string | null): CountryCode =>
  region !== null && isCountryCode(region) ? region : 'AC';

const spelled = (text: string | null, region: string | null) => {
  const number = readNumber(text ?? '', homeOf(region));
  return number && `${number.e164};${number.extension ?? ''}`;
};
const expected = ({ cc, nn, ilz = 0, ext = '' }: Plan) => `+${cc}${'0'.repeat(ilz)}${nn};${ext}`;

const listed = (disagreements: readonly Disagreement[]) =>
  disagreements.flatMap(({ rows }) => rows).sort((a, b) => a - b);

describe('libphonenumber’s own reading', () => {
  it('equals ours for all spellings of the German-speaking countries and their neighbours, except those listed', () => {
    const { rows }: { rows: { text: string; region: CountryCode; oracle: string }[] } =
      read('phone-dach-formats.json');
    const apart = rows.flatMap(({ text, region, oracle }, row) =>
      readNumber(text, region)?.e164 === oracle ? [] : [row],
    );
    expect(rows).toHaveLength(3000);
    expect(apart).toEqual(listed(FORMATS));
    expect(FORMATS.map(({ rows: { length } }) => length)).toEqual([29, 23]);
  });

  it('equals ours for all inputs of its tests, except those listed', () => {
    const { parse }: { parse: { text: string | null; region: string | null; out?: Plan; e164?: string }[] } =
      read('phone-prod-oracle.json');
    const apart = parse.flatMap(({ text, region, out, e164 }, row) =>
      spelled(text, region) === (out && `${e164};${out.ext ?? ''}`) ? [] : [row],
    );
    expect(parse).toHaveLength(254);
    expect(apart).toEqual(listed(PARSED));
    expect(PARSED.map(({ rows: { length } }) => length)).toEqual([48, 3, 3, 1, 11, 3, 3]);
  });

  it('equals ours for everything that its finder finds, except those listed', () => {
    const { find }: { find: { text: string; region: string; matches: Match[] }[] } =
      read('phone-prod-oracle.json');
    const first = new Map<string, { row: number; isSame: boolean }>();
    let matches = 0;
    for (const [row, { text, region, matches: found }] of find.entries())
      for (const { start, end, number } of found) {
        matches++;
        const part = text.slice(start, end);
        const key = `${region} ${part}`;
        if (!first.has(key)) first.set(key, { row, isSame: spelled(part, region) === expected(number) });
      }
    expect([find.length, matches, first.size]).toEqual([1796, 1861, 147]);
    const apart = [...first.values()].flatMap(({ row, isSame }) => (isSame ? [] : [row]));
    expect([...new Set(apart)].sort((a, b) => a - b)).toEqual(listed(FOUND));
  });
});

interface Match {
  start: number;
  end: number;
  number: Plan;
}
