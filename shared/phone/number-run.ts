import { isLabelled } from './number-context.ts';

/** E.164's fifteen and two for `00`. */
export const MAX_DIGITS = 17;
const MAX_CHARACTERS = 40;
/** `) / ` between area code and subscriber. */
const MAX_SEPARATORS = 4;
/** Behind at least this many digits, a full stop and a blank end a sentence. */
const MIN_SENTENCE_DIGITS = 7;

/** Digits and separators that may be one number, cut out of a text. */
export interface Run {
  end: number;
  digits: number;
  /** The run with plain digits, blanks, hyphens and plus signs. */
  plain: string;
  /** Where the next number begins, if there is one behind a blank or slash. */
  next?: number;
  /** End of the longest text that could be one number. */
  whole: number;
}

/** The digits and separators that begin at `at`, without trailing separators; up to the next number where two stand side by side. */
export function readRun(text: string, at: number): Run {
  const run: Run = { end: at, digits: 0, plain: '', whole: at };
  let cut: Run | undefined;
  let plain = '';
  let separators = 0;
  let open = 0;
  for (let i = at; i < text.length && i - at < MAX_CHARACTERS; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) {
      if (separators > 0 && run.digits >= MIN_DIGITS_BEFORE_NEXT && beginsNext(text, i))
        cut ??= { ...run, next: i };
      if (separators > 0 && run.digits <= MAX_ROOM_DIGITS && isRoomBefore(text, at, i)) break;
      plain += String.fromCharCode(code < 0x80 ? code : code - 0xfee0);
      run.digits++;
      run.end = run.whole = i + 1;
      run.plain = plain;
      separators = 0;
      continue;
    }
    if (isInvisible(code)) continue;
    if (isPlus(code)) {
      if (run.digits > 0) return { ...run, next: i };
      plain += '+';
      continue;
    }
    if (code === 0x28) {
      // `Room 12 (030 …)`, `030 23125123 (0176 …)`: the bracket begins another number.
      const isWhole = run.digits >= MIN_DIGITS_BEFORE_NEXT;
      if (isWhole || (/^[1-9]/.test(plain) && startsPrefix(text, i + 1))) break;
      open++;
    } else if (code === 0x29 && open > 0) open--;
    else if (!isSeparator(code)) break;
    if (code === 0x2e && run.digits >= MIN_SENTENCE_DIGITS && isBlank(text.charCodeAt(i + 1))) break;
    // `-10/-11`: the second is an extension of its own.
    if (code === 0x2d && text.charCodeAt(i - 1) === 0x2f) break;
    if (++separators > MAX_SEPARATORS) break;
    plain += isBlank(code) ? ' ' : code >= 0x2010 ? '-' : String.fromCharCode(code);
  }
  return run.digits > MAX_DIGITS && cut ? { ...cut, whole: run.end } : run;
}

const MAX_ROOM_DIGITS = 3;

/** `Room 12 030 …`, `Room 12 – 0176 …`: the digits before `at` are a number of their own. Groups of three are one large number. */
function isRoomBefore(text: string, start: number, at: number): boolean {
  if (text.charCodeAt(at) !== 0x30 || !isBlank(text.charCodeAt(at - 1))) return false;
  const next = text.slice(at, at + MAX_CHARACTERS);
  return (
    /^[1-9]/.test(text.slice(start, at)) &&
    /^00?[1-9]/.test(next) &&
    !/^\d{3}(?:[ \u00a0\u202f]\d{3})+(?!\d)/.test(next) &&
    !isLabelled(text, start)
  );
}

/** Fewer digits are an area code, or half of a French number. */
const MIN_DIGITS_BEFORE_NEXT = 8;

/** A plus, or the `0` of an area code, but not that of `(0)`. */
function startsPrefix(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isPlus(code) || (code === 0x30 && text.charCodeAt(at + 1) !== 0x29);
}

function beginsNext(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1) === 0x28 ? text.charCodeAt(at - 2) : text.charCodeAt(at - 1);
  return text.charCodeAt(at) === 0x30 && (isBlank(before) || before === 0x2f);
}

/** Whether a digit or plus stands here, or a bracket before one. */
export function startsNumber(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // Most of a page is letters and blanks.
  if (code < 0x28 || (code > 0x39 && code < 0xff0b)) return false;
  if (isDigit(code) || isPlus(code)) return true;
  if (code !== 0x28) return false;
  const next = text.charCodeAt(at + 1);
  return isDigit(next) || isPlus(next);
}

/** End of the digits that continue the run, so that a rejected run is not read again from its middle. */
export function endOfDigits(text: string, from: number): number {
  let at = from;
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  return at;
}

export function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
}

function isPlus(code: number): boolean {
  return code === 0x2b || code === 0xff0b;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0xa0 || code === 0x202f || code === 0x2009 || code === 0x2007;
}

function isSeparator(code: number): boolean {
  // hyphen, full stop, slash, dashes
  return (
    isBlank(code) || (code >= 0x2d && code <= 0x2f) || (code >= 0x2010 && code <= 0x2014) || code === 0x2212
  );
}

/** Soft hyphen, zero-width characters, marks of direction. */
function isInvisible(code: number): boolean {
  return code === 0xad || (code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xfeff;
}
