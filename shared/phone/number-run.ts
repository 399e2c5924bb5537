/** A run: groups of digits with nothing but separators and brackets between them, as much as may hold one or two numbers. */

export interface Run {
  end: number;
  digits: number;
  /** Where to go on looking: behind the run, and behind all of a row of digits that is longer than any number. */
  next: number;
}

/** Two numbers fit. A longer run goes on as another one. */
export const MAX_RUN = 80;
export const BEFORE_REACH = 48;
export const AFTER_REACH = 24;
/** `) / (` between an area code and the subscriber's digits. */
const MAX_SEPARATORS = 5;
/** Source code breaks and indents lines; HTML shows one blank. */
const MAX_BLANKS = 40;

/** The run that begins at `at`, without separators at its end. */
export function runAt(text: string, at: number): Run {
  let end = at;
  let digits = 0;
  let separators = 0;
  let blanks = 0;
  let i = at;
  for (; i < text.length && i - at < MAX_RUN + blanks; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) {
      digits++;
      end = i + 1;
      separators = blanks = 0;
    } else if (isBlank(code)) {
      if (++blanks > MAX_BLANKS) break;
    } else if (
      !isInvisible(code) &&
      !isCarrierMark(text, i) &&
      (!isSeparator(code) || ++separators > MAX_SEPARATORS)
    )
      break;
  }
  if (digits === 0) return { end: at, digits, next: i + 1 };
  // What the limit cut in two is no number.
  let next = end;
  while (isDigit(text.charCodeAt(next))) next++;
  return { end, digits: next === end ? digits : 0, next };
}

/** Whether a digit, a plus or an opening bracket stands here. */
export function startsRun(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // Most of a page is letters and blanks.
  if (code < 0x28 || (code > 0x39 && code < 0x5b)) return false;
  if (isDigit(code) || isPlus(code)) return true;
  if (code !== 0x28 && code !== 0x5b && code !== 0xff08) return false;
  const next = text.charCodeAt(at + 1);
  return isDigit(next) || isPlus(next);
}

/** Zeros of the scripts that a page may write numbers in: ASCII, Arabic, Persian, Devanagari, Bengali, Thai, full width. */
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

export function isDigit(code: number): boolean {
  if (code < 0x660) return code >= 0x30 && code <= 0x39;
  return ZEROS.some((zero) => code >= zero && code <= zero + 9);
}

function isPlus(code: number): boolean {
  return code === 0x2b || code === 0xff0b;
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 9 && code <= 13) || code === 0xa0 || isWideBlank(code);
}

function isWideBlank(code: number): boolean {
  return (
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Brackets, apostrophe, comma, hyphen, full stop, slash, plus, tilde; middle dots, dashes; the same in full width. */
const SEPARATORS = "()[]',-./+~·‐‑‒–—―−⁄∕’•ー・（）［］，－．／＋‧∙⋅⁃˗".replace('•', '');

function isSeparator(code: number): boolean {
  if (code < 0x80)
    return code >= 0x27 && code <= 0x2f ? code !== 0x2a : code === 0x5b || code === 0x5d || code === 0x7e;
  return SEPARATORS.includes(String.fromCharCode(code));
}

/** `xx` or `**` behind a zero: Brazilians write `(0xx11) 3456-7890`, where `xx` stands for a carrier. */
function isCarrierMark(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 0x20;
  if (code !== 0x78 && code !== 0x2a) return false;
  // The first of both, or the second.
  return [2, 1].some((length) => /0[\s-]?([x*])\1$/i.test(text.slice(Math.max(0, at - 3), at + length)));
}

/** Soft hyphen, zero-width characters, marks and isolates of direction. */
function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0xfeff
  );
}
