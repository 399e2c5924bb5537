import { type Chunk, type Group, type OtherThing, RANGE } from './chunks.ts';
import type { Place } from './dialling-profile.ts';
import { countDigits } from './fold-digits.ts';
import { type PlanFit, planFit } from './national-plan.ts';
import { type Reading, readLikeliest } from './one-number.ts';
import { otherThings } from './other-things.ts';
import { WEIGHTS } from './weights.ts';

/**
 * Where the numbers in a chunk begin and end. Every way to cut it into numbers and other digits has a cost; the plan, the
 * separators and the neighbours set it. The cheapest cut wins, unless another with other numbers is nearly as cheap.
 */

export interface Cut {
  cost: number;
  numbers: readonly CutNumber[];
}

export interface CutNumber {
  /** Offsets into the text; `end` includes an extension, `endOfDigits` does not. */
  start: number;
  end: number;
  endOfDigits: number;
  /** The number's own text, ready to be read. */
  text: string;
  reading: Reading;
  /** Whether numbers of its country have this length today, so that further digits are not missing. */
  isFull: boolean;
  /** Written without the prefix that says where it begins, so that digits beside it may belong to it. */
  isBare: boolean;
}

export interface CutOptions {
  place: Place;
  /** Whether the text holds nothing else, so that a few digits may be an internal number. */
  isAlone: boolean;
  /** Cost of reading nothing. */
  nothing: number;
  /** Only numbers that begin as such: with a plus, a zero, or the area code of a North American number. */
  isStrict?: boolean;
  /** How many more texts may be read, which bounds the work on a hostile text. */
  budget: { readings: number };
}

/** The cheapest cut, and the cheapest among those with other numbers. */
export function cutsOf(text: string, chunk: Chunk, options: CutOptions): [Cut, Cut | undefined] {
  const { groups } = chunk;
  const nothing: Cut = { cost: options.nothing, numbers: [] };
  if (options.isStrict && !groups.some((_, at) => beginsNumber(groups.slice(at, at + 4))))
    return [nothing, undefined];
  otherThings(text, chunk);
  const numbers = createNumbers(text, chunk, options);
  const whole = numbers.between(0, groups.length);
  // Most fields hold one number, and nothing else could be meant.
  if (
    whole &&
    whole.cost < WEIGHTS.near &&
    groups.every(({ not }) => not === undefined) &&
    !hasEnding(groups)
  )
    return [{ cost: whole.cost, numbers: [whole.number] }, undefined];

  /** The best ways to cut the groups before each position. */
  const best: Way[][] = groups.map(() => []);
  best.unshift([{ cost: 0, numbers: [], endsInNumber: false }]);
  for (const [from, next] of groups.entries())
    for (const way of best[from] ?? []) {
      const ending = way.endsInNumber ? endingAfter(way.numbers.at(-1), next) : undefined;
      if (ending) keep(best[from + 1], withNumber(way, ending, WEIGHTS.ending));
      for (let to = from + 1; to <= groups.length; to++) {
        if (way.endsInNumber || from === 0)
          keep(best[to], { ...way, cost: way.cost + costOfRest(groups, from, to, way), endsInNumber: false });
        const found = numbers.between(from, to);
        if (found)
          keep(
            best[to],
            withNumber(way, found.number, found.cost + costOfJoint(groups, from, way, found.number)),
          );
      }
    }
  const ways = (best[groups.length] ?? []).filter((way) => way.numbers.length > 0);
  const [first = nothing, second] = [...ways, nothing].sort((one, other) => one.cost - other.cost);
  return [first, second];
}

interface Way extends Cut {
  endsInNumber: boolean;
}

const MAX_WAYS = 4;

function withNumber(way: Way, number: CutNumber, cost: number): Way {
  return { cost: way.cost + cost, numbers: [...way.numbers, number], endsInNumber: true };
}

/** Keeps the cheapest ways, one for each set of numbers. */
function keep(ways: Way[] | undefined, added: Way): void {
  if (!ways) return;
  const known = ways.findIndex((way) => way.endsInNumber === added.endsInNumber && isSame(way, added));
  const worse = known < 0 ? undefined : ways[known];
  if (worse && worse.cost <= added.cost) return;
  if (worse) ways.splice(known, 1);
  ways.push(added);
  ways.sort((one, other) => one.cost - other.cost);
  ways.length = Math.min(ways.length, MAX_WAYS);
}

function isSame(one: Cut, other: Cut): boolean {
  return (
    one.numbers.length === other.numbers.length &&
    one.numbers.every(({ reading: { number } }, index) => {
      const same = other.numbers[index]?.reading.number;
      return number.e164 === same?.e164 && number.extension === same.extension;
    })
  );
}

/** Without a blank, a comma or a bracket, the digits on both sides belong together. */
function isTight(gap: string): boolean {
  return !/[\s,+()[\]]/.test(gap);
}

