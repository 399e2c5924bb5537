import type { Candidate } from './candidates.ts';
import { type Chunk, chunksOf } from './chunks.ts';
import type { CutNumber } from './cut-numbers.ts';
import { cutsOf } from './cuts.ts';
import type { Place } from './dialling-profile.ts';
import { countDigits, foldWithOffsets } from './fold-digits.ts';
import { isContradictedBefore, isUnitBehind, labelBefore, roleOfWord } from './labels.ts';
import { type CountryCode, trunkPrefix } from './national-plan.ts';
import { hasPhoneShape, isImpossible } from './number-shape.ts';
import type { Reading, ReadNumber } from './one-number.ts';
import { withoutCarrierMarks } from './plan-history.ts';
import { READINGS_PER_FIELD } from './readings.ts';
import { WEIGHTS } from './weights.ts';

/** What a page proposes: digits and separators, with the text around them. */
export type Proposal = Pick<Candidate, 'text' | 'before' | 'after' | 'isMarkedUp'>;

/** A number in a proposal; offsets into its `text`, in UTF-16 units. `end` is exclusive, and may lie in `after`: an extension. */
export interface LocatedNumber {
  start: number;
  end: number;
  number: ReadNumber;
}

/** The numbers of a proposal, as a reader in `country` would dial them. Pure; at most 200 characters are looked at. */
export function locateNumbers(proposal: Proposal, country: CountryCode): LocatedNumber[] {
  const { before, text, after, isMarkedUp } = proposal;
  const { text: written, offsets } = foldWithOffsets(before + text + after);
  const folded = withoutCarrierMarks(written, country);
  const [from, to] = [before.length, before.length + text.length];
  const place: Place = { country };
  const budget = { readings: 2 * READINGS_PER_FIELD };
  const located: LocatedNumber[] = [];
  let isLabelled = false;
  let isAbroad = false;
  let last = 0;
  let isLong = false;
  for (const whole of chunksOf(folded, { isRunning: true })) {
    const chunk = chunkWithin(whole, offsets, from, to);
    const [first] = chunk.groups;
    const [start, end] = [first?.start ?? 0, chunk.groups.at(-1)?.end ?? 0];
    const between = folded.slice(last, start);
    // A number between has taken the label before it.
    const label = labelOf(folded, isLong ? last : 0, start);
    last = end;
    isLong = countDigits(folded.slice(start, end)) >= MIN_TAKING_DIGITS;
    const hasCarrier = folded.slice(start, end) !== written.slice(start, end);
    isLabelled = hasCarrier || label === 'phone' || (isLabelled && !isAbroad && isJoin(between));
    isAbroad = first?.hasPlus ?? false;
    if ((offsets[end] ?? 0) <= from) continue;
    if ((offsets[start] ?? 0) >= to) break;
    const isStrict = !isLabelled && !isMarkedUp;
    const isDoubtful = isStrict && chunk.groups.every(({ hasPlus }) => !hasPlus);
    const nothing = isDoubtful ? WEIGHTS.nothingOnPage : WEIGHTS.nothing;
    const [{ numbers }] = cutsOf(folded, chunk, { place, isAlone: isMarkedUp, isStrict, nothing, budget });
    // `Tel. +49 30 23125123, 486386949`: who writes a prefix writes it twice.
    isAbroad = hasPrefix(numbers[0]);
    for (const [index, number] of numbers.entries()) {
      // Other things have no plus.
      const isOther =
        label === 'other' && index === 0 && isFirst(number, chunk) && !number.text.startsWith('+');
      const isLabel = isLabelled && (index === 0 || !isAbroad);
      if (index > 0 && number.isBare && !number.isFull && numbers[0]?.isBare === false) continue;
      const isApart = !isFirst(number, chunk) || !isInAddress(folded, number.start);
      if (!isMarkedUp && (isOther || !isApart || !isPlausible(folded, number, isLabel, country))) continue;
      const skipped = /^-\s?/.exec(folded.slice(number.start))?.[0].length ?? 0;
      const found = {
        start: (offsets[number.start + skipped] ?? 0) - from,
        end: endIn(offsets, number.end) - from,
      };
      if (found.start >= 0 && found.start < text.length)
        located.push({ ...found, number: number.reading.number });
    }
  }
  return located;
}

