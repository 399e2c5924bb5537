import type { NumberKind } from '../contact.ts';
import type { DiallingProfile, Place } from './dialling-profile.ts';
import { foldDigits } from './fold-digits.ts';
import { type CountryCode, getCountryCallingCode, isCountryCode, trunkPrefix } from './national-plan.ts';
import { splitAtBlank, splitField } from './phone-field.ts';
import { type ReadNumber, readLikeliest } from './readings.ts';
import { MAX_CHARACTERS } from './spelling.ts';

export { type CountryCode, getCountryCallingCode, isCountryCode };

/** A phone field, read. */
export interface FieldReading {
  numbers: FieldNumber[];
  /** What the field holds besides numbers and their labels; absent when nothing. */
  remark?: string;
  /** Why nothing of the field is taken, although it holds digits: two readings are near, or the digits of a number are lost. */
  unclear?: 'several-readings' | 'digits-lost';
}

export interface FieldNumber extends ReadNumber {
  /** What the field itself says of the number, such as `Fax` before it; absent when it says nothing. */
  kind?: NumberKind;
}

export function readField(text: string, { country, profile }: Place): FieldReading {
  return { numbers: readNumbers(text, country, profile) };
}

/** Every number in a phone field. A field may hold several; all other text is left out. */
export function readNumbers(text: string, country: CountryCode, profile?: DiallingProfile): ReadNumber[] {
  const place: Place = { country, profile };
  const found = new Map<string, ReadNumber>();
  let last: ReadNumber | undefined;
  const add = (number: ReadNumber) => {
    last = number;
    found.set(`${number.e164};${number.extension ?? ''}`, number);
  };
  for (const piece of splitField(foldDigits(text.slice(0, MAX_CHARACTERS)).slice(0, MAX_CHARACTERS))) {
    const further = last && withOtherExtension(last, piece);
    const whole = further ?? readLikeliest(piece, place)?.number;
    const numbers = whole ? [whole] : splitAtBlank(piece).map((part) => readLikeliest(part, place)?.number);
    // If one piece is no number, the others belong to something else.
    if (numbers.every((number) => number !== undefined)) numbers.forEach(add);
  }
  return [...found.values()];
}

/** `-11` behind `030 23125-10`: another extension of the same main number. */
function withOtherExtension(last: ReadNumber, piece: string): ReadNumber | undefined {
  const extension = /^\s*-\s*(\d{1,5})\s*$/.exec(piece)?.[1];
  if (extension === undefined || last.trunk === undefined) return undefined;
  return { e164: last.e164.slice(0, last.trunk + 1) + extension, trunk: last.trunk };
}

/** The likeliest number of a text, as a person in `country` would dial it; undefined when the text is no number. */
export function readNumber(text: string, country: CountryCode): ReadNumber | undefined {
  return readLikeliest(text, { country })?.number;
}

/** Digits of an unfinished number from its country code on: `030 23` in Germany is `493023`. Undefined while they are ambiguous. */
export function unfinishedDigits(text: string, country: CountryCode): string | undefined {
  const typed = foldDigits(text).replace(/[\s()/.-]/g, '');
  const international = /^(?:\+|00)([1-9]\d*)$/.exec(typed)?.[1];
  const prefix = trunkPrefix(country) ?? '';
  const inCountry = /^\d+$/.test(typed) && !typed.startsWith('00') && typed.startsWith(prefix);
  const digits =
    international ?? (inCountry ? getCountryCallingCode(country) + typed.slice(prefix.length) : undefined);
  return digits !== undefined && digits.length >= MIN_UNFINISHED_DIGITS ? digits : undefined;
}

/** Fewer digits begin half the numbers of a country. */
const MIN_UNFINISHED_DIGITS = 4;
