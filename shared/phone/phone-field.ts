import { countDigits } from './fold-digits.ts';

/** Several numbers in one field stand apart by `;` `,` `|`, a line break, a word, or a slash before what begins like a number. */
const SEPARATOR =
  /(?:\||;(?!\s*(?:ext|phone-context|isub)\s*=)|(?<!,),(?!,)(?=[\s+(]*\d|\s*-\s*\d)|(?<!\p{L})(?:oder|or|ou|und|and|oraz|lub|veya|ve|e|y|o|en)(?!\p{L}))/iu;

/** `field` has plain digits and signs. */
export function splitField(field: string): string[] {
  return field.split(SEPARATOR).flatMap((piece) => cutAt(piece, /\/\s*(?=\+|\(?0|-\s*\d{1,5}\s*(?:\/|$))/g));
}

/** The numbers of a piece that stand side by side with nothing but a blank between them, each with its prefix. */
export function splitAtBlank(piece: string): string[] {
  if (!/^[^\d+]*[+0]/.test(piece)) return [piece];
  return cutAt(piece, /\s(?=\+|\(?00?[1-9])/g);
}

/** `030/0231…` is an area code before its subscriber; seven digits on both sides are two numbers, and `-11` goes on with the last one. */
function cutAt(piece: string, places: RegExp): string[] {
  for (const { 0: separator, index } of piece.matchAll(places)) {
    const left = piece.slice(0, index);
    const right = piece.slice(index + separator.length);
    if (isWhole(left) && isWhole(right)) return [left, ...cutAt(right, places)];
  }
  return [piece];
}

function isWhole(part: string): boolean {
  return part.startsWith('-') || countDigits(part) >= MIN_DIGITS;
}

const MIN_DIGITS = 7;