/** A long run comes in several proposals: what the ones before and behind hold is read with those. */
function chunkWithin(chunk: Chunk, offsets: readonly number[], from: number, to: number): Chunk {
  const groups = chunk.groups.filter(
    ({ start, end }) => (offsets[end] ?? 0) > from && (offsets[start] ?? 0) < to,
  );
  const [first, ...others] = groups;
  if (!first || groups.length === chunk.groups.length) return chunk;
  const { tail } = groups.at(-1) === chunk.groups.at(-1) ? chunk : {};
  return { groups: [{ ...first, gap: '' }, ...others], ...(tail !== undefined && { tail }) };
}

/** Behind the last character; invisible ones that follow it do not count. */
function endIn(offsets: readonly number[], end: number): number {
  const last = offsets[end - 1] ?? 0;
  return Math.min(offsets[end] ?? 0, last + 1);
}

function labelOf(text: string, from: number, start: number): 'phone' | 'other' | undefined {
  const reach = Math.max(0, start - LABEL_REACH);
  const before = text.slice(reach, start);
  // `0F30-2231`: the letter is part of a code.
  if (/(?<!\d)\d{1,2}\p{L}{1,3}$/u.test(before) || isContradictedBefore(before)) return 'other';
  return labelBefore(text.slice(Math.max(reach, from), start))?.meaning;
}

/** Whether the chunk begins with this number, so that a label before the chunk is its own. */
function isFirst({ start, end }: CutNumber, { groups: [first] }: Chunk): boolean {
  return first !== undefined && first.start >= start && first.start < end;
}

function hasPrefix(number: CutNumber | undefined): boolean {
  return number?.reading.as === 'international';
}

const LABEL_REACH = 48;
/** Fewer digits belong to the label: `ISBN-13: `, `Room 12: `. */
const MIN_TAKING_DIGITS = 4;

/** `lub` and `/` between two numbers: the label of the first holds for the second. */
function isJoin(between: string): boolean {
  const found = JOIN.exec(between);
  return found !== null && (found[1] === undefined || roleOfWord(found[1].toLowerCase()) === 'joins');
}

/** Signs, at most one word that joins, and a short one behind it: `ou au`. */
const JOIN = /^[\s,;/|&+·•)-]*(?:(?<=[\s,;)])(\p{L}+)\.?(?:\s\p{L}{1,3})?)?[\s(]*$/u;

function isPlausible(text: string, number: CutNumber, isLabelled: boolean, country: CountryCode): boolean {
  const { start, end, endOfDigits, reading } = number;
  // `/24`: a digit or two are no mark that a person would look for.
  if (reading.steps[0]?.code === 'ending') return false;
  const written = text.slice(start, endOfDigits).replace(/^-\s?/, '').replace(/\s+/g, ' ');
  if (isImpossible(written)) return false;
  if (!written.startsWith('+') && isUnitBehind(text.slice(end, end + UNIT_REACH))) return false;
  if (!isDialled(text, start) && isBesideCode(text, end)) return false;
  return isLabelled || (hasPhoneShape(written) && isOfToday(written, reading, country));
}

/** Digits without a separator are a number of an earlier plan less often than an id. */
function isOfToday(written: string, { number: { e164 } }: Reading, country: CountryCode): boolean {
  if (!/^0[1-9]\d+$/.test(written)) return true;
  return e164.endsWith(written.slice(trunkPrefix(country)?.length ?? 0));
}

const UNIT_REACH = 24;

/** `shop.example/030/23125123?id=0302…`, `#030…`, `$030…`: a path, a number of another kind, a price. */
function isInAddress(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - LABEL_REACH), start);
  const behind = text.slice(start, start + LABEL_REACH);
  if (isDialled(text, start)) return false;
  if (behind.startsWith('+')) return /[$€£%]$/.test(before);
  // A heading or a mark of a list, but `#0301234567` is an id.
  if (/(?:^|\s)#$/.test(before)) return !/^\(?\d{2,5}[ )]/.test(behind);
  return /(?:[\p{L}\p{N}][/=&_\\*]|[#@$€£%]|\p{L}:\/\/\S*)$/u.test(before);
}

/** `030 23125123@`, `…=`, `….com`: part of an address or a sum. */
function isBesideCode(text: string, end: number): boolean {
  return /^(?:[@=#_]\p{L}|\.[a-z]{2}|=)/iu.test(text.slice(end, end + 3));
}

/** `sip:+49…@pbx.example`. */
function isDialled(text: string, start: number): boolean {
  return /(?<!\p{L})(?:sips?|tel|callto):$/iu.test(text.slice(Math.max(0, start - 8), start));
}
