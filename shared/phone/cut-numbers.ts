import type { Chunk, Group, OtherThing } from './chunks.ts';
import { isTornAt } from './cut-costs.ts';
import type { Place } from './dialling-profile.ts';
import { countDigits } from './fold-digits.ts';
import { type PlanFit, planFit } from './national-plan.ts';
import { type NumberSpan, spanOf } from './number-span.ts';
import { type Reading, readLikeliest } from './one-number.ts';
import { WEIGHTS } from './weights.ts';

/** Numbers that groups of a chunk may make, with what each costs by its plan and its separators. */

export interface CutNumber extends NumberSpan {
  reading: Reading;
  /** Whether numbers of its country have this length today, so that further digits are not missing. */
  isFull: boolean;
  /** Written without the prefix that says where it begins, so that digits beside it may belong to it. */
  isBare: boolean;
}

export interface ReadOptions {
  place: Place;
  /** Whether the text holds nothing else, so that a few digits may be an internal number. */
  isAlone: boolean;
  /** Only numbers that begin as such: with a plus, a zero, or the area code of a North American number. */
  isStrict?: boolean;
  /** How many more texts may be read, which bounds the work on a hostile text. */
  budget: { readings: number };
}

interface FoundNumber {
  number: CutNumber;
  cost: number;
}

/** Reads the groups of a chunk as numbers, each part of it once. */
export function createNumbers(text: string, chunk: Chunk, { place, isAlone, isStrict, budget }: ReadOptions) {
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
    // `Person 0 +49 30 …`: in running text, a zero before a plus is no outside line.
    if (!isAlone && reading.as === 'outside-line' && part.slice(1).some(({ hasPlus }) => hasPlus))
      return undefined;
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
    // Nothing counts from zero; `-0` is the switchboard.
    const cost = last.digits === '0' ? undefined : WEIGHTS.shortEnd[last.digits.length - 1];
    const isOdd = last.digits.length === 1 || before.digits.length >= 2 * last.digits.length;
    return cost !== undefined && isOdd && between(from, to - 1)?.number.isFull ? cost : 0;
  }

  return { between };
}

export function beginsNumber([first, second, third, fourth]: readonly Group[]): boolean {
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
    WEIGHTS.digitTooMany * ((tooMany * (tooMany + 1)) / 2)
  );
}

/** `/24` and `/-11` behind a number: the same number with other digits at its end. */
export function endingAfter(
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

export function hasEnding(groups: readonly Group[]): boolean {
  return groups.some(({ gap, digits }) => digits.length <= MAX_ENDING && /^ ?[/,] ?-? ?$/.test(gap));
}
