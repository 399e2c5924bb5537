import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { FIELD_COUNTRIES } from '../../gold/field-countries.ts';
import { BLANKS, JOINERS, REMARKS, withRemark } from '../../gold/field-surroundings.ts';
import { phoneFields } from '../../gold/phone-fields.ts';

const fields = phoneFields('fields', 10_000);

describe('the phone fields that properties are tried on', () => {
  it('are as many in each of 30 countries', () => {
    const counts = FIELD_COUNTRIES.map(
      (home) => fields.filter(({ country }) => country === home.country).length,
    );
    expect(counts).toHaveLength(30);
    expect(Math.min(...counts)).toBe(333);
  });

  it('are mostly different', () => {
    expect(new Set(fields.map(({ text }) => text)).size).toBeGreaterThan(9000);
  });

  it('are the same for the same seed', () => {
    expect(phoneFields('fields', 60)).toEqual(fields.slice(0, 60));
    expect(phoneFields('others', 60)).not.toEqual(fields.slice(0, 60));
  });

  it('hold numbers that the plan of their country knows', () => {
    const unknown = fields.filter(({ e164 }) => !parsePhoneNumberFromString(e164)?.isValid());
    expect(unknown).toEqual([]);
  });

  it('spell every digit of their number', () => {
    const short = FIELD_COUNTRIES.flatMap(({ shapes }) =>
      shapes.flatMap(({ digits, atHome, abroad }) =>
        [...atHome, ...abroad].filter((form) => form.replace(/[^#]/g, '').length !== digits.length),
      ),
    );
    expect(short).toEqual([]);
  });

  it('have 138 remarks, 30 joiners and 24 blanks around and within them, none twice', () => {
    const remarks = REMARKS.map((remark) => withRemark('030 23125123', remark));
    expect([remarks, JOINERS, BLANKS].map((list) => new Set(list).size)).toEqual([138, 30, 24]);
    expect([remarks, JOINERS, BLANKS].map((list) => list.length)).toEqual([138, 30, 24]);
  });
});
