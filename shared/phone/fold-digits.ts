/**
 * Folds full-width and non-Latin digits to ASCII, and look-alike dashes, dots, blanks, slashes and plus signs to the plain ones.
 * Invisible characters go, line breaks become `;`, and several blanks become one.
 */
export function foldDigits(text: string): string {
  // Most fields are plain, and need none of what follows.
  if (/^[\x20-\x7e]*$/.test(text)) return text.replace(/ {2,}/g, ' ');
  return foldSigns(text.normalize('NFKC').replace(/[\r\n\u2028\u2029]/g, ';')).replace(/ {2,}/g, ' ');
}

/** A text with its characters folded one by one, as a page needs it: line breaks are blanks there. */
export interface Folded {
  text: string;
  /** Offset in the written text of each character of `text`, and of its end. */
  offsets: readonly number[];
}

export function foldWithOffsets(written: string): Folded {
  let text = '';
  const offsets: number[] = [];
  for (let at = 0; at < written.length; ) {
    const character = String.fromCodePoint(written.codePointAt(at) ?? 0);
    const folded = PLAIN.test(character)
      ? character
      : foldSigns(character.normalize('NFKC').replace(/\s/g, ' '));
    for (let each = 0; each < folded.length; each++) offsets.push(at);
    text += folded;
    at += character.length;
  }
  offsets.push(written.length);
  return { text, offsets };
}

const PLAIN = /[\x20-\x7e]/;

function foldSigns(text: string): string {
  return text
    .replace(/[\t\p{Zs}\u2800]/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(digitAt(digit.codePointAt(0) ?? 0)))
    .replace(/[\u02d7\u2010-\u2015\u2043\u2212\u30fc]/g, '-')
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/[\u2027\u2219\u22c5\u30fb]/g, '·')
    .replace(/\u2795/g, '+');
}

/** Unicode keeps ten digits together in order, so a digit's value is how many of them stand before it. */
function digitAt(point: number): number {
  if (point < 0x80) return point - 0x30;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value++;
  return value;
}

export function countDigits(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) count++;
  }
  return count;
}
