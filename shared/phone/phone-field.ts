import { countDigits } from './fold-digits.ts';

/** Several numbers in one field are separated by `;` `,` `|`, a line break, a word, or a slash before the beginning of a number. */
const SEPARATOR =
  /(?:\||;(?!\s*(?:ext|phone-context|isub)\s*=)|(?<!,),(?!,)(?=[\s+(]*\d|\s*-\s*\d)|(?<!\p{L})(?:oder|or|ou|und|and|oraz|lub|veya|ve|e|y|o|en)(?!\p{L}))/iu;

/** `field` must come from `foldDigits`. */
export function splitField(field: string): string[] {
  return field.split(SEPARATOR).flatMap((piece) => cutAt(piece, /\/\s*(?=\+|\(?0|-\s*\d{1,5}\s*(?:\/|$))/g));
}

/** Cuts a piece into numbers with nothing but a blank between them, each with its prefix. */
export function splitAtBlank(piece: string): string[] {
  if (!/^[^\d+]*[+0]/.test(piece)) return [piece];
  return cutAt(piece, /\s(?=\+|\(?00?[1-9])/g);
}

/** `030/0231…` is an area code before its subscriber. Seven digits on both sides are two numbers, and `-11` continues the last one. */
function cutAt(piece: string, separators: RegExp): string[] {
  for (const { 0: separator, index } of piece.matchAll(separators)) {
    const left = piece.slice(0, index);
    const right = piece.slice(index + separator.length);
    if (isWhole(left) && isWhole(right)) return [left, ...cutAt(right, separators)];
  }
  return [piece];
}

function isWhole(part: string): boolean {
  return part.startsWith('-') || countDigits(part) >= MIN_DIGITS;
}

const MIN_DIGITS = 7;
