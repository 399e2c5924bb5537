import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber, isValidPhoneNumber } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import type { Place } from '#shared/phone/dialling-profile.ts';
import {
  formatDialable,
  formatInternational,
  formatNational,
  formatShortest,
  formatUri,
} from '#shared/phone/display.ts';
import { readNumber } from '#shared/phone/normalise.ts';
import { readings } from '#shared/phone/readings.ts';
import { Random } from '../../bench/random.ts';
import { casesOf, sayCases, seed } from '../../support/sample.ts';

const berlin: Place = {
  country: 'DE',
  area: '30',
  main: '23125',
  outside: '0',
  profile: { internalDigits: { least: 2, most: 3 }, tieLines: [{ code: '7', trunk: '+494066969' }] },
};

describe('a number', () => {
  it.each([
    ['+493023125123', '+49 30 23125123', '030 23125123', '123', '123'],
    ['+494066969123', '+49 40 66969123', '040 66969123', '7123', '7123'],
    ['+4930999981234', '+49 30 999981234', '030 999981234', '999981234', '0030999981234'],
    ['+498999998123', '+49 89 99998123', '089 99998123', '089 99998123', '008999998123'],
    ['+442079460018', '+44 20 7946 0018', '020 7946 0018', '+44 20 7946 0018', '000442079460018'],
    ['+12125550123', '+1 212 555 0123', '(212) 555-0123', '+1 212 555 0123', '00012125550123'],
  ])('%s is %s, %s at home, %s in Berlin, there dialled as %s', (e164, world, home, shortest, dialled) => {
    expect(formatInternational(e164)).toBe(world);
    expect(formatNational(e164)).toBe(home);
    expect(formatShortest(e164, berlin)).toBe(shortest);
    expect(formatDialable(e164, berlin)).toBe(dialled);
  });

  it('is not shortened to a form that reads as another number', () => {
    expect(formatShortest('+493023125110', berlin)).toBe('23125110');
    expect(formatShortest('+4930231251', berlin)).toBe('231251');
  });

  it('is dialled as the telephone system of the place wants it', () => {
    expect(formatDialable('+12125550123', { country: 'US', outside: '9' })).toBe('912125550123');
    expect(formatDialable('+493023125123', { country: 'US', outside: '9' })).toBe('9011493023125123');
    expect(formatDialable('+390669812345', { country: 'IT' })).toBe('0669812345');
    const profile = { international: '000', national: '5', outside: '8' };
    expect(formatDialable('+493023125123', { country: 'DE', profile })).toBe('853023125123');
    expect(formatDialable('+12125550123', { country: 'DE', profile })).toBe('800012125550123');
  });

  it.each(['GB', 'RO', 'TW'] as const)(
    'is dialled abroad from %s, whose prefix the library does not have as text',
    (country) => {
      expect(formatDialable('+493023125123', { country, outside: '9' })).toMatch(/^900[0-9]?493023125123$/);
    },
  );

  it('becomes a link by RFC 3966', () => {
    expect(formatUri({ e164: '+493023125123' })).toBe('tel:+493023125123');
    expect(formatUri({ e164: '+493023125123', extension: '12' })).toBe('tel:+493023125123;ext=12');
  });

  it.each(['+', '+999', 'anna', ''])('is shown as it is when it is none: %j', (text) => {
    expect(formatInternational(text)).toBe(text);
    expect(formatNational(text)).toBe(text);
  });
});

/** Their numbers all have four digits, too few to tell them from a year without a country code. */
const TINY = new Set(['TA', 'TK']);

describe('the numbers of every country', () => {
  it('are read again as they were written, in 245 countries', () => {
    const size = casesOf({ sample: 20_000, whole: 100_000 });
    const random = new Random(`every country ${seed}`);
    const countries = getCountries();
    const misread: string[] = [];
    let count = 0;
    for (const country of countries)
      for (const e164 of numbersOf(country, Math.ceil(size / countries.length), random)) {
        count++;
        const again = [
          readNumber(e164, 'DE')?.e164,
          readNumber(formatInternational(e164), country)?.e164,
          TINY.has(country) ? e164 : readNumber(formatNational(e164), country)?.e164,
        ];
        if (again.some((read) => read !== e164)) misread.push(`${country} ${e164} ${again.join(' ')}`);
      }
    expect(misread).toEqual([]);
    expect(countries).toHaveLength(245);
    expect(count).toBeGreaterThanOrEqual(size);
    sayCases(`shown numbers: ${count} were read again as they were written`);
  }, 600_000);

  it.each([
    'DE',
    'AT',
    'CH',
    'FR',
    'GB',
    'IT',
    'ES',
    'PL',
    'NL',
    'TR',
    'HU',
    'RU',
    'US',
    'AU',
    'JP',
  ] as const)(
    'of %s are among the readings of the form that is dialled, at home and in Germany',
    (country) => {
      for (const e164 of numbersOf(
        country,
        casesOf({ sample: 40, whole: 400 }),
        new Random(`${country} ${seed}`),
      ))
        for (const home of [country, 'DE'] as const) {
          const place = { country: home, outside: '0' };
          const read = readings(formatDialable(e164, place), place).map(({ number }) => number.e164);
          expect(read).toContain(e164);
          expect(readNumber(formatShortest(e164, place), home)?.e164).toBe(e164);
        }
    },
  );
});

/** Numbers that libphonenumber calls valid: the country's example with other digits at its end. */
function numbersOf(
  country: ReturnType<typeof getCountries>[number],
  wanted: number,
  random: Random,
): string[] {
  const example = getExampleNumber(country, examples);
  if (!example) throw new Error(`no example of ${country}`);
  const found: string[] = [];
  while (found.length < wanted) {
    const kept = example.nationalNumber.slice(0, random.between(1, example.nationalNumber.length - 1));
    const national = kept + random.digits(example.nationalNumber.length - kept.length);
    const e164 = `+${example.countryCallingCode}${national}`;
    if (isValidPhoneNumber(e164)) found.push(e164);
  }
  return found;
}
