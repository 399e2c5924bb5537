import { describe, expect, it } from 'vitest';
import { readField, readNumbers } from '#shared/phone/normalise.ts';
import { countryOf } from '../../bench/scan/finders.ts';
import { BLANKS, JOINERS, REMARKS, withRemark } from '../../gold/field-surroundings.ts';
import { writtenPages } from '../../gold/gold-page.ts';
import { type PhoneField, phoneFields } from '../../gold/phone-fields.ts';
import { findNumbers } from '../../support/find-numbers.ts';
import { casesOf } from '../../support/sample.ts';

/** Ten thousand phone fields, three thousand of them in `npm test`, of thirty countries, whose numbers libphonenumber knows. */
const fields = phoneFields('real', casesOf({ sample: 3000, whole: 10_000 }));

const PAIRS = casesOf({ sample: 120, whole: 400 });

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const readIn = (text: string, { country }: PhoneField) => readNumbers(text, country).map(({ e164 }) => e164);

describe('thousands of phone fields', () => {
  it('are read as their numbers', () => {
    expect(fields.filter((field) => readIn(field.text, field).join() !== field.e164)).toEqual([]);
  });

  it('keep their numbers, whatever remark is added', () => {
    const changed = fields.flatMap((field, index) => {
      const text = withRemark(field.text, at(REMARKS, index));
      return readIn(text, field).join() === field.e164 ? [] : [text];
    });
    expect(changed).toEqual([]);
  });

  it.each(JOINERS)('are two numbers when %j joins two of them', (joiner) => {
    const pairs = fields.slice(0, PAIRS).flatMap((one) => {
      const other = fields.find(({ country, e164 }) => country === one.country && e164 !== one.e164);
      return other ? [{ one, other }] : [];
    });
    expect(pairs.length).toBeGreaterThan(0.85 * PAIRS);
    const apart = pairs.flatMap(({ one, other }) => {
      const text = one.text + joiner + other.text;
      return readIn(text, one).join() === [one.e164, other.e164].join() ? [] : [text];
    });
    expect(apart).toEqual([]);
  });

  it('are read with any white space in place of any other', () => {
    const changed = fields.slice(0, 2000).flatMap((field, index) => {
      const text = field.text.replaceAll(
        ' ',
        at(
          BLANKS.filter((blank) => !/[\r\n\u2028\u2029]/.test(blank)),
          index,
        ),
      );
      return readIn(text, field).join() === field.e164 ? [] : [text];
    });
    expect(changed).toEqual([]);
  });
});

describe('the lines of pages', () => {
  it('show the same numbers with any white space in place of any other', () => {
    const pages = writtenPages();
    let lines = 0;
    const changed = pages.flatMap((page) =>
      page.texts.flatMap(({ text }) => {
        const country = countryOf(page);
        const blank = at(BLANKS, ++lines);
        const before = findNumbers(text, country).map(({ number }) => number);
        const after = findNumbers(text.replace(/\s/g, blank), country).map(({ number }) => number);
        return before.join() === after.join()
          ? []
          : [`${JSON.stringify(blank)} in ${text}: ${before} → ${after}`];
      }),
    );
    expect(lines).toBeGreaterThan(700);
    expect(changed).toEqual([]);
  });
});

describe('a field that has two readings', () => {
  it.each([
    ['030 23125, 12', 'DE', 'an extension, or another number'],
    ['12 3023125123', 'DE', 'a room before a number that lost its zero, or part of it'],
  ] as const)('%s in %s is not read: %s', (text, country, _why) => {
    expect(readField(text, { country })).toMatchObject({ numbers: [], unclear: 'several-readings' });
  });

  it.each(['4.93E+11', '4,9176E+12', '4.93023e+11', '"4.93E+11"'])('%s has lost its digits', (text) => {
    expect(readField(text, { country: 'DE' })).toEqual({ numbers: [], unclear: 'digits-lost' });
  });
});

describe('what a field says of its numbers', () => {
  it.each([
    ['g: 030 23125123, p: 030 23125300', ['business', 'home']],
    ['030 23125123 (Büro) / 0176 04069012 privat', ['business', 'home']],
    ['Tel 030 23125123 Fax 030 23125124', [undefined, 'fax']],
    ['030 23125123 Handy 0176 04069012', [undefined, 'mobile']],
    ['030 23125123 - Frau Berger', [undefined]],
  ])('%s', (text, kinds) => {
    expect(readField(text, { country: 'DE' }).numbers.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    ['030 23125123', undefined],
    ['030 23125123 nur abends', 'nur abends'],
    ['Raum 12 030 23125123 2. OG', 'Raum 12 … 2. OG'],
    ['siehe Notizen', 'siehe Notizen'],
  ])('%s is kept as a remark: %s', (text, remark) => {
    expect(readField(text, { country: 'DE' }).remark).toBe(remark);
  });
});
