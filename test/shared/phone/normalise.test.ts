import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInternational } from '#shared/phone/display.ts';
import { readNumber, readNumbers, unfinishedDigits } from '#shared/phone/normalise.ts';
import { casesOf } from '../../support/sample.ts';

describe('the reader of phone fields', () => {
  it.each([
    ['+49(89)99998-123', 'DE', '+498999998123'],
    ['0049-89-99998-123', 'DE', '+498999998123'],
    ['+49(0)89 99998-123', 'DE', '+498999998123'],
    ['089/99998123', 'DE', '+498999998123'],
    ['089.99998.123', 'DE', '+498999998123'],
    ['(030) 23125-123', 'DE', '+493023125123'],
    ['030 23125 – 123', 'DE', '+493023125123'],
    ['Tel.: 030/23125123', 'DE', '+493023125123'],
    ['0049 (0)30 23125123', 'DE', '+493023125123'],
    ['\uff0b49\u00a030\u202f23125\u2011123', 'DE', '+493023125123'],
    ['tel:+49-30-23125-123', 'DE', '+493023125123'],
    ['sip:+493023125123@pbx.example;transport=tls', 'DE', '+493023125123'],
    ['020 7946 0018', 'GB', '+442079460018'],
    ['２０７９４６００１８', 'GB', '+442079460018'],
    ['٠٢٠ ٧٩٤٦ ٠٠١٨', 'GB', '+442079460018'],
    ['+44 (0)20 7946 0018', 'DE', '+442079460018'],
    ['01 99 00 12 34', 'FR', '+33199001234'],
    ['+33.1.99.00.12.34', 'DE', '+33199001234'],
    ['(212) 555-0123', 'US', '+12125550123'],
    ['011 49 30 23125 123', 'US', '+493023125123'],
    ['+39 06 698 12345', 'DE', '+390669812345'],
    ['+39 (0)6 698 12345', 'DE', '+390669812345'],
    ['0041 44 668 18 00', 'US', '+41446681800'],
    ['0011 49 30 23125123', 'AU', '+493023125123'],
    ['+011 49 30 23125123', 'US', '+493023125123'],
    ['++49 30 23125123', 'DE', '+493023125123'],
    ['0~0 49 30 23125123', 'PL', '+493023125123'],
    ['tel:%2B4930%2023125123', 'DE', '+493023125123'],
    ['tel:23125-123;phone-context=+49-30', 'US', '+493023125123'],
    ['1-800-FLOWERS', 'DE', '+18003569377'],
    ['0800 HOTLINE', 'DE', '+498004685463'],
    ['᠐᠒᠐ ᠗᠙᠔᠖ ᠐᠐᠑᠘', 'GB', '+442079460018'],
    ['\u202a030\u200b 23125\u2060123\u202c', 'DE', '+493023125123'],
    ['0\ufe0f\u20e33\ufe0f\u20e30 23125123', 'DE', '+493023125123'],
  ] as const)('reads %s in %s as %s', (text, country, e164) => {
    expect(readNumbers(text, country).map((number) => number.e164)).toEqual([e164]);
  });

  it.each([
    ['030 23125123 ext. 12', '+493023125123', '12'],
    ['030 23125123 x12', '+493023125123', '12'],
    ['+49 30 23125123;ext=12', '+493023125123', '12'],
    ['+493023125123,,,12#', '+493023125123', undefined],
    ['tel:+49-30-23125123;ext=12', '+493023125123', '12'],
    ['030/23125123 App. 12', '+493023125123', '12'],
    ['030/23125123, Nebenstelle 12', '+493023125123', '12'],
    ['030 23125123 poste 12', '+493023125123', '12'],
    ['030 23125123 доб. 12', '+493023125123', '12'],
    ['030 23125123 #12', '+493023125123', '12'],
    ['030 23125123 x 9', '+493023125123', '9'],
    ['030 23125123ｘ９', '+493023125123', '9'],
  ])('keeps an extension apart from its number: %s', (text, e164, extension) => {
    expect(readNumbers(text, 'DE')).toEqual([{ e164, extension }]);
  });

  it.each([
    ['+49(89)99998-12', 9],
    ['+49 30 23125-0', 9],
    ['030 23125 – 123', 9],
    ['+498999998-1', 9],
    ['0049-89-99998-12', undefined],
    ['030-23125123', undefined],
    ['+49 30-23125', undefined],
    ['(212) 555-0123', undefined],
    ['+1 212 555-0123', undefined],
  ])('tells where the extension of %s begins: after %s digits', (text, trunk) => {
    expect(readNumbers(text, text.startsWith('(') ? 'US' : 'DE')[0]?.trunk).toBe(trunk);
  });

  it.each([
    ['+49 30 23125-0 DW 123', '+493023125123', 9],
    ['030 23125 DW 12', '+49302312512', 9],
    ['030/231 25, Durchwahl 78', '+49302312578', 9],
    ['+43 1 23125 Kl. 9', '+431231259', 8],
  ])('joins the Durchwahl of %j to the base number', (text, e164, trunk) => {
    expect(readNumbers(text, 'DE')).toEqual([{ e164, trunk }]);
  });

  it.each([
    ['030 23125123 / 0176 04069012', ['+493023125123', '+4917604069012']],
    ['030 23125123; 0176 04069012', ['+493023125123', '+4917604069012']],
    ['030 23125123, 0176 04069012', ['+493023125123', '+4917604069012']],
    ['030 23125123 oder +44 20 7946 0018', ['+493023125123', '+442079460018']],
    ['030 23125123\n030 23125124', ['+493023125123', '+493023125124']],
    ['030 23125123 0176 04069012', ['+493023125123', '+4917604069012']],
    ['030 23125123 / 0176 04069012 / 040 66969123', ['+493023125123', '+4917604069012', '+494066969123']],
    ['030 23125-10/-11/-12', ['+49302312510', '+49302312511', '+49302312512']],
    ['030 23125-0, -99', ['+4930231250', '+49302312599']],
    ['030 23125123;ext=4; 040 66969123', ['+493023125123', '+494066969123']],
    ['030 23125-0 bis -99', ['+4930231250']],
  ])('finds every number in %j', (text, numbers) => {
    expect(readNumbers(text, 'DE').map(({ e164 }) => e164)).toEqual(numbers);
  });

  it.each([
    ['493023125123', 'DE', '+493023125123', 'its own country code: the plus got lost'],
    ['442079460018', 'DE', '+442079460018', 'longer than a national number: the plus got lost'],
    ['3023125123', 'DE', '+493023125123', 'a spreadsheet dropped the zero'],
    ['+49\u034f 30\u3164 2312\u28005123\u115f', 'DE', '+493023125123', 'invisible characters'],
    ['2125550123', 'US', '+12125550123', 'no trunk prefix is needed there'],
  ] as const)('reads %s in %s as %s: %s', (text, country, e164, _why) => {
    expect(readNumber(text, country)?.e164).toBe(e164);
  });

  it.each([
    '',
    '117',
    '78',
    '1414',
    '１２３',
    'IBAN DE89 3704 0044 0532 0130 00',
    '0x7ffe1234abcd',
    'call me',
    '0000.0(.)',
    '00000 000000',
    '*21*030123456#',
    '12.05.2026',
    '0',
    '+',
    '+49',
    '99999999999999999999',
    '\u0000',
  ])('finds no number in %j', (text) => {
    expect(readNumbers(text, 'DE')).toEqual([]);
    expect(readNumber(text, 'CH')).toBeUndefined();
  });

  it('separates a stored outside line from its number, and reports it', () => {
    const number = { e164: '+4989123456', outsideLine: true };
    expect(readNumbers('0 089 123456', 'DE')).toEqual([number]);
    expect(readNumbers('0089 123456', 'DE', { outside: '0' })).toEqual([number]);
    expect(readNumbers('0 +49 89 123456', 'DE')).toEqual([number]);
    expect(readNumbers('0 3 0 23125123', 'DE')).toEqual([{ e164: '+493023125123' }]);
  });

  it('understands a plus that a query string turned into a blank', () => {
    expect(readNumber(' 493023125123', 'CH')?.e164).toBe('+493023125123');
  });

  it('reads its own output unchanged', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('DE', 'CH', 'US', 'GB', 'IT'),
        fc.stringMatching(/^[+0-9 ()/.-]{5,24}$/),
        (country, text) => {
          for (const { e164 } of readNumbers(text, country as 'DE')) {
            expect(readNumber(e164, country as 'DE')?.e164).toBe(e164);
            expect(readNumber(formatInternational(e164), country as 'DE')?.e164).toBe(e164);
          }
        },
      ),
      { numRuns: casesOf({ sample: 2000, whole: 20_000 }) },
    );
  });

  it.each([
    '\u200b',
    '\u200d',
    '\u200e',
    '\u202e',
    '\u2060',
    '\u2066',
    '\ufeff',
    '\u061c',
    '\u00ad',
    '\u034f',
    '\u115f',
    '\u3164',
    '\u2800',
  ])('ignores the invisible %j', (control) => {
    expect(readNumber(`030${control}23125${control}123`, 'DE')?.e164).toBe('+493023125123');
  });

  it.each(['\u2010', '\u2212', '\u2024', '\u2044', '\u00a0', '\u2009', '\u202f', '–', '／'])(
    'takes %j for the separator that it looks like',
    (separator) => {
      expect(readNumber(`030${separator}23125123`, 'DE')?.e164).toBe('+493023125123');
    },
  );

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const { e164 } of readNumbers(text, 'DE')) expect(e164).toMatch(/^\+[1-9]\d{4,14}$/);
      }),
      { numRuns: casesOf({ sample: 2000, whole: 20_000 }) },
    );
  });
});

describe('a number that is still being typed', () => {
  it.each([
    ['030 23', 'DE', '493023'],
    ['(030) 231-2', 'DE', '49302312'],
    ['+49 30', 'CH', '4930'],
    ['0041 44 6', 'DE', '41446'],
    ['212 55', 'US', '121255'],
    ['02079', 'GB', '442079'],
    ['06 698', 'IT', '3906698'],
    ['06 30', 'HU', '3630'],
  ] as const)('%s in %s begins like %s', (text, country, digits) => {
    expect(unfinishedDigits(text, country)).toBe(digits);
  });

  it.each(['', '0', '03', '+4', '23125', '110', 'anna', '0x1'])(
    '%j begins like nothing yet, in Germany',
    (text) => {
      expect(unfinishedDigits(text, 'DE')).toBeUndefined();
    },
  );
});
