import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  Metadata,
  type NumberingPlan,
  type NumberType,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { countDigits } from './fold-digits.ts';
import { formsOfToday, hasOldForms } from './plan-history.ts';

/** libphonenumber's knowledge of the national plans, without its guesses about the way people write. */

export { type CountryCode, getCountryCallingCode };
export type PlanType = Exclude<NumberType, undefined>;

export function isCountryCode(text: string): text is CountryCode {
  return isSupportedCountry(text);
}

/** E.164 of a number written with its plus; undefined when no plan has room for it. `valid` requires an assigned range. */
export function toE164(international: string, { valid } = { valid: false }): string | undefined {
  const number = parsePhoneNumberFromString(international, { extract: false });
  return number && readByPlan(number, { text: international }, valid);
}

/** E.164 of a number as it is dialled in a country, prefixes included. */
export function nationalToE164(
  text: string,
  country: CountryCode,
  { valid }: { valid: boolean },
): string | undefined {
  const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  return number && readByPlan(number, { text, country }, valid);
}

interface Written {
  text: string;
  /** Where the text is dialled; absent behind a plus. */
  country?: CountryCode;
}

/** A number that is valid today stays as it is; otherwise it may have the form of an earlier plan. */
function readByPlan(number: PhoneNumber, written: Written, valid: boolean): string | undefined {
  const hasLength = number.isPossible();
  if (hasLength && number.isValid()) return remembered(number);
  // New ranges are in use before the metadata lists them, so a possible length is enough.
  const isPossible = hasLength && isReadBack(number);
  if (isPossible && valid) return undefined;
  const now =
    numberOfToday(number.countryCallingCode, written, isPossible) ?? (isPossible ? number : undefined);
  return now && remembered(now);
}

/** Too short for any subscriber, or with trunk zeros: neither would be read back as the same number. */
function isReadBack({ number, nationalNumber }: PhoneNumber): boolean {
  return countDigits(number) >= 8 && !nationalNumber.startsWith('0');
}

/** The one valid number that the digits of an old form have become. */
function numberOfToday(
  code: string,
  { text, country }: Written,
  isPossible: boolean,
): PhoneNumber | undefined {
  const isBehindCode = country === undefined;
  // A text may begin with the prefix for other countries, whose old forms are not dialled here.
  if (!hasOldForms(code) || (!isBehindCode && getCountryCallingCode(country) !== code)) return undefined;
  const digits = text.replace(/\D/g, '').slice(isBehindCode ? code.length : 0);
  const valid = formsOfToday({ code, digits, isBehindCode, isPossible })
    .map((national) => parsePhoneNumberFromString(`+${code}${national}`, { extract: false }))
    .filter((number) => number?.isValid());
  return valid.length === 1 ? valid[0] : undefined;
}

function remembered(number: PhoneNumber): string {
  if (recent.size >= MAX_RECENT) recent.clear();
  recent.set(number.number, number);
  return number.number;
}

/** The last numbers, so that what was read is not parsed once more for its range. */
const recent = new Map<string, PhoneNumber>();
const MAX_RECENT = 64;

/** Prefix that is dialled in the country before an area code: `0` in most, `06` in Hungary; undefined where none is needed. */
export function trunkPrefix(country: CountryCode): string | undefined {
  // The library has this method, its types do not. A result that is no text means no prefix: in Italy, the zero belongs to the number.
  const plan: (NumberingPlan & { nationalPrefix?: () => unknown }) | undefined = planOf(country);
  const prefix = plan?.nationalPrefix?.();
  return typeof prefix === 'string' && prefix !== '1' ? prefix : undefined;
}

/** Germany, Austria and a few others allow numbers of many lengths, so that almost any digits are one of theirs. */
export function isOpenPlan(country: CountryCode): boolean {
  return (planOf(country)?.possibleLengths().length ?? 0) >= OPEN_PLAN_LENGTHS;
}

const OPEN_PLAN_LENGTHS = 9;

/** The digits behind the country's international prefix; undefined where that is `00`, or where the text does not begin with it. */
export function afterOwnInternationalPrefix(text: string, country: CountryCode): string | undefined {
  const prefix = planOf(country)?.IDDPrefix() ?? '00';
  if (prefix === '00') return undefined;
  const digits = text.replace(/\D/g, '');
  const [found] = new RegExp(`^(?:${prefix})`).exec(digits) ?? [];
  const rest = found && digits.slice(found.length);
  return rest && !rest.startsWith('0') ? rest : undefined;
}

/** Prefix that is dialled before a country code from this country. */
export function internationalPrefix(country: CountryCode): string {
  const plan = planOf(country);
  // Where there is no usual one, the library returns a number instead of a text (GB, RO, TW).
  const written: unknown = plan?.defaultIDDPrefix();
  const usual = typeof written === 'string' ? written.replace(/\D/g, '') : (plan?.IDDPrefix() ?? '00');
  return /^\d+$/.test(usual) ? usual : '00';
}

