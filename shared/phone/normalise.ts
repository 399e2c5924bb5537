import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

export { type CountryCode, getCountryCallingCode };

export interface ReadNumber {
  /** E.164 with its plus. */
  e164: string;
  /** Digits that are dialled after the answer. */
  extension?: string;
  /** Digits (without the plus) before the direct-dial extension, where one hyphen marks it: `+49 30 23125-0`. */
  trunk?: number;
}

/** Longer text is not a phone field; the cap bounds the work on hostile input. */
const MAX_CHARACTERS = 250;

export function isCountryCode(text: string): text is CountryCode {
  return isSupportedCountry(text);
}

/** Every number in a phone field. A field may hold several; what is no number is left out. */
export function readNumbers(text: string, country: CountryCode): ReadNumber[] {
  const found = new Map<string, ReadNumber>();
  for (const piece of splitField(foldDigits(text.slice(0, MAX_CHARACTERS)))) {
    const number = readOne(piece, country);
    if (number) found.set(`${number.e164};${number.extension ?? ''}`, number);
  }
  return [...found.values()];
}

/** The one number that a text stands for, as a reader in `country` would dial it; undefined when it is none. */
export function readNumber(text: string, country: CountryCode): ReadNumber | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  // A plus in a query string arrives as a blank; no national number begins with a blank.
  return readOne(foldDigits(text.replace(/^ (?=[1-9]\d{6})/, '+')), country);
}

/** Digits of a number that is still being typed, from its country code on: `030 23` in Germany is `493023`. Undefined while nothing is sure. */
export function unfinishedDigits(text: string, country: CountryCode): string | undefined {
  const typed = foldDigits(text).replace(/[\s()/.-]/g, '');
  const international = /^(?:\+|00)([1-9]\d*)$/.exec(typed)?.[1];
  const national = /^0([1-9]\d*)$/.exec(typed)?.[1];
  const whole = /^[1-9]\d*$/.test(typed) && !needsTrunkPrefix(country) ? typed : undefined;
  const inCountry = national ?? whole;
  const digits = international ?? (inCountry && getCountryCallingCode(country) + inCountry);
  return digits && digits.length >= MIN_UNFINISHED_DIGITS ? digits : undefined;
}

/** Less is half a country. */
const MIN_UNFINISHED_DIGITS = 4;

/** `+49 30 23125 123`; the text itself when it is no E.164 number. */
export function formatInternational(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
];

/** Full-width and non-Latin digits to ASCII, look-alike dashes, blanks and plus signs to the plain ones, controls away. */
function foldDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => {
      const point = digit.codePointAt(0) ?? 0;
      if (point < 0x80) return digit;
      const zero = ZEROS.find((start) => point >= start && point < start + 10);
      return zero === undefined ? ' ' : String(point - zero);
    })
    .replace(/[\p{Cc}\p{Cf}]/gu, (control) => (/[\t\r\n]/.test(control) ? ';' : ''))
    .replace(/[\u2010-\u2015\u2212\u00ad\u30fc]/g, '-')
    .replace(/\p{Zs}/gu, ' ')
    .replace(/[\u2795\uff0b]/g, '+');
}

