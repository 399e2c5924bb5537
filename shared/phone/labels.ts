import type { NumberKind } from '../contact.ts';
import { KIND_LETTER } from './kind-words.ts';
import { behindBracket, judge, type LabelBefore, phone } from './label-phrase.ts';
import { isUnit } from './units.ts';
import { meaningOf, strongestKind } from './word-meanings.ts';
import { roleOf, type WordRole } from './word-roles.ts';
import { cutWords, dropAccents, foldWord, type Word } from './words.ts';

/** What words around a number say of it. Pure; sees a few dozen characters at most. */

const HAS_LETTER_OR_SIGN = /[^\d\s()+./,;:-]/;
const PHONE_SIGN = /[☎☏✆📞📟📱📠🕿🕾🖷📲]/u;
const SIGN_KINDS: Record<string, NumberKind> = {
  '📱': 'mobile',
  '📲': 'mobile',
  '📠': 'fax',
  '🖷': 'fax',
  '📟': 'pager',
};

/** What stands before a number. `text`: at most 48 characters that end where the number begins. */
export function labelBefore(text: string): LabelBefore | undefined {
  if (!HAS_LETTER_OR_SIGN.test(text)) return undefined;
  const words = cutWords(dropAccents(text)).map((word) => ({ ...word, ...meaningOf(word) }));
  const sign = PHONE_SIGN.exec(words[0]?.behind ?? text)?.[0];
  if (sign) return phone(true, SIGN_KINDS[sign]);
  return words[0]?.behind.includes(')') && !words[0].behind.includes('(')
    ? behindBracket(words)
    : judge(words);
}

/** Whether a unit, price, time of day or quantity makes the digits something else. `text`: at most 24 characters from their end. */
export function isUnitBehind(text: string): boolean {
  return isUnit(text);
}

/** The role of one word between digits. */
export function roleOfWord(word: string): WordRole {
  return roleOf(foldWord(word));
}

const BEFORE = [
  // The beginning of an IBAN: `DE89 3704 `, `NL91 ABNA `.
  /(?<![\p{L}\p{N}])[A-Z]{2}\d\d(?: ?[A-Z\d]{4})* ?$/u,
  // A DOI.
  /(?<!\d)10\.\d{4,9}\/\S*$/,
  /(?:\p{Sc}|(?<!\p{L})(?:EUR|CHF|USD|GBP|PLN|TRY|CZK|HUF|SEK|NOK|DKK|RON|AUD|CAD|JPY|CNY))\s?[+-]?$/u,
];

/** Whether the digits continue an IBAN or a DOI, or a currency stands before them. `text`: as for `labelBefore`. */
export function isContradictedBefore(text: string): boolean {
  return HAS_LETTER_OR_SIGN.test(text) || text.includes('10.')
    ? BEFORE.some((pattern) => pattern.test(text))
    : false;
}

/** What words around a number in a contact's phone field say of it. Undefined where they say nothing. */
export function kindOfWords(text: string): NumberKind | undefined {
  const words = cutWords(dropAccents(text));
  const letter = words.map((word) => kindOfLetter(word, words.length)).find((kind) => kind);
  return strongestKind(words.filter(({ raw }, at) => raw.length > 1 && !isRiver(words, at))) ?? letter;
}

function kindOfLetter({ text, behind }: Word, count: number): NumberKind | undefined {
  return text.length === 1 && (count === 1 || /^[.:)]/.test(behind)) ? KIND_LETTER[text] : undefined;
}

/** Frankfurt am Main. */
function isRiver(words: readonly Word[], at: number): boolean {
  return words[at]?.text === 'main' && words[at + 1]?.text === 'am';
}