/** A number as its own country dials it: prefix and digits. */
export function nationalDigits(e164: string): { code: string; prefix: string; digits: string } | undefined {
  const number = parsePhoneNumberFromString(e164);
  if (!number) return undefined;
  const { countryCallingCode: code, country } = number;
  const prefix = code === '1' ? '1' : (country && trunkPrefix(country)) || '';
  return { code, prefix, digits: number.nationalNumber };
}

/** What the plans tell of a number: calling code, country and type. No `country` for codes of no country, such as +870. */
export function planEntry(
  e164: string,
): { code: string; country?: CountryCode; type?: PlanType } | undefined {
  const number = parsePhoneNumberFromString(e164);
  if (!number) return undefined;
  const { countryCallingCode: code, country } = number;
  const type = number.getType();
  return { code, ...(country && { country }), ...(type && { type }) };
}

/** How a number fits into the plan of its country. */
export interface PlanFit {
  /** It lies in a range that the plan assigns. */
  isAssigned: boolean;
  /** Numbers of the country have this length today, so that further digits are not missing. */
  isFull: boolean;
  /** Digits over the longest that an open plan assigns today; older numbers, and those with an extension, may have more. */
  tooMany: number;
}

export function planFit(e164: string): PlanFit {
  const number = recent.get(e164) ?? parsePhoneNumberFromString(e164);
  if (!number) return { isAssigned: false, isFull: false, tooMany: 0 };
  const isAssigned = number.isValid();
  const { country, nationalNumber } = number;
  const lengths = isAssigned && country ? lengthsOf(country, number.getType()) : [];
  if (!country || lengths.length < MANY_LENGTHS) return { isAssigned, isFull: isAssigned, tooMany: 0 };
  const { full, longest } = USUAL_LENGTHS[country] ?? {
    full: lengths.at(-1) ?? 0,
    longest: OPEN_PLAN_LONGEST,
  };
  return {
    isAssigned,
    isFull: nationalNumber.length >= full,
    tooMany: Math.max(0, nationalNumber.length - longest),
  };
}

function lengthsOf(country: CountryCode, type: NumberType): readonly number[] {
  // The library has this method, its types do not.
  const plan:
    | (NumberingPlan & { type?: (type: NumberType) => { possibleLengths(): number[] } | undefined })
    | undefined = planOf(country);
  return (type && plan?.type?.(type)?.possibleLengths()) ?? [];
}

/** Where numbers of one type have fewer different lengths, the length says whether a number is whole. */
const MANY_LENGTHS = 4;
const OPEN_PLAN_LONGEST = 12;

/**
 * Lengths of today's numbers where the plan allows many. Germany gives out ten and eleven digits since 2010 (Bundesnetzagentur,
 * Nummernplan Ortsnetzrufnummern); the others after the examples of the ITU's lists of national numbering plans.
 */
const USUAL_LENGTHS: Partial<Record<CountryCode, { full: number; longest: number }>> = {
  DE: { full: 10, longest: 11 },
  AT: { full: 10, longest: 12 },
  IT: { full: 9, longest: 11 },
  LU: { full: 8, longest: 9 },
  IE: { full: 8, longest: 9 },
  FI: { full: 8, longest: 10 },
  ID: { full: 9, longest: 12 },
  RS: { full: 8, longest: 10 },
};

/** Returns the text itself when it is no E.164 number. */
export function formatByPlan(e164: string, style: 'INTERNATIONAL' | 'NATIONAL'): string {
  return parsePhoneNumberFromString(e164)?.format(style) ?? e164;
}

export function isNorthAmerican(country: CountryCode): boolean {
  return getCountryCallingCode(country) === '1';
}

function planOf(country: CountryCode): NumberingPlan | undefined {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  return metadata.numberingPlan;
}

const EMERGENCY = /^(?:112|911|999)$/;
/** Numbers of three digits and more that mean the same on every phone of the country, whatever extensions there are. */
const SERVICES: Partial<Record<CountryCode, RegExp>> = {
  DE: /^(?:11[05]|116\d{3}|118\d{2,3}|19222)$/,
  AT: /^(?:1[234]\d|14[124]|116\d{3}|118\d{2,3})$/,
  CH: /^(?:11[78]|14[03457]|16[123]|187|1414|1415|18\d\d|116\d{3})$/,
  FR: /^(?:11[459]|116\d{3}|118\d{3}|3\d{3})$/,
  GB: /^(?:1(?:01|05|11|19|23)|116\d{3}|118\d{3})$/,
  US: /^[2-9]11$/,
  CA: /^[2-9]11$/,
  IT: /^(?:11[3-8]|15\d\d|116\d{3})$/,
  ES: /^(?:0(?:16|61|62|80|85|88|9[12])|11[68]\d{2,3})$/,
  NL: /^(?:14\d{2,3}|116\d{3}|18\d\d)$/,
  PL: /^(?:9\d\d|116\d{3}|118\d{3})$/,
  TR: /^1(?:1\d|5[4-8]|7\d|8\d)$/,
};

/** Police, directory enquiries and their like: dialled as they are, carried by no contact, and never given a country code. */
export function isServiceNumber(digits: string, country: CountryCode): boolean {
  return EMERGENCY.test(digits) || (SERVICES[country]?.test(digits) ?? false);
}