/** More digits than these make a number beside them no less likely. */
const MAX_LEFT_DIGITS = 15;

/** Whether nothing but a hyphen, a dot or a slash parts this group from the one before. */
function isTornAt(groups: readonly Group[], at: number): boolean {
  const [before, behind] = [groups[at - 1], groups[at]];
  return (
    before !== undefined && behind !== undefined && /^[-.]$/.test(behind.gap) && !before.not && !behind.not
  );
}

/** Digits that belong to no number. */
function costOfRest(groups: readonly Group[], from: number, to: number, way: Way): number {
  const rest = groups.slice(from, to).filter(({ not }) => not === undefined);
  const [first, behind] = [groups[from], groups[to]];
  const isTorn =
    rest.some(({ hasPlus }) => hasPlus) ||
    (way.endsInNumber && isOneRow(groups, from - 1, from)) ||
    (behind !== undefined && isOneRow(groups, to - 1, to)) ||
    (way.endsInNumber && first?.not === undefined && way.numbers.at(-1)?.isBare) ||
    (from > 0 && isPartOfCode(first) && isTight(first?.gap ?? '')) ||
    (behind !== undefined && isPartOfCode(groups[to - 1]) && isTight(behind.gap));
  const isShort = way.endsInNumber && isPartOfCode(first) && !way.numbers.at(-1)?.isFull;
  const isTaken = rest.length > 0 ? WEIGHTS.left : 0;
  return (
    isTaken +
    WEIGHTS.leftDigit *
      Math.min(
        MAX_LEFT_DIGITS,
        rest.reduce((sum, { digits }) => sum + digits.length, 0),
      ) +
    (isTorn ? WEIGHTS.leftTight : 0) +
    (isShort ? WEIGHTS.cutShort : 0)
  );
}

function isPartOfCode(group: Group | undefined): boolean {
  return group?.not === undefined || group.not === 'letters';
}

/** `0069 0302 3125 6900`: groups of one length with one separator are one thing. */
function isOneRow(groups: readonly Group[], before: number, behind: number): boolean {
  const [one, other, last] = [groups[before], groups[behind], groups[behind + 1]];
  const isSame =
    one?.digits.length === other?.digits.length && one?.not === undefined && other?.not === undefined;
  const gaps = [one?.gap, other?.gap, last?.gap].filter((gap) => gap !== undefined && gap !== '');
  return isSame && gaps.length > 1 && gaps.every((gap) => gap === gaps[0]);
}

/** `0033 6 …`, `1 55 …`: a number may begin there. The `05` of `14.05` begins nothing. */
function beginsLikeNumber({ digits, gap }: Group, behind: Group): boolean {
  if (digits.startsWith('0')) return gap === '' || !isTight(gap);
  return digits === '1' && /^[ -]$/.test(behind.gap);
}

/** `3 069 900 094`: groups of three behind a shorter one. */
function isLargeNumber({ digits }: Group, behind: readonly Group[]): boolean {
  return digits.length <= 3 && behind.length > 1 && behind.every((group) => group.digits.length === 3);
}

/** What stands before a number: another number without a blank between, or digits that may belong to it. */
function costOfJoint(groups: readonly Group[], from: number, way: Way, { isBare }: CutNumber): number {
  const [before, first] = [groups[from - 1], groups[from]];
  if (!before || !first) return 0;
  if (way.endsInNumber) {
    const isOne = isOneRow(groups, from - 1, from) || (isTight(first.gap) && !first.gap.includes('/'));
    return isOne ? WEIGHTS.leftTight : 0;
  }
  const isTorn =
    isPartOfCode(before) &&
    (isBare || beginsLikeNumber(before, first) || isLargeNumber(before, groups.slice(from)));
  return isTorn ? WEIGHTS.leftTight : 0;
}

/** `/24` and `/-11` behind a number: the same number with other digits at its end. */
function endingAfter(
  before: CutNumber | undefined,
  { digits, gap, start, end }: Group,
): CutNumber | undefined {
  if (!before || !(isHyphened(gap) || /^ ?\/ ?$/.test(gap))) return undefined;
  const { number, as } = before.reading;
  const own =
    isHyphened(gap) && number.trunk !== undefined ? number.e164.length - 1 - number.trunk : digits.length;
  const most = isHyphened(gap) ? MAX_ENDING : MAX_BARE_ENDING;
  if (digits.length > most || number.extension !== undefined) return undefined;
  if (number.trunk === undefined && (!before.isFull || isHyphened(gap))) return undefined;
  const e164 = number.e164.slice(0, -own) + digits;
  const steps = [{ code: 'ending' as const, before: digits, after: e164 }];
  return { ...before, start, end, endOfDigits: end, reading: { as, number: { ...number, e164 }, steps } };
}

