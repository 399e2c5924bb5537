import type { NumberKind } from '../contact.ts';
import { chunksOf } from './chunks.ts';
import type { CutNumber } from './cut-numbers.ts';
import { type Cut, cutsOf } from './cuts.ts';
import { type DiallingProfile, type Place, siteAt } from './dialling-profile.ts';
import { kindsIn } from './field-kinds.ts';
import { hasLostDigits } from './field-text.ts';
import { foldDigits } from './fold-digits.ts';
import { type CountryCode, getCountryCallingCode, isCountryCode, trunkPrefix } from './national-plan.ts';
import { READINGS_PER_FIELD, type ReadNumber, readings } from './readings.ts';
import { MAX_CHARACTERS, prepare } from './spelling.ts';
import { WEIGHTS } from './weights.ts';

export { type CountryCode, getCountryCallingCode, isCountryCode };

/** A phone field, read. */
export interface FieldReading {
  numbers: FieldNumber[];
  /** What the field holds besides numbers and their labels; absent when nothing. */
  remark?: string;
  /** Why nothing of the field is taken, although it holds digits: two readings are near, or the digits of a number are lost. */
  unclear?: 'several-readings' | 'digits-lost';
}

interface FieldNumber extends ReadNumber {
  /** What the field itself says of the number, such as `Fax` before it; absent when it says nothing. */
  kind?: NumberKind;
}

export function readField(written: string, place: Place): FieldReading {
  const prepared = prepare(written.slice(0, MAX_CHARACTERS), siteAt(place).country);
  if (!prepared) return { numbers: [] };
  const { text } = prepared;
  if (hasLostDigits(text)) return { numbers: [], unclear: 'digits-lost' };
  const chunks = chunksOf(text);
  const budget = { readings: READINGS_PER_FIELD };
  const found = new Map<string, FieldNumber>();
  const taken: CutNumber[] = [];
  let isUnclear = false;
  for (const chunk of chunks) {
    const [cut, other] = cutsOf(text, chunk, {
      place,
      isAlone: chunks.length === 1,
      nothing: WEIGHTS.nothing,
      budget,
    });
    const isNear = other !== undefined && other.cost - cut.cost < WEIGHTS.near;
    isUnclear ||= isNear;
    taken.push(...(isNear ? cut.numbers.filter((number) => isIn(number, other)) : cut.numbers));
  }
  // `030 23125123 oder 23125124`: only people know the area code of the second.
  const hasPrefix = taken.some(({ isBare }) => !isBare);
  const known = taken.filter(({ isBare, isFull }) => !hasPrefix || !isBare || isFull);
  isUnclear ||= known.length < taken.length;
  const kinds = kindsIn(text, known);
  for (const [index, { reading }] of known.entries()) {
    const { number } = reading;
    const kind = kinds[index];
    const key = `${number.e164};${number.extension ?? ''}`;
    if (!found.has(key)) found.set(key, { ...number, ...(kind && { kind }) });
  }
  const remark = remarkOf(text, known);
  return {
    numbers: [...found.values()],
    ...(remark !== '' && { remark }),
    ...(isUnclear && { unclear: 'several-readings' }),
  };
}

function isIn({ reading: { number } }: CutNumber, cut: Cut): boolean {
  return cut.numbers.some(
    ({ reading }) => reading.number.e164 === number.e164 && reading.number.extension === number.extension,
  );
}

/** What the field holds besides its numbers, without the signs between. */
function remarkOf(text: string, numbers: readonly CutNumber[]): string {
  const ends = [0, ...numbers.map(({ end }) => end)];
  return ends
    .map((from, index) => text.slice(from, numbers[index]?.start ?? text.length))
    .map((piece) => piece.replace(/^[^\p{L}\p{N}]+(?![^([]*[)\]])|[^\p{L}\p{N})\]!?.]+$/gu, ''))
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
    .join(' … ');
}

/** Every number in a phone field. A field may hold several; all other text is left out. */
export function readNumbers(text: string, country: CountryCode, profile?: DiallingProfile): ReadNumber[] {
  return readField(text, { country, profile }).numbers.map(({ kind: _, ...number }) => number);
}

/** The likeliest number of a text, as a person in `country` would dial it; undefined when the text is no number. */
export function readNumber(text: string, country: CountryCode): ReadNumber | undefined {
  return readings(text, { country })[0]?.number;
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
