import fc from 'fast-check';
import plans from 'libphonenumber-js/metadata.max.json';
import { describe, expect, it } from 'vitest';
import { isCountryCode, nationalToE164, toE164, trunkPrefix } from '#shared/phone/national-plan.ts';
import { type CountryCode, readNumber } from '#shared/phone/normalise.ts';
import { findNumbers } from '../../support/find-numbers.ts';
import { casesOf } from '../../support/sample.ts';

describe('a number in the form of an earlier plan', () => {
  it.each<[string, CountryCode, string]>([
    ['+52 1 55 1234 5678', 'DE', '+525512345678'],
    ['+52 (1) 55 1234 5678', 'DE', '+525512345678'],
    ['+521 222 123 4567', 'DE', '+522221234567'],
    ['0052 1 33 1234 5678', 'DE', '+523312345678'],
    ['011 52 1 55 1234 5678', 'US', '+525512345678'],
    ['5215512345678', 'MX', '+525512345678'],
    ['52 1 55 1234 5678', 'MX', '+525512345678'],
    ['(+52 1) 55 1234 5678', 'MX', '+525512345678'],
    ['https://wa.me/5215512345678', 'DE', '+525512345678'],
    ['5215512345678', 'DE', '+525512345678'],
    ['01 55 1234 5678', 'MX', '+525512345678'],
    ['01 (55) 1234-5678', 'MX', '+525512345678'],
    ['044 (55) 1234 5678', 'MX', '+525512345678'],
    ['(01 222) 123 4567', 'MX', '+522221234567'],
    ['01-800-123-4567', 'MX', '+528001234567'],
    ['044 222 123 4567', 'MX', '+522221234567'],
    ['(045) 55-1234-5678', 'MX', '+525512345678'],
    ['+52 01 55 1234 5678', 'DE', '+525512345678'],
    ['+52 044 55 1234 5678', 'DE', '+525512345678'],
    ['0 22 123 45 67', 'PL', '+48221234567'],
    ['(0-71) 555-01-24', 'PL', '+48715550124'],
    ['071-555-01-23', 'PL', '+48715550123'],
    ['(071) 555-01-24', 'PL', '+48715550124'],
    ['0 71 555 01 25', 'PL', '+48715550125'],
    ['0/22/123-45-67', 'PL', '+48221234567'],
    ['(0xx22) 123 45 67', 'PL', '+48221234567'],
    ['0-xx-22 123 45 67', 'PL', '+48221234567'],
    ['0(22)1234567', 'PL', '+48221234567'],
    ['0-606-123-456', 'PL', '+48606123456'],
    ['0-601 123 456', 'PL', '+48601123456'],
    ['0 801 123 456', 'PL', '+48801123456'],
    ['+48 0 22 123 45 67', 'DE', '+48221234567'],
    ['0048 022 123 45 67', 'DE', '+48221234567'],
    ['(0xx11) 3456-7890', 'BR', '+551134567890'],
    ['0xx11 3456-7890', 'BR', '+551134567890'],
    ['0XX (11) 3456-7890', 'BR', '+551134567890'],
    ['(0**11) 3456-7890', 'BR', '+551134567890'],
    ['(xx11) 93456-7890', 'BR', '+5511934567890'],
    ['0-xx-11-3456-7890', 'BR', '+551134567890'],
    ['Tel.: (0xx21) 2345-6789', 'BR', '+552123456789'],
    ['+55 (0xx11) 3456-7890', 'DE', '+551134567890'],
    ['+55 0xx11 3456-7890', 'DE', '+551134567890'],
    ['(0xx11) 8456-7890', 'BR', '+5511984567890'],
    ['0 (XX) 11 3456-7890', 'BR', '+551134567890'],
    ['+55 (0**11) 3456-7890', 'DE', '+551134567890'],
    ['0 15 11 3456-7890', 'BR', '+551134567890'],
    ['(0 21 11) 3456-7890', 'BR', '+551134567890'],
    ['0 36 11 3456-7890', 'BR', '+551134567890'],
    ['0-98-11-93456-7890', 'BR', '+5511934567890'],
    ['+55 11 8456-7890', 'DE', '+5511984567890'],
    ['0 41 11 9456-7890', 'BR', '+5511994567890'],
    ['(0xx) 1187654321', 'AR', '+541187654321'],
    ['+54 9 11 15 2345 6789', 'DE', '+5491123456789'],
    ['+54 9 341 15 234 5678', 'DE', '+5493412345678'],
    ['+54 9 2972 15 412345', 'DE', '+5492972412345'],
    ['+54 11 15 2345 6789', 'DE', '+5491123456789'],
    ['011 15 2345-6789', 'AR', '+5491123456789'],
    ['+39 6 698 12345', 'DE', '+390669812345'],
    ['+39 (6) 698 12345', 'DE', '+390669812345'],
    ['0039-2-1234567', 'DE', '+39021234567'],
    ['tel:+39669812345', 'DE', '+390669812345'],
    ['+39 11 1234567', 'DE', '+390111234567'],
    ['+39 81 1234567', 'DE', '+390811234567'],
    ['+39 55 1234567', 'DE', '+390551234567'],
    ['+39 80 5212345', 'IT', '+390805212345'],
    ['01 234 56 78', 'CH', '+41442345678'],
    ['+41 (0)1 234 56 78', 'DE', '+41442345678'],
    ['+30 1 123 4567', 'DE', '+302101234567'],
    ['01 1234567', 'GR', '+302101234567'],
    ['+56 2 345 6789', 'DE', '+56223456789'],
    ['(02) 345 6789', 'CL', '+56223456789'],
    ['(065) 350009', 'CL', '+56652350009'],
    ['09 8765 4321', 'CL', '+56987654321'],
    ['+57 1 234 5678', 'DE', '+576012345678'],
    ['(031) 234 5678', 'CO', '+576012345678'],
    ['09 4 234 5678', 'CO', '+576042345678'],
    ['+84 168 234 5678', 'DE', '+84382345678'],
    ['0120.234.5678', 'VN', '+84702345678'],
    ['+225 07 12 34 56', 'DE', '+2250707123456'],
    ['44 12 34 56', 'CI', '+2250544123456'],
    ['20 22 12 34', 'CI', '+2252720221234'],
    ['+229 97 12 34 56', 'DE', '+2290197123456'],
    ['97 12 34 56', 'BJ', '+2290197123456'],
    ['01 463 0643', 'NG', '+2342014630643'],
    ['+234 9 463 0643', 'DE', '+2342094630643'],
    ['8 (044) 234-56-78', 'UA', '+380442345678'],
    ['8-067-123-45-67', 'UA', '+380671234567'],
    ['02/2422 1234', 'CZ', '+420224221234'],
    ['+420 0602 123 456', 'DE', '+420602123456'],
  ])('%s, read in %s, is %s today', (text, country, e164) => {
    expect(readNumber(text, country)?.e164).toBe(e164);
  });

  it.each<[string, CountryCode, string, string | undefined]>([
    ['+52 2 55 1234 5678', 'DE', 'no prefix of any time', undefined],
    ['044 222 123 456', 'MX', 'a digit is missing', undefined],
    ['0 22 123 45 6', 'PL', 'a digit is missing', undefined],
    ['+48 0 122 123 45 67', 'DE', 'a digit too many', undefined],
    ['00 22 123 45 67', 'PL', 'two zeros: abroad', undefined],
    ['(0xx11) 3456-7890', 'DE', 'no carriers there', undefined],
    ['030 xx 1234567', 'BR', 'no place for a carrier', undefined],
    ['36 11 3456 7890', 'BR', 'no zero before the digits of a carrier', undefined],
    ['+39 335 123456', 'DE', 'an old mobile number, valid today', '+39335123456'],
    ['+39 800 123456', 'DE', 'free of charge', '+39800123456'],
    ['+39 800 1234567', 'DE', 'free of charge, with a digit too many', '+398001234567'],
    ['+56 6512 3456', 'DE', 'a mobile number without its 9 as well', undefined],
    ['+55 11 6123-4567', 'DE', 'a fixed number of its time', '+551161234567'],
    ['+234 803 12345', 'DE', 'a mobile number that misses digits', undefined],
    ['6 698 12345', 'IT', 'neither plus nor zero', undefined],
    ['+41 1 234 56', 'DE', 'digits are missing', undefined],
    ['1 234 56 78', 'CH', 'no zero', undefined],
    ['+229 12 34 56 78', 'DE', 'would be invalid today', undefined],
    ['+225 20 42 12 34', 'DE', 'would be invalid today', undefined],
    ['+241 07 12 34 56', 'DE', 'valid today as well', '+24107123456'],
    ['+49 1 234 56 78', 'DE', 'a country without old forms', '+4912345678'],
  ])('%s, read in %s, is left as it is: %s', (text, country, _why, e164) => {
    expect(readNumber(text, country)?.e164).toBe(e164);
  });

  it('needs its plus or its zero: 1 55 1234 5678 is a number of New Jersey in Mexico too', () => {
    expect(nationalToE164('15512345678', 'MX', { valid: false })).not.toBe('+525512345678');
    expect(toE164('+15512345678', { valid: true })).toBe('+15512345678');
  });

  it.each<[string, CountryCode, string[]]>([
    [
      'tel. 071-555-01-23, (071) 555-01-24, 0 71 555 01 25',
      'PL',
      ['+48715550123', '+48715550124', '+48715550125'],
    ],
    ['Tel. (0-71) 555-01-24 lub 0-601 123 456', 'PL', ['+48715550124', '+48601123456']],
    ['tel. 0 22 123 45 67 wew. 12', 'PL', ['+48221234567;12']],
    ['WhatsApp +52 1 55 1234 5678 o 01 55 1234 5679', 'MX', ['+525512345678', '+525512345679']],
    ['Cel. 044 55 1234 5678, 045 33 1234 5678', 'MX', ['+525512345678', '+523312345678']],
    ['fone: (0xx11) 3456-7890 / (0xx21) 2345-6789', 'BR', ['+551134567890', '+552123456789']],
    ['Rua Augusta, (0**11) 3456-7890', 'BR', ['+551134567890']],
    ['ul. Marszałkowska 1, (0-22) 123-45-67', 'PL', ['+48221234567']],
    ['ul. Marszałkowska 1, (0-xx-22) 123-45-67', 'PL', ['+48221234567']],
    ['Rua Augusta, 0XX11 3456-7890, São Paulo', 'BR', ['+551134567890']],
    ['Filiale Rom +39 6 698 12345', 'DE', ['+390669812345']],
    ['Filiale São Paulo +55 (0xx11) 3456-7890', 'DE', ['+551134567890']],
    ['0xx11 3456-7890', 'DE', []],
  ])('is found on a page: %s', (text, country, numbers) => {
    expect(findNumbers(text, country).map(({ number }) => number)).toEqual(numbers);
  });

  const RULES: [name: string, country: CountryCode, today: RegExp, old: (number: string) => string[]][] = [
    [
      'Mexico’s prefixes',
      'MX',
      /^\+52(?:55|33|81)\d{8}$/,
      (n) => [`+521${n.slice(3)}`, `01${n.slice(3)}`, `044${n.slice(3)}`, `045${n.slice(3)}`],
    ],
    ['Poland’s zero', 'PL', /^\+48(?:22|71|60|88)\d{7}$/, (n) => [`+480${n.slice(3)}`, `0${n.slice(3)}`]],
    [
      'Brazil’s carriers',
      'BR',
      /^\+55(?:11|21|48)[2-5]\d{7}$/,
      (n) => ['13', '15', '36', '98'].map((carrier) => `0${carrier}${n.slice(3)}`),
    ],
    ['Brazil’s ninth digit', 'BR', /^\+55(?:11|21|48)9[89]\d{7}$/, (n) => [n.slice(0, 5) + n.slice(6)]],
    ['Italy’s zero', 'IT', /^\+390(?:2|6[0-5]|11|51|81)\d{6}$/, (n) => [`+39${n.slice(4)}`]],
    ['Argentina’s 15', 'AR', /^\+549(?:11)[2-6]\d{7}$/, (n) => [`+54911 15${n.slice(6)}`]],
    ['Zurich’s 1', 'CH', /^\+4144\d{7}$/, (n) => [`+411${n.slice(5)}`, `01${n.slice(5)}`]],
    ['Athens’ 1', 'GR', /^\+30210\d{7}$/, (n) => [`+301${n.slice(6)}`, `01${n.slice(6)}`]],
    ['Santiago’s 2', 'CL', /^\+5622[2-9]\d{6}$/, (n) => [`+562${n.slice(5)}`, `02${n.slice(5)}`]],
    ['Colombia’s 60', 'CO', /^\+5760[125678][2-9]\d{6}$/, (n) => [`+57${n.slice(5)}`, `03${n.slice(5)}`]],
    ['Viettel’s 16', 'VN', /^\+843[2-9]\d{7}$/, (n) => [`+8416${n.slice(4)}`, `016${n.slice(4)}`]],
    ['Orange’s 07', 'CI', /^\+22507[04-9][7-9]\d{6}$/, (n) => [`+225${n.slice(6)}`, n.slice(6)]],
    ['Benin’s 01', 'BJ', /^\+22901[4-69]\d{7}$/, (n) => [`+229${n.slice(6)}`, n.slice(6)]],
    ['Nigeria’s 20', 'NG', /^\+2342019\d{6}$/, (n) => [`+234${n.slice(6)}`, `0${n.slice(6)}`]],
    ['Ukraine’s 8', 'UA', /^\+380(?:44|67)\d{7}$/, (n) => [`80${n.slice(4)}`]],
    ['the Czech zero', 'CZ', /^\+4202\d{8}$/, (n) => [`+4200${n.slice(4)}`, `0${n.slice(4)}`]],
  ];
  it.each(RULES)('is found by its number of today: %s', (_name, country, pattern, old) => {
    fc.assert(
      fc.property(fc.stringMatching(pattern), (number) => {
        fc.pre(toE164(number, { valid: true }) === number);
        for (const text of old(number)) {
          // An old mobile number of Italy may have the digits of a number of today.
          fc.pre(toE164(text, { valid: true }) === undefined || !text.startsWith('+39'));
          expect(readNumber(text, country)?.e164, text).toBe(number);
        }
      }),
      { numRuns: casesOf({ sample: 100, whole: 2000 }) },
    );
  });
});

