import type { NumberKind } from '../contact.ts';
import { type EastAsianWord, FIRST_EAST_ASIAN, lastEastAsianWord } from './east-asian-labels.ts';
import { KIND } from './kind-words.ts';
import * as labels from './label-words.ts';
import * as others from './other-words.ts';
import { type Word, wordsIn } from './words.ts';

/** What a word before a number says of it. The tables explain each. */
export type Meaning =
  | 'phone'
  | 'service'
  | 'booking'
  | 'department'
  | 'line'
  | 'purpose'
  | 'determiner'
  | 'number'
  | 'thing'
  | 'ambiguous'
  | 'transparent'
  | 'copula'
  | 'filler'
  | 'digits'
  | 'unknown';

export interface Meant {
  is: Meaning;
  kind?: NumberKind;
  /** Takes the words behind it into the label: `code client`. */
  takesNext?: boolean;
}

const UNKNOWN: Meant = { is: 'unknown' };
const DIGITS: Meant = { is: 'digits' };

const KINDS = new Map<string, NumberKind>();
const MEANINGS = new Map<string, Meant>();
const HEADS = new Map<string, Meant>();
const CAPITALS = new Set(wordsIn(others.CAPITALS));

for (const [kind, row] of Object.entries(KIND) as [NumberKind, string][])
  for (const word of wordsIn(row)) KINDS.set(word, kind);

// A later table wins: `THING` before `PHONE`, since a word that labels phones somewhere must not forbid them elsewhere.
const TABLES: [Meaning, Record<string, string>][] = [
  ['filler', { any: labels.FILLER }],
  ['copula', { any: labels.COPULA }],
  ['transparent', { any: others.TRANSPARENT }],
  ['thing', others.THING],
  ['thing', others.TAKES_NEXT],
  ['determiner', labels.DETERMINER],
  ['department', labels.DEPARTMENT],
  ['purpose', labels.PURPOSE],
  ['line', { any: labels.LINE }],
  ['ambiguous', others.AMBIGUOUS],
  ['booking', { any: labels.BOOKING }],
  ['service', labels.SERVICE],
  ['phone', labels.PHONE],
  ['number', labels.NUMBER],
];
for (const [is, table] of TABLES)
  for (const row of Object.values(table))
    for (const word of wordsIn(row)) MEANINGS.set(word, meant(is, word));
for (const row of Object.values(others.TAKES_NEXT))
  for (const word of wordsIn(row)) MEANINGS.set(word, { is: 'thing', takesNext: true });

const HEAD_TABLES: [Meaning, string][] = [
  ['thing', others.THING_HEAD],
  ['department', labels.DEPARTMENT_HEAD],
  ['line', labels.LINE_HEAD],
  ['service', labels.SERVICE_HEAD],
  ['phone', labels.PHONE_HEAD],
  ['number', labels.NUMBER_HEAD],
];
for (const [is, row] of HEAD_TABLES) for (const word of wordsIn(row)) HEADS.set(word, meant(is, word));

const STEMS = wordsIn(labels.PHONE_STEM);
const MAX_ENDING = 4;
const MIN_MODIFIER = 3;
/** Longer runs of letters are no words. */
const LONGEST_COMPOUND = 40;
const LINKING = /(?:s|e[ns]?|n)$/;

function meant(is: Meaning, word: string): Meant {
  const kind = KINDS.get(word);
  return kind ? { is, kind } : { is };
}

/** `isHead`: a hyphen joins it to the word before it: `Konto-Büro`. */
export function meaningOf({ text, raw, behind }: Word, isHead = false): Meant {
  const first = text.charCodeAt(0);
  if (first < 0x3a) return DIGITS;
  const known = (isHead ? HEADS.get(text) : undefined) ?? MEANINGS.get(text);
  if (known) return CAPITALS.has(text) && raw !== raw.toUpperCase() && known.is === 'thing' ? UNKNOWN : known;
  if (text.charCodeAt(text.length - 1) >= FIRST_EAST_ASIAN) return eastAsian(lastEastAsianWord(text));
  if (STEMS.some((stem) => text.startsWith(stem) && text.length <= stem.length + MAX_ENDING))
    return MEANINGS.get('telefon') ?? UNKNOWN;
  const compound = meaningOfCompound(text);
  if (compound.is !== 'unknown') return compound;
  if (behind === '-') return MEANINGS.get(text.replace(LINKING, '')) ?? UNKNOWN;
  const stuck = STUCK.exec(raw)?.[1];
  return stuck === undefined ? UNKNOWN : meaningOf({ text: stuck.toLowerCase(), raw: stuck, behind: '' });
}

/** A label that touches the word before it, as in a page's source: `BergerTel.`. */
const STUCK = /\p{Ll}(\p{Lu}\p{L}*)$/u;

/** German, Dutch, Nordic, Finnish and Hungarian compounds mean what their last part means. */
function meaningOfCompound(text: string): Meant {
  if (text.length > LONGEST_COMPOUND) return UNKNOWN;
  for (let at = 2; at <= text.length - 2; at++) {
    const head = HEADS.get(text.slice(at));
    if (!head) continue;
    const modifier = modifierOf(text.slice(0, at));
    if (head.is === 'number') {
      const is = makesPhone(modifier.is) ? 'phone' : 'thing';
      return withKind(is, is === 'phone' ? modifier.kind : undefined);
    }
    if (head.is === 'line') {
      if (modifier.is === 'unknown') continue;
      return withKind('phone', modifier.kind);
    }
    if (at >= MIN_MODIFIER || modifier.is !== 'unknown') return withKind(head.is, head.kind ?? modifier.kind);
  }
  return UNKNOWN;
}

function modifierOf(text: string): Meant {
  const kind = KINDS.get(text);
  const known = MEANINGS.get(text) ?? MEANINGS.get(text.replace(LINKING, ''));
  if (known) return withKind(known.is, kind ?? known.kind);
  const compound = text.length > MIN_MODIFIER + 2 ? meaningOfCompound(text) : UNKNOWN;
  return compound;
}

/** Whether it is a label by itself. */
export function isLabel(is: Meaning): boolean {
  return is === 'phone' || is === 'service' || is === 'booking';
}

/** Whether it makes a `number` beside it that of a phone. */
export function makesPhone(is: Meaning): boolean {
  return is === 'phone' || is === 'service' || is === 'purpose' || is === 'determiner';
}

function withKind(is: Meaning, kind: NumberKind | undefined): Meant {
  return kind ? { is, kind } : { is };
}

/** A word that says what a number is for, be it a label or not. */
function kindOf(word: Word): NumberKind | undefined {
  return KINDS.get(word.text) ?? meaningOf(word).kind;
}

const KIND_ORDER: readonly NumberKind[] = [
  'fax',
  'pager',
  'mobile',
  'assistant',
  'main',
  'home',
  'business',
  'other',
];

/** `Büro Fax` is a fax, `privat mobil` a mobile phone. `known`: stated elsewhere. */
export function strongestKind(words: readonly Word[], known?: NumberKind): NumberKind | undefined {
  const kinds = words.map(kindOf);
  return KIND_ORDER.find((kind) => kind === known || kinds.includes(kind));
}

function eastAsian(word: EastAsianWord | undefined): Meant {
  return word ? withKind(word.is, word.kind) : UNKNOWN;
}
