import type { Candidate } from './candidates.ts';
import { chunksOf } from './chunks.ts';
import { type CutNumber, cutsOf } from './cuts.ts';
import type { Place } from './dialling-profile.ts';
import { foldWithOffsets } from './fold-digits.ts';
import { isUnitBehind, labelBefore, roleOfWord } from './labels.ts';
import type { CountryCode } from './national-plan.ts';
import { hasPhoneShape, isImpossible } from './number-shape.ts';
import type { ReadNumber } from './one-number.ts';
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
  const { text: folded, offsets } = foldWithOffsets(before + text + after);
  const [from, to] = [before.length, before.length + text.length];
  const place: Place = { country };
  const budget = { readings: READINGS_PER_FIELD };
  const located: LocatedNumber[] = [];
  let isLabelled = false;
  let last = 0;
  for (const chunk of chunksOf(folded)) {
    const [start, end] = [chunk.groups[0]?.start ?? 0, chunk.groups.at(-1)?.end ?? 0];
    const context = folded.slice(last, start);
    last = end;
    if ((offsets[end] ?? 0) <= from) continue;
    if ((offsets[start] ?? 0) >= to) break;
    const label = labelBefore(folded.slice(Math.max(0, start - LABEL_REACH), start));
    isLabelled = label?.meaning === 'phone' || (isLabelled && isJoin(context));
    if (label?.meaning === 'other' && !isMarkedUp) continue;
    const isTrusted = isLabelled || isMarkedUp || chunk.groups[0]?.hasPlus;
    const nothing = isTrusted ? WEIGHTS.nothing : WEIGHTS.nothingOnPage;
    const [cut] = cutsOf(folded, chunk, { place, isAlone: isMarkedUp, nothing, budget });
    for (const [index, number] of cut.numbers.entries()) {
      // `Tel. +49 30 23125123, 486386949`: who writes a prefix writes it twice.
      const isLabel = isLabelled && (index === 0 || cut.numbers[0]?.isBare === true || cut.numbers[0]?.reading.as === 'national');
      if (!isMarkedUp && !isPlausible(folded, number, isLabel)) continue;
      const skipped = /^-\s?/.exec(folded.slice(number.start))?.[0].length ?? 0;
      const found = { start: (offsets[number.start + skipped] ?? 0) - from, end: (offsets[number.end] ?? 0) - from };
      if (found.start >= 0 && found.start < text.length) located.push({ ...found, number: number.reading.number });
    }
  }
  return located;
}

const LABEL_REACH = 48;

/** `lub` and `/` between two numbers: the label of the first holds for the second. */
function isJoin(between: string): boolean {
  const words = between.match(/\p{L}+/gu) ?? [];
  return words.length <= 1 && words.every((word) => roleOfWord(word.toLowerCase()) === 'joins');
}

function isPlausible(text: string, number: CutNumber, isLabelled: boolean): boolean {
  const { start, end, endOfDigits, reading } = number;
  // `/24`: a digit or two are no mark that a person would look for.
  if (reading.steps[0]?.code === 'ending') return false;
  const written = text.slice(start, endOfDigits).replace(/^-\s?/, '').replace(/\s+/g, ' ');
  if (isImpossible(written)) return false;
  if (isUnitBehind(text.slice(end, end + UNIT_REACH))) return false;
  if (!isDialled(text, start) && (isInAddress(text, start) || isBesideCode(text, end))) return false;
  return isLabelled || hasPhoneShape(written);
}

const UNIT_REACH = 24;

/** `shop.example/030/23125123?id=0302…`, `#030…`, `$030…`: a path, a number of another kind, a price. */
function isInAddress(text: string, start: number): boolean {
  return /(?:[\p{L}\p{N}][/=&_\\*]|[#@$€£%]|\p{L}:\/\/\S*)$/u.test(text.slice(Math.max(0, start - LABEL_REACH), start));
}

/** `030 23125123@`, `…=`, `….com`: part of an address or a sum. */
function isBesideCode(text: string, end: number): boolean {
  return /^(?:[@=#_]\p{L}|\.[a-z]{2}|=)/iu.test(text.slice(end, end + 3));
}

/** `sip:+49…@pbx.example`. */
function isDialled(text: string, start: number): boolean {
  return /(?<!\p{L})(?:sips?|tel|callto):$/iu.test(text.slice(Math.max(0, start - 8), start));
}
