/**
 * Telephone numbers from ranges reserved for fiction, and from no others. Pure.
 * Germany: Bundesnetzagentur's drama numbers; United Kingdom: Ofcom; France: ARCEP; United States: 555-0100 to 555-0199.
 * A longer number that begins with a reserved German block stays inside the block: extensions come from there.
 */

export type NumberingCountry = 'DE' | 'GB' | 'FR' | 'US';

/** A number with its parts, for writing it in the ways that people do. */
export interface ReservedNumber {
  country: NumberingCountry;
  e164: string;
  /** Without the national prefix: `30`, `20`, `1`, `212`. */
  area: string;
  /** The subscriber number in its usual groups. */
  groups: string[];
  /** Direct dial of a German company; part of the number. */
  directDial: string;
}

const GERMAN_BLOCKS = [
  ['30', '23125'],
  ['69', '90009'],
  ['40', '66969'],
  ['221', '4710'],
  ['89', '99998'],
] as const;
/**
 * Tails 000–299: whole numbers; 300–479: homes; 480–499: odd cases; 500–998: companies with extensions.
 * 999 stays free, so that one number belongs to nobody.
 */
const COMPANY_TAIL = 500;
export const TRUNKS = GERMAN_BLOCKS.length * 499;
export const WHOLE_NUMBERS = GERMAN_BLOCKS.length * 300;
export const HOME_NUMBERS = GERMAN_BLOCKS.length * 180;

const BRITISH_AREAS = [
  '20',
  '113',
  '114',
  '115',
  '116',
  '117',
  '118',
  '121',
  '131',
  '141',
  '151',
  '161',
  '191',
  '1632',
];
const FRENCH_AREAS = [
  ['1', '99', '00'],
  ['2', '61', '91'],
  ['3', '53', '01'],
  ['4', '65', '71'],
  ['5', '36', '49'],
] as const;
const AMERICAN_AREAS =
  `201 202 203 205 206 207 212 213 214 215 216 217 301 302 303 304 305 307 310 312 313 314 315 316 317 401
402 404 405 406 407 408 410 412 413 414 415 417 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 602 603 605 606 607
608 609 610 612 614 615 616 617 618 619 701 702 703 704 706 707 708 713 714 715 716 717 718 719 801 802 803 804 805 806 808`.split(
    /\s+/,
  );

export const CAPACITY = {
  british: BRITISH_AREAS.length * 1000,
  french: FRENCH_AREAS.length * 10_000,
  american: AMERICAN_AREAS.length * 100,
  germanMobile: 200,
  britishMobile: 1000,
  frenchMobile: 10_000,
};

/** `suffix` lengthens the trunk; `directDial` is `0` for a main number. Three digits together at most. */
export function germanTrunkNumber(index: number, suffix: string, directDial: string): ReservedNumber {
  // 731 shares no factor with the number of trunks: neighbours in the list get distant numbers.
  const trunk = (index * 731) % TRUNKS;
  const tail = String(COMPANY_TAIL + Math.floor(trunk / GERMAN_BLOCKS.length));
  return german(trunk % GERMAN_BLOCKS.length, tail, suffix, directDial);
}

/** A whole number without extensions. `sequence` below `WHOLE_NUMBERS`. */
export function germanWholeNumber(sequence: number): ReservedNumber {
  const index = (sequence * 37) % WHOLE_NUMBERS;
  return german(index % 5, String(Math.floor(index / 5)).padStart(3, '0'), '', '');
}

/** `sequence` below `HOME_NUMBERS`. */
export function germanHomeNumber(sequence: number): ReservedNumber {
  const index = (sequence * 37) % HOME_NUMBERS;
  return german(index % 5, String(300 + Math.floor(index / 5)), '', '');
}

/** `sequence` below 100, never given to a generated contact. */
export function germanOddNumber(sequence: number, directDial = ''): ReservedNumber {
  return german(sequence % 5, String(480 + Math.floor(sequence / 5)), '', directDial);
}

export function germanMobile(sequence: number): ReservedNumber {
  if (sequence < 100) return mobileOf('DE', '49', '176', ['04069', String(sequence).padStart(3, '0')]);
  return mobileOf('DE', '49', '171', ['39200', String(sequence - 100).padStart(2, '0')]);
}

export function britishNumber(sequence: number): ReservedNumber {
  const index = (sequence * 389) % CAPACITY.british;
  const area = BRITISH_AREAS[index % BRITISH_AREAS.length] ?? '20';
  const last = String(Math.floor(index / BRITISH_AREAS.length)).padStart(3, '0');
  if (area === '1632') return mobileOf('GB', '44', area, [`960${last}`]);
  const exchange = area === '20' ? '7946' : area === '191' ? '498' : '496';
  return mobileOf('GB', '44', area, [exchange, `0${last}`]);
}

export function britishMobile(sequence: number): ReservedNumber {
  return mobileOf('GB', '44', '7700', [`900${String(sequence).padStart(3, '0')}`]);
}

export function frenchNumber(sequence: number): ReservedNumber {
  const index = (sequence * 7919) % CAPACITY.french;
  const [area, first, second] = FRENCH_AREAS[index % FRENCH_AREAS.length] ?? FRENCH_AREAS[0];
  return mobileOf('FR', '33', area, [first, second, ...pairs(Math.floor(index / FRENCH_AREAS.length))]);
}

export function frenchMobile(sequence: number): ReservedNumber {
  return mobileOf('FR', '33', '6', ['39', '98', ...pairs(sequence)]);
}

export function americanNumber(sequence: number): ReservedNumber {
  const index = (sequence * 241) % CAPACITY.american;
  const area = AMERICAN_AREAS[index % AMERICAN_AREAS.length] ?? '212';
  const last = String(100 + Math.floor(index / AMERICAN_AREAS.length)).padStart(4, '0');
  return mobileOf('US', '1', area, ['555', last]);
}

function german(block: number, tail: string, suffix: string, directDial: string): ReservedNumber {
  const [area, first] = GERMAN_BLOCKS[block] ?? GERMAN_BLOCKS[0];
  const groups = [first, `${tail}${suffix}`];
  return { country: 'DE', e164: `+49${area}${groups.join('')}${directDial}`, area, groups, directDial };
}

function mobileOf(country: NumberingCountry, code: string, area: string, groups: string[]): ReservedNumber {
  return { country, e164: `+${code}${area}${groups.join('')}`, area, groups, directDial: '' };
}

function pairs(number: number): [string, string] {
  const digits = String(number).padStart(4, '0');
  return [digits.slice(0, 2), digits.slice(2)];
}

const RESERVED = [
  /^\+49(3023125|6990009|4066969|2214710|8999998)\d{3,6}$/,
  /^\+49176040690\d{2}$/,
  /^\+4917139200\d{2}$/,
  /^\+44(2079460|1134960|1144960|1154960|1164960|1174960|1184960|1214960|1314960|1414960|1514960|1614960|1914980)\d{3}$/,
  /^\+44(1632960|7700900)\d{3}$/,
  /^\+33(19900|26191|35301|46571|53649|63998)\d{4}$/,
  /^\+1[2-9]\d\d55501\d\d$/,
];

/** Written from the regulators' lists, not from the functions above, so that it catches their mistakes. */
export function isReservedForFiction(e164: string): boolean {
  return RESERVED.some((range) => range.test(e164));
}