describe('a number that is valid today', () => {
  const patterns = Object.entries(plans.countries).flatMap(([country, plan]) => {
    const types: readonly (readonly [string, ...unknown[]] | 0)[] = plan[11] ?? [];
    const sources = types.flatMap((type) => (type === 0 || type[0] === '' ? [] : [`^(?:${type[0]})$`]));
    return sources.map((source) => ({ country, code: String(plan[0]), pattern: new RegExp(source) }));
  });

  it('stays as it is in each country, written with its plus or as it is dialled', () => {
    expect(patterns.length).toBeGreaterThan(1000);
    const perPattern = Math.ceil(casesOf({ sample: 21_000, whole: 200_000 }) / patterns.length);
    let numbers = 0;
    for (const { country, code, pattern } of patterns)
      for (const national of fc.sample(fc.stringMatching(pattern), perPattern)) {
        const number = `+${code}${national}`;
        if (!isCountryCode(country) || toE164(number, { valid: true }) === undefined) continue;
        numbers++;
        expect(toE164(number)).toBe(number);
        const dialled = (trunkPrefix(country) ?? '') + national;
        // The zero may make a carrier's prefix of the digits (Colombia, Israel): then nothing is read.
        const read = nationalToE164(dialled, country, { valid: true });
        // Israel's 015 is a prefix for other countries as well.
        if (read === undefined || read.startsWith(`+${code}`)) expect([number, undefined]).toContain(read);
      }
    expect(numbers).toBeGreaterThanOrEqual(20_000);
  });
});
