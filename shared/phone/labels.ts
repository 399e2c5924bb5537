import type { NumberKind } from '../contact.ts';
import { KIND_LETTER } from './kind-words.ts';
import { type LabelBefore, phone } from './label-head.ts';
import { behindBracket, judge } from './label-phrase.ts';
import { isUnit } from './units.ts';
import { meaningOf, strongestKind } from './word-meanings.ts';
import { roleOf, type WordRole } from './word-roles.ts';
import { cutWords, dropAccents, foldWord, type Word } from './words.ts';

/** What words around a number say of it. Pure; sees a few dozen characters at most. */

/** How far a label reaches. */
const REACH = 48;
const HAS_LETTER_OR_SIGN = /[^\d\s()+./,;:-]/;
/** `Order #`, `Contact #: `. */
const NUMBER_SIGN = /(?<=\p{L}\.?\s?)#\s?:?\s*$/u;
/** `Hotline 24/7: `. */
const ALL_DAY = /\b24(?:[/x]7| ?h)\b/;
const POSTCODE_SIGN = '〒';
const PHONE_SIGN = /[☎☏✆📞📟📱📠🕿🕾🖷📲]/u;
const SIGN_KINDS: Record<string, NumberKind> = {
  '📱': 'mobile',
  '📲': 'mobile',
  '📠': 'fax',
  '🖷': 'fax',
  '📟': 'pager',
};

/** What stands before a number. `before`: the text up to the number, of which the last 48 characters count. */
export function labelBefore(before: string): LabelBefore | undefined {
  const text = before.slice(-REACH);
  if (!HAS_LETTER_OR_SIGN.test(text)) return undefined;
  const cut = cutWords(dropAccents(text.replace(NUMBER_SIGN, ' nr: ').replace(ALL_DAY, '')));
  const words = cut.map((word, at) => ({ ...word, ...meaningOf(word, cut[at + 1]?.behind === '-') }));
  const sign = PHONE_SIGN.exec(words[0]?.behind ?? text)?.[0];
  if (sign) return phone(true, SIGN_KINDS[sign]);
  if ((words[0]?.behind ?? text).includes(POSTCODE_SIGN)) return { meaning: 'other', isNear: true };
  return words[0]?.behind.includes(')') && !words[0].behind.includes('(')
    ? behindBracket(words)
    : judge(words);
}

/** Whether a unit, price, time of day or quantity makes the digits something else. `text`: at most 24 characters from their end. */
export function isUnitBehind(text: string): boolean {
  return isUnit(text);
}

/** The role of one word between digits; a full stop behind it changes nothing. */
export function roleOfWord(word: string): WordRole {
  return roleOf(foldWord(word).replace(/[.:]$/, ''));
}

const BEFORE = [
  // The beginning of an IBAN: `DE89 3704 `, `NL91 ABNA `.
  /(?<![\p{L}\p{N}])[A-Z]{2}\d\d(?: ?[A-Z\d]{4})* ?$/u,
  // The country of a tax number: `USt-IdNr. DE `, `TVA FR `.
  /(?<!\p{L})(?:U[sS]t|Umsatzsteuer|Steuer|VAT|TVA|IVA|BTW|NIP|UID)[^\d]{0,24}[^\p{L}\d][A-Z]{2,3} ?$/u,
  // A DOI.
  /(?<!\d)10\.\d{4,9}\/\S*$/,
  /(?:\p{Sc}|(?<!\p{L})(?:EUR|CHF|USD|GBP|PLN|TRY|CZK|HUF|SEK|NOK|DKK|RON|AUD|CAD|JPY|CNY))\s?[+-]?$/u,
];

/** Whether the digits continue an IBAN or a DOI, or a currency stands before them. `before`: as for `labelBefore`. */
export function isContradictedBefore(before: string): boolean {
  const text = before.slice(-REACH);
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

/** `g:`, `(p)`, but not `Petra G.`. */
function kindOfLetter({ text, raw, behind }: Word, count: number): NumberKind | undefined {
  const isLabel = count === 1 || /^[:)]/.test(behind) || (raw === text && behind.startsWith('.'));
  return text.length === 1 && isLabel ? KIND_LETTER[text] : undefined;
}

/** Frankfurt am Main. */
function isRiver(words: readonly Word[], at: number): boolean {
  return words[at]?.text === 'main' && words[at + 1]?.text === 'am';
}
