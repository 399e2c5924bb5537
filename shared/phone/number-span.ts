import { type Chunk, type Group, isDropped } from './chunks.ts';

/** Where the number that some groups of a chunk make begins and ends in the text, with the signs that belong to it. */
export interface NumberSpan {
  /** Offsets into the text; `end` includes an extension, `endOfDigits` does not. */
  start: number;
  end: number;
  endOfDigits: number;
  /** The number's own text, ready to be read. */
  text: string;
}

export function spanOf(text: string, { groups, tail }: Chunk, from: number, to: number): NumberSpan {
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
  if (isDropped(text.slice(start, tail)))
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
