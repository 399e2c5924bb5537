import type { Chunk, Group, OtherThing } from './chunks.ts';
import { labelBefore } from './labels.ts';

/** What else digits can mean: days, times, prices, counts, and parts of words that mix letters with digits. */

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const YEAR = '(?:19|20)\\d\\d';
const ALONE = '(?<![\\d.,/+-])';
const END = '(?![\\d/-]|[.,]\\d)';

/** Every pattern sees digits and the signs around them only. */
const THINGS: readonly (readonly [OtherThing, RegExp])[] = [
  // 28.11.2026, 06-08/05/2026, 05.-07.06.2026, 2026-11-28
  [
    'date',
    new RegExp(
      `${ALONE}(?:${DAY}\\.? ?- ?)?${DAY}(?<sign>[./-]) ?${MONTH}\\k<sign> ?(?:${YEAR}|(?<!-)\\d\\d)${END}`,
      'g',
    ),
  ],
  ['date', new RegExp(`${ALONE}(?:${DAY}\\.? ?- ?)${DAY}[./]${MONTH}[./](?:${YEAR})${END}`, 'g')],
  ['date', new RegExp(`${ALONE}${MONTH}/${DAY}/(?:${YEAR}|\\d\\d)${END}`, 'g')],
  ['date', new RegExp(`${ALONE}${YEAR}(?<sign>[./-])${MONTH}\\k<sign>${DAY}${END}`, 'g')],
  // 06/2017 – 03/2021, 01.2026-12.2026, 12./13.05., 16.8.-1.9
  [
    'date',
    new RegExp(`${ALONE}${MONTH}[./-]${YEAR}\\s*(?:-|bis|to|au|al)\\s*${MONTH}[./-]${YEAR}${END}`, 'g'),
  ],
  ['date', new RegExp(`${ALONE}${DAY}\\.${MONTH}\\.?\\s*-\\s*${DAY}\\.${MONTH}\\.?${END}`, 'g')],
  ['date', new RegExp(`${ALONE}${DAY}\\.[-/] ?${DAY}\\.${MONTH}\\.`, 'g')],
  // 03/2024
  ['date', new RegExp(`(?<!\\d[\\s.,/+-]?)${MONTH}[./-]${YEAR}${END}(?!\\s?\\d)`, 'g')],
  // 05.07., 12.07.
  ['date', new RegExp(`${ALONE}${DAY}\\.${MONTH}\\.(?=[\\s,;)]|$)`, 'g')],
  ['date', new RegExp(`${ALONE}${DAY}/${MONTH}\\s*-\\s*${DAY}/${MONTH}${END}`, 'g')],
  ['date', new RegExp(`${ALONE}${YEAR}\\s?[-/]\\s?${YEAR}${END}`, 'g')],
  // DE89 3704 0044 0532 0130 00
  ['letters', /(?<![\p{L}\d])[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?(?![\p{L}\d])/gu],
  // 06108–06132, 02625 - 02999: postal codes from one to another
  ['count', /(?<![\d.,/+-])(?<start>0\d)\d{3}\s?-\s?\k<start>\d{3}(?![\d/-]|[.,]\d)/g],
  // Newark, NJ 07102-0123
  ['count', /(?<=(?<!\p{L})[A-Z]{2} )\d{5}(?:-\d{4})?(?![\d/-])/gu],
  // 06.94097 50.93753: degrees
  ['amount', /(?<![\d.,/+-])\d{1,3}\.\d{3,8}[ ,;]{1,2}\d{1,3}\.\d{3,8}(?![\d/-]|[.,]\d)/g],
  // 0730-1500
  ['time', /(?<![\d.,/+-])[01]\d(?:00|15|30|45)\s?-\s?[0-2]\d(?:00|15|30|45)(?![\d/-]|[.,]\d)/g],
  // 14:05, 8.30-17.00, 24/7
  ['time', /(?<![\d.,/+-])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?!\d)/g],
  ['time', /(?<![\d.,/+-])[0-2]?\d[.:][0-5]\d\s?-\s?[0-2]?\d[.:][0-5]\d(?![\d/-]|[.,]\d)/g],
  ['time', /(?<![\d.,/+-])(?:24\s?\/\s?7|24\s?\/\s?24|7\s?\/\s?7)(?!\d)/g],
  // 8h, 9am-5pm, 24 h, 7j/7, 18 Uhr, 8 bis 18 Uhr
  [
    'time',
    /(?<!\d)[0-2]?\d(?:\s?(?:bis|to|-|à|a|al)\s?[0-2]?\d)?\s?(?:h|hs|hrs|hours?|am|pm|a\.m|p\.m|uhr|std|j|ore|uur|godz|saat)(?!\p{L})/giu,
  ],
  // 0,20 €, € 12, 1.99 EUR, 5 %
  [
    'amount',
    /(?<![\d.,/+-])\d{1,12}(?:[.,]\d{1,2})?\s?(?:[€$£¥₺%‰°²³]|(?:eur|euro|chf|usd|gbp|pln|zł|tl|ct|cent|kr|kg|km|mm|cm|mb|gb|kb|px)(?!\p{L}))/giu,
  ],
  ['amount', /(?<=[€$£¥₺]\s?)\d[\d.,]*/gu],
];

