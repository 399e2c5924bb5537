import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { type CountryCode, readNumber } from '#shared/phone/normalise.ts';
import { readings } from '#shared/phone/readings.ts';
import { casesOf } from '../../support/sample.ts';

const berlin: Place = { country: 'DE', area: '30', main: '23125', outside: '0' };

const meant = (text: string, place: Place) =>
  readings(text, place).map(({ as, number }) => `${as} ${number.e164}`);

describe('the readings of a text at a place', () => {
  it.each<[string, string[]]>([
    ['123', ['internal +493023125123']],
    ['-0', ['internal +4930231250']],
    ['-001', ['internal +493023125001']],
    ['23125-123', ['local +493023125123', 'national-without-prefix +4923125123']],
    ['030 23125123', ['national +493023125123']],
    ['3023125123', ['national-without-prefix +493023125123']],
    ['493023125123', ['international-without-plus +493023125123']],
    ['+44 20 7946 0018', ['international +442079460018']],
    ['0044 20 7946 0018', ['international +442079460018', 'outside-line +49442079460018']],
    ['0030 23125123', ['outside-line +493023125123']],
    ['00044 20 7946 0018', ['outside-line +442079460018']],
    ['0 030 23125123', ['outside-line +493023125123']],
    ['110', []],
    ['anna', []],
  ])('of %s in Berlin: %s', (text, expected) => {
    expect(meant(text, berlin)).toEqual(expected);
  });

  it('use the main number in any form, or from the profile of the place', () => {
    const profile = { trunk: '+494066969', internalDigits: { least: 3, most: 3 }, area: '40' };
    expect(meant('123', { country: 'DE', main: '+493023125' })).toEqual(['internal +493023125123']);
    expect(meant('123', { country: 'DE', profile })).toEqual(['internal +494066969123']);
    expect(meant('12', { country: 'DE', profile })).toEqual([]);
    expect(meant('123', { country: 'DE', main: '030/23125' })).toEqual(['internal +493023125123']);
    expect(meant('123', { country: 'DE', area: '030', main: '23125' })).toEqual(['internal +493023125123']);
    expect(meant('123', { country: 'DE', main: '23125' })).toEqual([]);
    expect(meant('12', { country: 'IT', main: '06 698123' })).toEqual(['internal +390669812312']);
    expect(meant('123', { country: 'DE', profile, area: '30', main: '23125' })).toEqual([
      'internal +493023125123',
    ]);
  });

  it('tell every transformation of the text, step by step', () => {
    expect(readings('Tel. （030） 23125-0 DW 78', berlin)).toEqual([
      {
        as: 'national',
        number: { e164: '+49302312578', trunk: 9 },
        steps: [
          { code: 'characters', before: 'Tel. （030） 23125-0 DW 78', after: 'Tel. (030) 23125-0 DW 78' },
          { code: 'label', before: 'Tel. (030) 23125-0 DW 78', after: '(030) 23125-0 DW 78' },
          { code: 'direct-dial', before: '(030) 23125-0 DW 78', after: '(030) 23125-78' },
          { code: 'country', before: '(030) 23125-78', after: '+49302312578' },
        ],
      },
    ]);
    expect(readings('0 0049 (0)30 23125123;ext=4', berlin)[0]?.steps.map(({ code }) => code)).toEqual([
      'extension',
      'outside-line',
      'international-prefix',
      'trunk-zero',
      'plan',
    ]);
    expect(readings('78', berlin)[0]?.steps).toEqual([
      { code: 'main-number', before: '78', after: '+49302312578' },
    ]);
  });

  it.each([
    ['Büro 030 23125123', ['label']],
    ['030 23125123 nur abends', ['label']],
    ['030 23125123 28.11.2026', ['cut-date']],
    ['030 23125123 14:05', ['cut-time']],
    ['030 23125123 0,20 €', ['cut-amount']],
    ['030 23125123 2', ['cut-digits']],
    ['12 030 23125123', ['cut-digits']],
    ['030 23125123 / 0176 04069012', ['cut-number']],
    ['030 23125-10 bis -19', ['range']],
    ['="03023125123"', ['spreadsheet']],
    ['*31#03023125123', ['caller-code']],
  ])('tell why %s is cut: %s', (text, codes) => {
    const [first] = readings(text, { country: 'DE' });
    expect(first?.steps.map(({ code }) => code)).toEqual([...codes, 'country']);
  });

  it('restore the plus that a query string lost', () => {
    expect(readings(' 493023125123', { country: 'CH' })[0]).toMatchObject({
      as: 'international',
      steps: [{ code: 'plus-restored', before: '493023125123', after: '+493023125123' }],
    });
  });

  it('are few and distinct, end as their steps do, and begin with the number that `readNumber` returns', () => {
    const country = fc.constantFrom<CountryCode>('DE', 'AT', 'US', 'GB', 'IT', 'PL', 'RU');
    fc.assert(
      fc.property(country, fc.stringMatching(/^[+0-9 ()/.-]{1,24}$/), (home, text) => {
        const found = readings(text, { ...berlin, country: home });
        expect(found.length).toBeLessThanOrEqual(5);
        expect(new Set(found.map(({ number }) => number.e164)).size).toBe(found.length);
        for (const { number, steps } of found) expect(steps.at(-1)?.after ?? number.e164).toBe(number.e164);
        expect(readNumber(text, home)).toEqual(readings(text, { country: home })[0]?.number);
      }),
      { numRuns: casesOf({ sample: 1000, whole: 10_000 }) },
    );
  });
});
