import { describe, expect, it } from 'vitest';
import type { CountryCode } from '../../../shared/phone/normalise.ts';
import { readField } from '../../../shared/phone/normalise.ts';
import { READER_VERSION } from '../../../shared/phone/reader-version.ts';

/** Fields of every kind. What the reader makes of them is not judged here: other tests say what is right. */
const FIELDS: readonly (readonly [CountryCode, ...string[]])[] = [
  [
    'DE',
    '030 23125123',
    '+49 (0)30 / 231 25-123',
    '0049 30 23125123',
    '030/23125-0',
    '030 23125-10/-11',
    '030 23125123/24',
    '030 23125-10 bis -19',
    '030 23125123 neu',
    '030 23125123 (privat)',
    'privat: 030 23125123',
    '0176 04069021 privat',
    'Mo-Fr 9-17 Uhr 030 23125123',
    'g: 030 23125123, p: 0176 04069021',
    'Tel. 030 23125123 Fax 030 23125124',
    '030 23125123; 030 23125124',
    '030 23125123 oder 030 23125124',
    '030 23125123 / 0176 04069021',
    '030 23125123\n030 23125124',
    '030 23125123 DW 12',
    '030 23125123 ext. 12',
    '030 23125123,,12#',
    '="03023125123"',
    '3023125123.0',
    '4.93023E+11',
    '4,93023E+11',
    '493023125123',
    '23125123',
    '0 30 23 12 51 23',
    '０３０ ２３１２５１２３',
    '٠٣٠ ٢٣١٢٥١٢٣',
    '0800 NORDWIND',
    'tel:+493023125123',
    '+49 30 23125123 +49 40 66969123',
    '110',
    'keine',
    'siehe Zentrale',
    '--',
    '0',
  ],
  ['AT', '01 2345678', '+43 1 2345678-12', '0664 1234567 alt', '01/234 56 78 Kl. 12'],
  ['CH', '044 668 18 00', '+41 44 668 18 00 (G)', '0041 (0)44 668 18 00'],
  ['FR', '01 99 00 12 34', '+33 1 99 00 12 34 (bureau)', '01.99.00.12.34 / 06 39 98 12 34'],
  ['GB', '020 7946 0018', '+44 (0)20 7946 0018 x12', '07700 900123 old number'],
  ['IT', '06 1234567', '+39 06 1234567', '0039 06 1234567 uff.'],
  ['US', '(202) 555-0123', '1-800-FLOWERS', '202.555.0123 x12', '+1 202 555 0123 cell'],
];

/** The parts of a reading that a source stores. */
function readingOf(country: CountryCode, text: string): string {
  const { numbers, unclear } = readField(text, { country });
  const said = numbers.map(({ e164, extension, trunk, kind, outsideLine }) =>
    [
      e164,
      extension && `;${extension}`,
      trunk && ` trunk ${trunk}`,
      kind && ` ${kind}`,
      outsideLine && ' outside',
    ]
      .filter(Boolean)
      .join(''),
  );
  return unclear ? `unclear: ${unclear}` : said.join(', ');
}

describe('the version of the reader', () => {
  /**
   * The file is named after the version. When this fails, raise READER_VERSION: the next run writes the file of the new
   * version, and the old one can go. `-u`, which writes the file anew, is only for a version that was never released.
   */
  it('rises when a field is read differently', async () => {
    const readings = FIELDS.flatMap(([country, ...texts]) =>
      texts.map((text) => [`${country} ${text}`, readingOf(country, text)]),
    );
    await expect(`${JSON.stringify(Object.fromEntries(readings), undefined, 2)}\n`).toMatchFileSnapshot(
      `../../data/phone/readings-${READER_VERSION}.json`,
    );
  });
});