/** Several numbers in one field stand apart by `;` `,` `|`, a line break, a word, or a slash before what begins like a number. */
function splitField(text: string): string[] {
  const pieces = text.split(/\s*(?:\||;(?!\s*ext\s*=)|,(?=[\s+(]*\d)|\b(?:oder|or|ou|und|and)\b)\s*/iu);
  return pieces.flatMap((piece) => {
    const cut = /\/\s*(?=\+|\(?0)/.exec(piece);
    if (!cut) return [piece];
    const left = piece.slice(0, cut.index);
    const right = piece.slice(cut.index + cut[0].length);
    // `030/0231…` is an area code before its subscriber; seven digits on both sides are two numbers.
    return countDigits(left) >= 7 && countDigits(right) >= 7 ? [left, right] : [piece];
  });
}

const LABEL = /^[^\d+(*#]*?(?=[+(]*\d)/u;
const EXTENSION =
  /(?:;\s*ext\s*=|\b(?:extension|ext|extn|app(?:arat)?|nebenstelle|poste|int(?:ern)?)\b\.?\s*:?|\bx\.?)\s*(\d{1,7})\s*$/iu;
/** A Durchwahl is dialled straight after the base number, so it belongs to the number itself. */
const DIRECT_DIAL = /[-\s]*(?:-\s*0\s*)?\b(?:dw|durchwahl|kl(?:appe)?)\b\.?\s*:?\s*-?\s*(\d{1,5})\s*$/iu;

function readOne(raw: string, country: CountryCode): ReadNumber | undefined {
  let text = raw.trim().replace(/^(?:tel|callto|sips?|phone):(?:\/\/)?/iu, '');
  text = text
    .replace(/@.*$/u, '')
    .replace(/;(?!\s*ext\s*=).*$/u, '')
    // Pauses before what is dialled after the answer.
    .replace(/,+$/, '')
    .replace(LABEL, '');
  if (/[*#]/.test(text)) return undefined;
  const extension = EXTENSION.exec(text);
  if (extension) text = text.slice(0, extension.index);
  const directDial = DIRECT_DIAL.exec(text);
  if (directDial) text = text.slice(0, directDial.index) + (directDial[1] ?? '');
  // Letters that are left mean a word or a vanity number; the latter is a later reading.
  if (/\p{L}/u.test(text)) return undefined;
  const digits = countDigits(text);
  if (digits < 5 || digits > 17) return undefined;
  const e164 = toE164(text, country);
  if (!e164) return undefined;
  const after = extension?.[1];
  const trunk = markedTrunk(text, e164);
  return { e164, ...(after !== undefined && { extension: after }), ...(trunk !== undefined && { trunk }) };
}

/** One hyphen alone, before one to five digits at the end, is how a switchboard's extension is written in Germany and Austria. */
function markedTrunk(text: string, e164: string): number | undefined {
  const extension = /^[^-]*-\s?(\d{1,5})\s*$/.exec(text)?.[1];
  // In North America the hyphen stands inside the subscriber's number.
  if (extension === undefined || e164.startsWith('+1')) return undefined;
  const trunk = e164.length - 1 - extension.length;
  // Less than that is an area code: `+49 30-23125`.
  return trunk >= MIN_TRUNK_DIGITS ? trunk : undefined;
}

const MIN_TRUNK_DIGITS = 7;

function toE164(text: string, country: CountryCode): string | undefined {
  const withPrefix = text.replace(/^[\s(]*\++\s*\(?/, '+').replace(/^([\s(]*)00(?=[\s)(/-]*[1-9])/, '+');
  if (withPrefix.startsWith('+')) {
    // `+49 (0)30`: the trunk zero of the national form, written beside the country code.
    return parse(withPrefix.replace(/\(\s*0\s*\)/, ' ').replace(/^\+(\d{1,3})\)/, '+$1'), country, true);
  }
  if (isNanp(country) && /^\s*011[\s-]*[1-9]/.test(text))
    return parse(text.replace(/^\s*011[\s-]*/, '+'), country, true);
  if (/^[\s(]*0/.test(text)) return parse(text, country, false);
  // No plus and no trunk prefix: either may have got lost on the way (spreadsheets drop zeros, some PBXs drop the plus).
  const digits = text.replace(/\D/g, '');
  const international = parse(`+${digits}`, country, true);
  const national = parse(text, country, true);
  if (!needsTrunkPrefix(country)) return national ?? international;
  const hasOwnCode = international !== undefined && digits.startsWith(getCountryCallingCode(country));
  return hasOwnCode || digits.length > 10 ? (international ?? national) : (national ?? international);
}

function parse(text: string, country: CountryCode, mustBeValid: boolean): string | undefined {
  const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (!number?.isPossible()) return undefined;
  // New ranges appear before the metadata does, so a number that was written in full counts when its length is possible.
  if (mustBeValid && !text.startsWith('+') && !number.isValid()) return undefined;
  // Too short for anybody's, or nothing but trunk zeros: neither would be read again as what it became.
  if (!number.isValid() && (countDigits(number.number) < 8 || number.nationalNumber.startsWith('0')))
    return undefined;
  return number.number;
}

const WITHOUT_TRUNK = new Set([
  'IT',
  'SM',
  'VA',
  'ES',
  'PT',
  'PL',
  'CZ',
  'DK',
  'NO',
  'GR',
  'LU',
  'EE',
  'LV',
  'MT',
  'CY',
  'IS',
  'LI',
  'SG',
  'HK',
]);

function needsTrunkPrefix(country: CountryCode): boolean {
  return !WITHOUT_TRUNK.has(country) && !isNanp(country);
}

function isNanp(country: CountryCode): boolean {
  return country === 'US' || country === 'CA' || country === 'PR' || country === 'DO' || country === 'JM';
}

function countDigits(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) count++;
  }
  return count;
}
