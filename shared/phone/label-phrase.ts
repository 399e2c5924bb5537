import type { NumberKind } from '../contact.ts';
import { KIND_LETTER } from './kind-words.ts';
import { CUSTOMER, TIME } from './label-words.ts';
import { type Meaning, type Meant, makesPhone, strongestKind, wordsIn } from './word-meanings.ts';
import { roleOf } from './word-roles.ts';
import type { Word } from './words.ts';

/** Judges the words before a number as one phrase, whose head decides. */

export interface LabelBefore {
  /** `other`: the label names a number that is no phone number. */
  meaning: 'phone' | 'other';
  /** Directly before the number, not a word or two away. Departments are never near: `Reservas: 912…` is a weak label. */
  isNear: boolean;
  /** What the label says the number is for. */
  kind?: NumberKind;
}

export type Meanings = readonly (Word & Meant)[];

/** How many words may part a label from its number. */
const FAR = 4;
/** Ends a label's line, cell or sentence, and so what a number's label can be. */
const BOUNDARY = /[\n\r\t;|•·!?…,]/;
/** Signs that set a label apart: `Reservas: `, `Büro – `, `Fax\n`. */
const LABEL_SIGN = /[:：=–—|>»›→\t\n\r)]|\s-\s?$/;
const MIN_JOINED_DIGITS = 5;

/** `Telefon (privat): `, `Anna Kern (mobil) `. */
export function behindBracket(words: Meanings): LabelBefore | undefined {
  const opened = words.findIndex(({ behind }, at) => at > 0 && behind.includes('('));
  const inside = opened < 0 ? words : words.slice(0, opened);
  if (digitsOf(inside) >= MIN_JOINED_DIGITS) return undefined;
  const outside = opened < 0 ? [] : words.slice(opened);
  const label = judge(outside);
  if (!label) return inside.some(({ is }) => is === 'digits') ? undefined : judge(inside);
  const kind = label.meaning === 'phone' ? strongestKind(inside, label.kind) : undefined;
  return kind ? { ...label, kind } : label;
}

function digitsOf(words: Meanings): number {
  return words.reduce((count, { is, text }) => count + (is === 'digits' ? text.length : 0), 0);
}

export function judge(all: Meanings): LabelBefore | undefined {
  const joined = behindJoinedNumber(all);
  if (joined) {
    const label = judge(joined);
    return label && { ...label, isNear: false };
  }
  const words = phraseOf(withoutIndex(all));
  const [first] = words;
  if (!first) return undefined;
  return ofLetter(words) ?? ofCountryPrefix(first, words) ?? ofPhrase(words);
}

/** `Tel. 030 23125123 oder `, `Fax 030 23125124 / `: what stands before the number that is joined to this one. */
function behindJoinedNumber(words: Meanings): Meanings | undefined {
  const [first, second] = words;
  const isWord = first !== undefined && second?.is === 'digits' && roleOf(first.text) === 'joins';
  const isSign = first?.is === 'digits' && /^\s*[/&+]\s*$/.test(first.behind);
  if (!isWord && !isSign) return undefined;
  const from = isWord ? 1 : 0;
  const length = words.slice(from).findIndex(({ is }) => is !== 'digits');
  if (length < 0 || digitsOf(words.slice(from, from + length)) < MIN_JOINED_DIGITS) return undefined;
  return words.slice(from + length);
}

/** Drops what counts labels: `ISBN-13: `, `Telefon 2: `. */
function withoutIndex(words: Meanings): Meanings {
  const [first, second] = words;
  if (first?.is !== 'digits' || !second || first.text.length > 2) return words;
  return second.behind === '-' || (/^[ .]{0,2}$/.test(second.behind) && first.behind.includes(':'))
    ? words.slice(1)
    : words;
}

/** The words up to the end of the line, cell or sentence before, or up to other digits. */
function phraseOf(words: Meanings): Meanings {
  const end = words.findIndex(
    (word, at) => word.is === 'digits' || (at > 0 && isBoundary(word, words[at - 1])),
  );
  return end < 0 ? words : words.slice(0, end);
}

/** A full stop behind a long word ends a sentence if a capital follows; behind a short one it abbreviates. */
function isBoundary({ behind, text }: Word, next: Word | undefined): boolean {
  if (BOUNDARY.test(behind)) return true;
  return text.length > 5 && /^\.\s/.test(behind) && next !== undefined && next.raw !== next.text;
}

