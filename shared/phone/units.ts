import { EAST_ASIAN_UNIT, UNIT, UNIT_LETTER } from './unit-words.ts';
import { foldWord, wordsIn } from './words.ts';

const UNITS = new Set(Object.values(UNIT).flatMap(wordsIn));
const LETTERS = new Set(wordsIn(UNIT_LETTER));
const EAST_ASIAN = new Set(wordsIn(EAST_ASIAN_UNIT));
const LONGEST_EAST_ASIAN = 4;
const FIRST_EAST_ASIAN = 0x2e80;

const SIGN = /^\s?(?:[%‰°′″×]|\p{Sc})/u;
/** `1200 x 300 mm`. Alone, `x 300` is an extension. */
const SECOND_SIDE = /^\s?[x*]\s?\d[\d.,]*/i;
const WORD = /^[\s-]?(\p{L}[\p{L}\p{M}]*(?:[²³]|(?<=[\u05d0-\u05ea])["״][\u05d0-\u05ea])?)/u;
const CLOCK = /^\s?o[’']clock/i;
/** Weekdays 月 and 日: `03-1234-5678月～金`. */
const WEEKDAY = /^[月日][~〜～\-－・曜祝土火金]/;

/** Whether `text`, which begins behind the digits, begins with a unit. */
export function isUnit(text: string): boolean {
  if (text === '' || SIGN.test(text) || CLOCK.test(text)) return text !== '';
  const side = SECOND_SIDE.exec(text)?.[0];
  if (side !== undefined) return isUnit(text.slice(side.length));
  const found = WORD.exec(text);
  if (!found) return false;
  const [whole, word = ''] = found;
  const behind = text.slice(whole.length);
  if (word.charCodeAt(0) >= FIRST_EAST_ASIAN) return whole === word && isEastAsianUnit(text);
  if (word.length === 1) return LETTERS.has(word) && !startsNext(behind);
  const folded = foldWord(word.replace(/["״]/, ''));
  return UNITS.has(folded) && !(MAY_BEGIN_SENTENCE.has(folded) && CONTINUES.test(behind));
}

/** `m: 0176…`, `g. 030…` and `m 0176…` label the next number. */
function startsNext(behind: string): boolean {
  return /^(?:\s?[:.)]|\s[\d+(])/.test(behind);
}

/** `min. 14 Tage` means at least, `am Montag` a day. */
const MAY_BEGIN_SENTENCE = new Set(['min', 'am', 'mins']);
const CONTINUES = /^\.?\s[\p{L}\d]/u;

function isEastAsianUnit(text: string): boolean {
  if (WEEKDAY.test(text) || /^分[机機]/.test(text)) return false;
  for (let length = LONGEST_EAST_ASIAN; length > 0; length--)
    if (EAST_ASIAN.has(text.slice(0, length))) return true;
  return false;
}
