/** Shapes of phone numbers without a label, and of other things that are written with digits and separators. */

const PLUS = /^\(?\++\s?\(?[1-9]/;
const DOUBLE_ZERO = /^\(?00[ .\-/()]*[1-9]/;
const TRUNK = /^(?:\(0[ -]?[1-9]|0[ .\-/(]*[1-9])/;
const NORTH_AMERICAN =
  /^(?:\+?1[ .-]?)?(?:\([2-9]\d\d\) ?[2-9]\d\d[ .-]?|[2-9]\d\d[ ./-][2-9]\d\d[ .-])\d{4}$/;

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DATE = new RegExp(
  `^(?:${DAY}([./-]) ?${MONTH}\\1 ?(?:\\d{4}|\\d\\d)|${MONTH}([/-])${DAY}\\2(?:\\d{4}|\\d\\d)|\\d{4}([./-])${MONTH}\\3${DAY})(?=\\D|$)`,
);
const NOT_PHONES: readonly RegExp[] = [
  DATE,
  // 12.05.-14.05.2026, 12./13.05.2026, 12/05 - 14/05/2026, 01 02 2026
  new RegExp(`^${DAY}\\.(?:${MONTH}\\.)? ?[-/] ?${DAY}\\.`),
  new RegExp(`^${DAY}/${MONTH} ?- ?${DAY}/${MONTH}`),
  new RegExp(`^${DAY} ${MONTH} (?:19|20)\\d\\d$`),
  // 08.00-12.30, 0800 - 1630
  /^[0-2]?\d\.[0-5]\d ?- ?[0-2]?\d\.[0-5]\d/,
  /^[01]\d[0-5]\d ?- ?[0-2]\d[0-5]\d$/,
  // 192.168.100.200
  /^\d{1,3}(?:\.\d{1,3}){3}$/,
  // 0.12345678, 0.123.456.789, version 0.2.6618.589; +52.520008
  /^\d?\.\d+(?:\D|$)/,
  /^\+\d{1,3}\.\d{1,7}$/,
  // 1926-1929, 2019/2020; results: 03 - 14 - 44 - 39
  /^(?:1[89]|20)\d\d ?[-/] ?(?:1[89]|20)\d\d$/,
  /^\d{1,4}(?: - \d{1,4}){3}/,
  /^\+?\d{1,3}(?: 000)+$/,
];

/** Shapes of phone numbers that more often are something else. Only a label makes them phone numbers. */
const AMBIGUOUS: readonly RegExp[] = [
  // ISBN-10, ISSN
  /^0-\d{1,7}-\d{1,7}-\d$/,
  /^0\d{3}-\d{4}$/,
  // Social security: 012-34-5678
  /^0\d\d-\d\d-\d{4}$/,
  // Tax numbers and files: 012/345/67890, 0455/2019
  /^\d+\/\d+\/\d+$/,
  /^\d+\/(?:19|20)\d\d$/,
  // Six pairs are results, four fours a card or consignment
  /^\d\d(?: \d\d){5,}$/,
  /^\d{4}(?: \d{4}){3}$/,
  // UPC: 0 12345 67890 5
  /^0 \d{5} \d{5} \d$/,
];

/** Whether the run is no phone number, whatever stands before it. */
export function isImpossible(plain: string): boolean {
  return NOT_PHONES.some((pattern) => pattern.test(plain));
}

/** Length of the date at the beginning of a run; 0 when there is none. */
export function dateLength(plain: string): number {
  return DATE.exec(plain)?.[0].length ?? 0;
}

/** `plain` must consist of plain digits and separators, with at least seven digits. */
export function hasPhoneShape(plain: string): boolean {
  const digits = plain.replace(/\D/g, '').length;
  if (PLUS.test(plain)) {
    const isNorthAmerica = /^\(?\++ ?\(?1/.test(plain);
    return isNorthAmerica ? /^[\D]*1\D*[2-9]/.test(plain) && digits === 11 : digits >= 8 && digits <= 15;
  }
  if (AMBIGUOUS.some((pattern) => pattern.test(plain)) || isProductCode(plain)) return false;
  if (DOUBLE_ZERO.test(plain)) return digits >= 10;
  if (TRUNK.test(plain)) return digits >= (/^\d+$/.test(plain) ? 9 : 8) && digits <= 13;
  return NORTH_AMERICAN.test(plain);
}

/** `0012345678905`: the code of a North American product, as scanners in Europe write it, looks like a number behind `00`. */
function isProductCode(plain: string): boolean {
  if (!/^001\d{10}$/.test(plain)) return false;
  const sum = [...plain].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return sum % 10 === 0;
}
