import { joinDirectDial, takeExtension } from './extension.ts';

/**
 * Cuts a text into groups of digits, and puts those together that may belong to one number: nothing but separators and brackets
 * stands between them. Words and other signs end a chunk.
 */

export interface Group {
  digits: string;
  /** Offsets into the text; `end` is exclusive. */
  start: number;
  end: number;
  /** What stands between this group and the one before it in the chunk; empty for the first. */
  gap: string;
  hasPlus: boolean;
  /** What the group is more likely than a part of a phone number, once `otherThings` has looked. */
  not?: OtherThing;
}

export type OtherThing = 'date' | 'time' | 'amount' | 'count' | 'letters';

export interface Chunk {
  groups: Group[];
  /** Where an extension or a range behind the last group ends: `… ext. 12`, `-0 bis -99`. */
  tail?: number;
}

/** `text` must come from `foldDigits` or `foldWithOffsets`. In running text, a comma and a blank part things; in a field, not always. */
export function chunksOf(text: string, { isRunning = false } = {}): Chunk[] {
  const chunks: Chunk[] = [];
  let chunk: Chunk | undefined;
  let last = 0;
  for (const { 0: digits, index: start } of text.matchAll(DIGITS)) {
    const end = start + digits.length;
    const gap = text.slice(last, start);
    const hasPlus = /\+[ (]{0,2}$/.test(gap.slice(-3)) && !(last > 0 && JOINING_PLUS.test(gap));
    if (
      chunk &&
      chunk.tail === undefined &&
      isInside(gap) &&
      !(isRunning && parts(gap, chunk)) &&
      chunk.groups.length < MAX_GROUPS
    )
      chunk.groups.push({ digits, start, end, gap, hasPlus });
    else if (chunk && chunk.tail === undefined && isTail(text, chunk, gap, end)) chunk.tail = end;
    else {
      chunk = { groups: [{ digits, start, end, gap: '', hasPlus }] };
      chunks.push(chunk);
    }
    last = end;
  }
  return chunks;
}

const DIGITS = /\d+/g;
/** E.164 has fifteen digits, which people write in pairs at most; longer rows of digits are no numbers. */
const MAX_GROUPS = 24;

/** Separators that people use inside a number. `+` begins one. */
const SEPARATORS = /^(?:[\s\-./()[\],~'’+]|(?<!\s)·(?!\s)|_)*$/;
const MAX_GAP = 24;

/** `030 23125123 + 0176 04069012`: a sum of two. */
export const JOINING_PLUS = /^\s+\+\s+$/;

function isInside(gap: string): boolean {
  return gap.length <= MAX_GAP && SEPARATORS.test(gap) && !/\s\+\s/.test(gap);
}

/** `030, 23125123` is one number with its area code first. */
function parts(gap: string, { groups }: Chunk): boolean {
  return /,\s/.test(gap) && !(groups.length === 1 && /^0\d{1,4}$/.test(groups[0]?.digits ?? ''));
}

/** `ext. 12`, `x12`, `#12`, `;ext=12`, `Durchwahl 12` and `bis -99` behind a number. */
function isTail(text: string, { groups }: Chunk, gap: string, end: number): boolean {
  // `· #345`, `). – #69`: a number of another kind.
  if (/[#~]/.test(gap) && !/^ ?[#~] ?$/.test(gap)) return false;
  // `Durchwahl: 0044 7700 …`: a number of its own.
  if (/^[\s\-./()]{1,3}(?![+0])\d{3}/.test(text.slice(end, end + 8))) return false;
  const from = groups[0]?.start ?? end;
  if (end - from > MAX_WITH_TAIL) return false;
  const whole = text.slice(from, end);
  return RANGE.test(whole) || takeExtension(whole).extension !== undefined || joinDirectDial(whole) !== whole;
}

const MAX_WITH_TAIL = 80;
/** `-0 bis -99` and `-10 – -19`: of a range of extensions, the first stands for it. */
export const RANGE =
  /(-\s?\d{1,5})\s*(?<!\p{L})(?:bis|to|thru|through|tot|do|à|al?)(?!\p{L})\s*-?\s*\d{1,5}$/iu;
