/**
 * Folds full-width and non-Latin digits to ASCII, and look-alike dashes, blanks, slashes and plus signs to the plain ones.
 * Invisible characters go, line breaks become `;`, and several blanks become one.
 */
export function foldDigits(text: string): string {
  // Most fields are plain, and need none of what follows.
  if (/^[\x20-\x7e]*$/.test(text)) return text.replace(/ {2,}/g, ' ');
  return text
    .normalize('NFKC')
    .replace(/[\r\n]/g, ';')
    .replace(/[\t\p{Zs}\u2800]/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(digitAt(digit.codePointAt(0) ?? 0)))
    .replace(/[\u2010-\u2015\u2212\u30fc]/g, '-')
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/\u2795/g, '+')
    .replace(/ {2,}/g, ' ');
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