/** `T: `, `g: `, `M. `, as on visiting cards and in address books. */
function ofLetter([first, second]: Meanings): LabelBefore | undefined {
  if (first?.raw.length !== 1) return undefined;
  const isCapital = first.raw !== first.text;
  const { text, behind } = first;
  if (second && !/[\s([]$/.test(second.behind)) return undefined;
  const kind = isCapital && text === 'p' ? undefined : KIND_LETTER[text];
  if (/^\s?[:：)]/.test(behind)) return text === 't' || KIND_LETTER[text] ? phone(true, kind) : undefined;
  if (!isCapital || !'tfm'.includes(text)) return undefined;
  return /^\.\s*$/.test(behind)
    ? phone(true, kind)
    : !second && /^\s*$/.test(behind)
      ? phone(false, kind)
      : undefined;
}

/** `TVA FR `, `USt-IdNr. DE`. */
function ofCountryPrefix(first: Word, words: Meanings): LabelBefore | undefined {
  if (!/^[A-Z]{2}$/.test(first.raw) || words.length < 2) return undefined;
  const label = ofPhrase(words.slice(1));
  return label?.meaning === 'other' ? label : undefined;
}

function ofPhrase(words: Meanings): LabelBefore | undefined {
  const at = words.findIndex(({ is }) => !SAYS_NOTHING.has(is));
  const word = words[at];
  if (!word || PARTS.has(words[0]?.text ?? '')) return undefined;
  const between = words.slice(0, at);
  const isNear = between.every(({ is }) => is === 'copula' || is === 'transparent');
  const hasSign = LABEL_SIGN.test(words[0]?.behind ?? '');
  switch (word.is) {
    case 'phone':
    case 'service':
      // `Call us at `, `Bel ons op `, but not `Telefon und `.
      return phone(
        between.every(({ text }) => roleOf(text) === 'none'),
        kindAt(words, at),
      );
    case 'line':
      return ofLine(words, at, isNear) ?? (hasSign ? phone(false, undefined) : undefined);
    case 'number':
      return isLetterWithoutStop(word) ? undefined : ofNumber(words, at, isNear);
    case 'thing':
      return isNear ? ofThing(words, at, hasSign) : undefined;
    case 'ambiguous':
      return (
        ofNumberBefore(words, at, isNear) ??
        (hasSign || !isNear || endsSentence(words[0]) ? undefined : other(true))
      );
    case 'purpose':
      return ofPurpose(words, at, isNear, hasSign);
    case 'department':
      return (
        ofService(words, at) ??
        ofLine(words, at, isNear) ??
        ofNumberBefore(words, at, isNear) ??
        (hasSign ? phone(false, kindAt(words, at)) : undefined)
      );
    default:
      return ofService(words, at) ?? fromAfar(words, at, isNear);
  }
}

const SAYS_NOTHING = new Set<Meaning>(['copula', 'filler', 'determiner', 'transparent']);

/** `Direct line`, `Ticket line`, `Zákaznický servis`: two words that are a label together. */
function ofLine(words: Meanings, at: number, isNear: boolean): LabelBefore | undefined {
  const [line, before] = [words[at], words[at + 1]];
  if (!line || !before) return undefined;
  const isLabel =
    makesLine(before.is) || (line.is === 'line' && (before.is === 'department' || before.is === 'ambiguous'));
  return isLabel ? phone(isNear, kindAt(words, at)) : undefined;
}

function makesLine(is: Meaning): boolean {
  return is === 'phone' || is === 'service' || is === 'purpose';
}

/** Directly before digits they begin a time or a quantity: `Fax nur bis 31.12.`, `la central de 1926`. */
const PARTS = new Set(wordsIn(TIME));

/** `Servizio clienti: `, `Atención al cliente: `. */
function ofService(words: Meanings, at: number): LabelBefore | undefined {
  if (at > 0 || !CUSTOMERS.has(words[0]?.text ?? '')) return undefined;
  const service = words.findIndex(({ is }, index) => index > 0 && is !== 'filler');
  const is = words[service]?.is;
  return is === 'service' || is === 'phone' ? phone(true, kindAt(words, service)) : undefined;
}
const CUSTOMERS = new Set(wordsIn(CUSTOMER));

/** `for orders: `, `Fragen zur Rechnung: ` say what callers want. */
function ofThing(words: Meanings, at: number, hasSign: boolean): LabelBefore | undefined {
  const before = words[at + 1];
  if (hasSign && before && WHAT_FOR.has(before.text)) return undefined;
  if (endsSentence(words[0])) return undefined;
  return other(true);
}

/** `Fragen zur Rechnung? `, `auf Ihrer Rechnung. `; `Rechnungsnr. ` abbreviates. */
function endsSentence(last: Word | undefined): boolean {
  if (!last) return false;
  return (
    /^[!?;,…]/.test(last.behind) ||
    (/^\.\s/.test(last.behind) && last.text.length > 5 && !last.text.endsWith('nr'))
  );
}

const WHAT_FOR = new Set(
  'fur zu zum zur for about pour per para voor over om dla za till til для за'.split(' '),
);

/** `Telefon privat: `, `Tel. Büro `, `numéro professionnel : `; alone, `Büro: `. */
function ofPurpose(words: Meanings, at: number, isNear: boolean, hasSign: boolean): LabelBefore | undefined {
  const before = words[at + 1];
  const kind = kindAt(words, at);
  if (before && (before.is === 'phone' || before.is === 'service' || before.is === 'line'))
    return phone(isNear, kind);
  const label = fromAfar(words, at, isNear);
  if (label) return label;
  const isAlone = words.length === at + 1 && kind !== undefined;
  return hasSign || isAlone ? phone(isNear && hasSign, kind) : undefined;
}

/** `Kundennummer` in two words: what stands left of `number` says of what; `numéro de suivi`: right of it. */
function ofNumber(words: Meanings, at: number, isNear: boolean): LabelBefore | undefined {
  let isParted = false;
  for (const [index, { is, behind }] of words.entries()) {
    if (index <= at) continue;
    if (index > at + FAR + 2 || /[:：]/.test(behind)) break;
    if (is === 'filler' || is === 'copula') isParted = true;
    else if (is === 'phone' || (makesPhone(is) && !isParted))
      return phone(isNear && !isParted, kindAt(words, at));
    else if (!isParted && is !== 'number') return other(isNear);
  }
  return isParted || !isAbbreviation(words[at]) ? undefined : other(isNear);
}

function isAbbreviation(word: Word | undefined): boolean {
  return word !== undefined && word.text.length <= 3;
}

/** A label some words before. Between it and the number stand words that say nothing. */
function fromAfar(words: Meanings, at: number, isNear: boolean): LabelBefore | undefined {
  const beside = ofNumberBefore(words, at, isNear);
  if (beside) return beside;
  for (let index = at + 1; index <= Math.min(at + FAR, words.length - 1); index++) {
    const is = words[index]?.is;
    if (is === 'phone' || is === 'service') return phone(false, kindAt(words, index));
    if (is === 'thing' || is === 'ambiguous' || is === 'digits') return undefined;
  }
  return undefined;
}

/** `numer konta bankowego`, `código de cliente`, `Compte bancaire`: the noun comes first, what it is of follows. */
function ofNumberBefore(words: Meanings, at: number, isNear: boolean): LabelBefore | undefined {
  const before: Meant[] = [];
  for (const [index, word] of words.entries()) {
    if (index < at) continue;
    if (index > at && (/[:：]/.test(word.behind) || before.length > 3)) return undefined;
    if (index > at && word.is === 'number' && words[index + 1]?.is === 'determiner')
      return phone(false, undefined);
    if (index > at && word.is === 'number' && !isRefusal(word))
      return before.some(({ is }) => makesPhone(is))
        ? phone(isNear, before.find(({ kind }) => kind)?.kind)
        : other(isNear);
    if (
      index > at &&
      word.takesNext &&
      word.behind !== '-' &&
      words[at]?.is !== 'department' &&
      before.length <= 2
    )
      return isNear ? other(true) : undefined;
    if (word.is === 'phone' && index > at) return undefined;
    if (word.is !== 'filler') before.push(word);
  }
  return undefined;
}

/** `č. ` and `n° ` abbreviate, `Vitamin C ` does not. */
function isLetterWithoutStop({ raw, behind }: Word): boolean {
  return raw.length === 1 && !/^\s?[.°]/.test(behind);
}

/** English `no`, which is no abbreviation of `number`. */
function isRefusal({ text, raw, behind }: Word): boolean {
  return raw.length === 2 && text === 'no' && behind === ' ';
}

/** The kind that the label at `at` and the words directly around it state. */
function kindAt(words: Meanings, at: number): NumberKind | undefined {
  const isJoined = roleOf(words[at + 1]?.text ?? '') === 'joins';
  const near = words
    .slice(0, at + (isJoined ? 3 : 2))
    .filter(({ behind }, index) => index <= at || !/[:：]/.test(behind));
  const kind = strongestKind(near);
  // `Tel./Fax` is both.
  const isBoth =
    kind === 'fax' &&
    near.some((word) => word.is === 'phone' && word.kind === undefined && word.text.length > 2);
  return isBoth ? undefined : kind;
}

export function phone(isNear: boolean, kind: NumberKind | undefined): LabelBefore {
  return kind ? { meaning: 'phone', isNear, kind } : { meaning: 'phone', isNear };
}

function other(isNear: boolean): LabelBefore {
  return { meaning: 'other', isNear };
}