/** Says of each group what it is more likely than a part of a phone number. */
export function otherThings(text: string, { groups, tail }: Chunk): void {
  const [first, last] = [groups[0], groups.at(-1)];
  if (!first || !last) return;
  const from = Math.max(0, first.start - REACH);
  const part = text.slice(from, last.end + REACH);
  if (HINT.test(part))
    for (const [thing, pattern] of THINGS)
      for (const found of part.matchAll(pattern)) {
        const [start, end] = [from + found.index, from + found.index + found[0].length];
        for (const group of groups)
          if (!group.not && group.start >= start && group.end <= end) group.not = thing;
      }
  for (const [at, group] of groups.entries()) if (isEndOfRange(groups[at - 1], group)) group.not ??= 'count';
  ordinals(groups);
  for (const group of groups) {
    const hasExtension = group === last && tail !== undefined;
    if (!group.not && !hasExtension && isInWord(text, group)) group.not = 'letters';
  }
}

/** `1. 030 23125123 2. 0176 04069012`: a list counts its entries. */
function ordinals(groups: readonly Group[]): void {
  let count = 1;
  for (const [at, group] of groups.entries())
    if (
      group.digits === String(count) &&
      (at === 0) === (count === 1) &&
      /^[.)] /.test(groups[at + 1]?.gap ?? '')
    ) {
      group.not ??= 'count';
      count++;
    }
}

/** `23125-100 - 199`: extensions from one to another. */
function isEndOfRange(before: Group | undefined, { gap, digits }: Group): boolean {
  return (
    /^ - $/.test(gap) &&
    before?.gap === '-' &&
    before.digits.length === digits.length &&
    digits.length <= 4 &&
    digits > before.digits
  );
}

const REACH = 12;
/** Everything above needs a second sign between digits, or a unit. */
const HINT = /[A-Z]{2} \d|\d[.,:/-] ?\d|\d\s?[-–]\s?\d|[A-Z]{2}\d\d|\d\s?[\p{L}€$£¥₺%‰°²³]|[€$£¥₺]/u;

/** `12a`, `DE89`, `JJD0303`, `0x7f`: part of a code. `Tel030` and `23125123Anna` only lack a blank. */
function isInWord(text: string, { start, end, digits }: Group): boolean {
  const [before] = /\p{L}+[-_]?$/u.exec(text.slice(Math.max(0, start - REACH), start)) ?? [];
  const isAreaCode = digits.length <= MAX_AREA_DIGITS && /^\p{L}*\p{Ll}{3}$/u.test(before ?? '');
  if (before !== undefined && !isAreaCode && !isOpened(text, start) && !isLabel(textBefore(text, start)))
    return true;
  const behind = /^\p{L}+(?:-\p{L})?/u.exec(text.slice(end, end + REACH))?.[0];
  if (behind === undefined) return false;
  const isWord = digits.length <= MAX_BEFORE_SMALL ? STUCK_BEHIND : STUCK_CAPITAL;
  return digits.length < MIN_STUCK_DIGITS || !isWord.test(behind);
}

/** `Anna06 12345605`: a word, and digits that go on behind a separator. */
const MAX_AREA_DIGITS = 5;
const LABEL_REACH = 48;

function textBefore(text: string, start: number): string {
  return text.slice(Math.max(0, start - LABEL_REACH), start);
}

/** Scripts without blanks run on into the number. */
function isLabel(before: string): boolean {
  return /\p{Lo}$/u.test(before) || labelBefore(before)?.meaning === 'phone';
}

const MIN_STUCK_DIGITS = 3;
/** Small letters behind more digits belong to an id. */
const MAX_BEFORE_SMALL = 8;
/** A word, not a code. */
const STUCK_BEHIND = /^(?:\p{L}{3}|\p{L}-\p{L}|\p{Lu}\p{Ll}|\p{Lo})/u;
const STUCK_CAPITAL = /^(?:\p{Lu}\p{Ll}|\p{Lu}-\p{L}|\p{Lo})/u;

/** A plus or bracket begins a number, whatever letter stands before it. */
function isOpened(text: string, start: number): boolean {
  return /[+(]$/.test(text.slice(Math.max(0, start - 1), start));
}