const MAX_ENDING = 5;
const MAX_BARE_ENDING = 3;

/** `, -11` and `/-11`. */
function isHyphened(gap: string): boolean {
  return /^ ?[/,] ?- ?$/.test(gap);
}

function hasEnding(groups: readonly Group[]): boolean {
  return groups.some(({ gap, digits }) => digits.length <= MAX_ENDING && /^ ?[/,] ?-? ?$/.test(gap));
}

interface FoundNumber {
  number: CutNumber;
  cost: number;
}

/** Reads the groups of a chunk as numbers, each part of it once. */
function createNumbers(text: string, chunk: Chunk, { place, isAlone, isStrict, budget }: CutOptions) {
  const { groups } = chunk;
  const known = new Map<number, FoundNumber | undefined>();

  function between(from: number, to: number): FoundNumber | undefined {
    const key = from * (groups.length + 1) + to;
    if (known.has(key)) return known.get(key);
    known.set(key, undefined);
    const found = read(from, to);
    known.set(key, found);
    return found;
  }

  function read(from: number, to: number): FoundNumber | undefined {
    const part = groups.slice(from, to);
    const digits = part.reduce((sum, group) => sum + group.digits.length, 0);
    const isWhole = part.length === groups.length;
    if (digits > MAX_DIGITS || (digits < MIN_DIGITS && !(isWhole && isAlone))) return undefined;
    // Without a label, torn digits cost more than reading nothing.
    if (isStrict && (!beginsNumber(part) || isTornAt(groups, from) || isTornAt(groups, to))) return undefined;
    if (budget.readings-- <= 0) return undefined;
    const span = spanOf(text, chunk, from, to);
    const reading = readLikeliest(span.text, place);
    if (!reading || (isInternal(reading) && !(isWhole && isAlone))) return undefined;
    const fit = planFit(reading.number.e164);
    if (isBare(reading) && isStuck(text, span.start)) return undefined;
    const isFull = isInternal(reading) || fit.isFull;
    const others =
      part.filter(({ not }) => isOther(not, span.text)).length + (isBehindCode(from) && !isFull ? 1 : 0);
    const cost = costOf(reading, fit) + costOfGaps(from, to) + others * WEIGHTS.otherThing;
    return { cost, number: { ...span, reading, isFull, isBare: isBare(reading) } };
  }

  /** `AA1 01 2345 6784`: the digits go on with the code that a part of a word began. */
  function isBehindCode(from: number): boolean {
    return groups.slice(0, from).some(({ not }) => not === 'letters');
  }

  function costOfGaps(from: number, to: number): number {
    let cost = 0;
    let slashes = 0;
    for (let at = from + 1; at < to; at++) {
      const { gap, digits } = groups[at] as Group;
      if (/\s[-./·] ?|[-./·] \s?/.test(gap) && gap.length > 1 && !/[()]/.test(gap)) cost += WEIGHTS.wideGap;
      if (gap.includes('/') && ++slashes > 1) cost += WEIGHTS.secondSlash;
      if (gap.includes('(') && at > from + areaAt(groups[from])) cost += WEIGHTS.comma;
      else if (/[,/] ?-/.test(gap)) cost += WEIGHTS.comma;
      else if (gap.includes(','))
        cost += at === from + 1 && isAreaCode(groups[from]) ? WEIGHTS.wideGap : WEIGHTS.comma;
      if (
        /^0/.test(digits) &&
        /[\s/(]/.test(gap) &&
        !/^\)/.test(text.slice((groups[at] as Group).end)) &&
        to - at >= 1
      ) {
        const isNext = countDigits(text.slice(groups[at]?.start, groups[to - 1]?.end)) >= MIN_NEXT_DIGITS;
        if (isNext && between(from, at)?.number.isFull) cost += WEIGHTS.nextBegins;
      }
    }
    return cost + costOfEnd(from, to);
  }

  /** `030 23125123 2`: the number is whole without its last group. */
  function costOfEnd(from: number, to: number): number {
    const [before, last] = [groups[to - 2], groups[to - 1]];
    if (!before || !last || to - from < 2 || !/^(?:[\s,(]+|\/)$/.test(last.gap)) return 0;
    const cost = WEIGHTS.shortEnd[last.digits.length - 1];
    const isOdd = last.digits.length === 1 || before.digits.length >= 2 * last.digits.length;
    return cost !== undefined && isOdd && between(from, to - 1)?.number.isFull ? cost : 0;
  }

  return { between };
}

function beginsNumber([first, second, third, fourth]: readonly Group[]): boolean {
  if (!first || first.hasPlus || first.digits.startsWith('0')) return true;
  const [area, exchange, line] = first.digits === '1' ? [second, third, fourth] : [first, second, third];
  return (
    area?.digits.length === 3 &&
    /^[2-9]/.test(area.digits) &&
    /^[2-9]/.test(exchange?.digits ?? '') &&
    (exchange?.digits.length === 7 || (exchange?.digits.length === 3 && line?.digits.length === 4))
  );
}

/** An amount has no plus before it. */
function isOther(not: OtherThing | undefined, text: string): boolean {
  return not !== undefined && !(not === 'amount' && text.startsWith('+'));
}

const MIN_DIGITS = 5;
const MAX_DIGITS = 19;
const MIN_NEXT_DIGITS = 7;

function isInternal({ as }: Reading): boolean {
  return as === 'internal' || as === 'tie-line';
}

/** Which group may be an area code in brackets: `+49 (30)`, `00 49 (30)`, `0 (30)`. */
function areaAt(first: Group | undefined): number {
  return first?.digits === '00' ? 2 : 1;
}

function isAreaCode(group: Group | undefined): boolean {
  return /^0\d{1,4}$/.test(group?.digits ?? '');
}

function isBare({ as }: Reading): boolean {
  return as === 'national-without-prefix' || as === 'international-without-plus' || as === 'local';
}

/** `030:23125123`: what stands before the sign may be the beginning of the number. */
function isStuck(text: string, start: number): boolean {
  return /\d[:=*\\]$/.test(text.slice(Math.max(0, start - 2), start));
}

function costOfPrefix(reading: Reading): number {
  if (reading.as === 'international-without-plus') return WEIGHTS.plusLost;
  return isBare(reading) ? WEIGHTS.prefixLost : 0;
}

function costOf(reading: Reading, { isAssigned, tooMany }: PlanFit): number {
  if (isInternal(reading)) return 0;
  return (
    (isAssigned || reading.as === 'local' ? 0 : WEIGHTS.unassigned) +
    costOfPrefix(reading) +
    WEIGHTS.digitTooMany * tooMany
  );
}

/** The text of some groups with the signs that belong to them, as the reader of one number wants it. */
function spanOf(
  text: string,
  { groups, tail }: Chunk,
  from: number,
  to: number,
): Pick<CutNumber, 'start' | 'end' | 'endOfDigits' | 'text'> {
  const [first, last] = [groups[from] as Group, groups[to - 1] as Group];
  const opened = openingBefore(text, first, from === 0);
  let start = first.start - opened.length;
  // `(030 23125123)` is a number in brackets, `(030) 23125123` contains brackets.
  while (/^[([]/.test(text.slice(start)) && !closes(text.slice(start, last.end)))
    start += skipOpened(text, start);
  const own = text.slice(start, last.end);
  const isOpen = count(own, /[([]/g) > count(own, /[)\]]/g);
  const close = isOpen && /^[)\]]/.test(text.slice(last.end)) ? 1 : 0;
  if (tail === undefined || to < groups.length)
    return {
      start,
      end: last.end + close,
      endOfDigits: last.end + close,
      text: plain(text.slice(start, last.end + close)),
    };
  const behind = text.slice(last.end, tail);
  if (RANGE.test(text.slice(start, tail)))
    return { start, end: last.end, endOfDigits: last.end, text: plain(own) };
  const closeBehind = /[([]/.test(behind) && /^[)\]]/.test(text.slice(tail)) ? 1 : 0;
  return {
    start,
    end: tail + closeBehind,
    endOfDigits: last.end,
    text: plain(own + behind.replace(/[()[\]]/g, ' ')),
  };
}

/** Whether the bracket with which the text begins ends in it. */
function closes(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (/[([]/.test(sign)) depth++;
    else if (/[)\]]/.test(sign) && --depth === 0) return true;
  }
  return false;
}

function skipOpened(text: string, start: number): number {
  return /^[([]\s*/.exec(text.slice(start))?.[0].length ?? 1;
}

/** `+`, `(+`, `(`, `+ (`, and the hyphen of an extension. The plus of `23125123 + 0176 …` joins two numbers. */
function openingBefore(text: string, { start, gap, hasPlus }: Group, isFirst: boolean): string {
  const before = text.slice(isFirst ? Math.max(0, start - MAX_OPENING) : start - gap.length, start);
  const [opened = ''] = OPENING.exec(before) ?? [];
  return hasPlus ? opened.replace(/^\+\s+(?=[+(])/, '') : opened.replace(/^.*\+\s*/, '');
}

const MAX_OPENING = 6;
const OPENING = /(?:[+([][+\s([]*|(?<=^|[\s(])- ?)$/;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function plain(text: string): string {
  return text
    .replaceAll('_', ' ')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/[·'’]/g, ' ')
    .replaceAll(',', ' ')
    .replace(/\s+/g, ' ')
    .replace(/^\d(?: \d){7,}$/, (digits) => digits.replaceAll(' ', ''));
}
