import type { NumberKind } from '../contact.ts';
import { CUSTOMER, TIME } from './label-words.ts';
import { isLabel, type Meaning, type Meant, makesPhone, strongestKind } from './word-meanings.ts';
import { roleOf } from './word-roles.ts';
import { type Word, wordsIn } from './words.ts';

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
/** Signs that set a label apart: `Reservas: `, `Büro – `, `Fax\n`. */
const LABEL_SIGN = /[:：=–—|>»›→\t\n\r)]|\s-\s?$/;

export function ofPhrase(words: Meanings): LabelBefore | undefined {
  const at = words.findIndex(({ is }) => !SAYS_NOTHING.has(is));
  const word = words[at];
  if (!word || PARTS.has(words[0]?.text ?? '')) return undefined;
  const between = words.slice(0, at);
  const isNear = between.every(({ is }) => is === 'copula' || is === 'transparent');
  const hasSign = LABEL_SIGN.test(words[0]?.behind ?? '');
  switch (word.is) {
    case 'phone':
    case 'service':
    case 'booking':
      // `Call us at `, `Bel ons op `, but not `Telefon und `.
      return phone(
        between.every(({ text }) => roleOf(text) === 'none'),
        kindAt(words, at),
      );
    case 'line':
      return ofLine(words, at, isNear) ?? (hasSign ? phone(false, undefined) : undefined);
    case 'number':
      return isLetterWithoutStop(word) || endsSentence(word) ? undefined : ofNumber(words, at, isNear);
    case 'thing':
      return isNear ? ofThing(words, at, hasSign) : undefined;
    case 'ambiguous':
      // In the middle of a sentence `dépôt` is a place.
      return (
        ofNumberBefore(words, at, isNear) ??
        (hasSign || !isNear || word.raw === word.text || endsSentence(words[0]) ? undefined : other(true))
      );
    case 'purpose':
      return ofPurpose(words, at, isNear, hasSign);
    case 'department':
      return (
        ofService(words, at) ??
        ofLine(words, at, isNear) ??
        ofNumberBefore(words, at, isNear) ??
        (hasSign || CALLS_AT.has(words[0]?.text ?? '') ? phone(false, kindAt(words, at)) : undefined)
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
  const isTogether =
    makesLine(before.is) || (line.is === 'line' && (before.is === 'department' || before.is === 'ambiguous'));
  return isTogether ? phone(isNear, kindAt(words, at)) : undefined;
}

function makesLine(is: Meaning): boolean {
  return is === 'phone' || is === 'service' || is === 'purpose';
}

/** Directly before digits they begin a time or a quantity: `Fax nur bis 31.12.`, `la central de 1926`. */
const PARTS = new Set(wordsIn(TIME));

/** `Anmeldung unter `. */
const CALLS_AT = new Set(['unter', 'pod', 'al', 'au']);

/** `Servizio clienti: `, `Atención al cliente: `. */
function ofService(words: Meanings, at: number): LabelBefore | undefined {
  if (at > 0 || !CUSTOMERS.has(words[0]?.text ?? '')) return undefined;
  const service = words.findIndex(({ is }, index) => index > 0 && is !== 'filler');
  const is = words[service]?.is;
  return is && isLabel(is) ? phone(true, kindAt(words, service)) : undefined;
}
const CUSTOMERS = new Set(wordsIn(CUSTOMER));

/** `for orders: `, `Fragen zur Rechnung: ` say what callers want, `Suivi de commande: ` what is done. */
function ofThing(words: Meanings, at: number, hasSign: boolean): LabelBefore | undefined {
  const before = words[at + 1];
  if (hasSign && before && WHAT_FOR.has(before.text)) return undefined;
  if (endsSentence(words[0])) return undefined;
  const whose = words.slice(at + 1).find(({ is }) => is !== 'filler')?.is;
  const isTask =
    hasSign &&
    before?.behind !== '-' &&
    (whose === 'ambiguous' || whose === 'department' || whose === 'service');
  return isTask && (whose === 'department' || !words[at]?.takesNext) ? undefined : other(true);
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
  wordsIn('a su sur on auf für zu zum zur for about pour per para voor over om dla za till til для за'),
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
    if ((is === 'filler' && behind !== '-') || is === 'copula') isParted = true;
    else if (is === 'phone' || is === 'service' || (makesPhone(is) && !isParted))
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
    if (is && isLabel(is)) return phone(false, kindAt(words, index));
    if (is === 'thing' || is === 'ambiguous' || is === 'digits') return undefined;
  }
  return undefined;
}

/** `numer konta bankowego`, `código de cliente`, `Compte bancaire`: the noun comes first, what it is of follows. */
function ofNumberBefore(words: Meanings, at: number, isNear: boolean): LabelBefore | undefined {
  const after: Meanings[number][] = [];
  for (const [index, word] of words.entries()) {
    if (index < at) continue;
    if (index > at) {
      if (/[:：]/.test(word.behind) || after.length > MOST_OF_NUMBER) return undefined;
      if (word.is === 'number' && !isRefusal(word)) return ofNumberOf(after, words[index + 1], isNear);
      if (takes(word, after)) return isNear ? other(true) : undefined;
      if (word.is === 'phone') return undefined;
    }
    if (word.is !== 'filler') after.push(word);
  }
  return undefined;
}
const MOST_OF_NUMBER = 3;

/** `after`: what the number is of, the last word first. */
function ofNumberOf(after: Meanings, before: Meant | undefined, isNear: boolean): LabelBefore | undefined {
  // `Die neue Nummer des Vereinsheims ist `.
  if (before?.is === 'determiner' && after.every(isUnknown)) return phone(false, undefined);
  if (after.some(({ is }) => makesPhone(is))) return phone(isNear, after.find(({ kind }) => kind)?.kind);
  // `Il numero della palestra è ` may be anything.
  return before?.is === 'filler' && after.every(isUnknown) ? undefined : other(isNear);
}

/** Customers have numbers too: `Votre numéro de client est le `. */
function isUnknown({ is, text }: Meanings[number]): boolean {
  return (is === 'unknown' || is === 'copula') && !CUSTOMERS.has(text);
}

/** `Réf. client `, but not `réf. Mme Carron ` and not `Account manager: `. */
function takes({ takesNext, text, behind }: Meanings[number], after: Meanings): boolean {
  const [last] = after;
  if (!takesNext || !last || behind === '-' || after.length > 2) return false;
  if (last.is === 'department' || last.behind.startsWith(',')) return false;
  return !/^r[ei]f/.test(text) || after.every((word) => word.raw === word.text);
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
