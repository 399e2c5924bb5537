import { KIND_LETTER } from './kind-words.ts';
import { type LabelBefore, type Meanings, ofPhrase, phone } from './label-head.ts';
import { strongestKind } from './word-meanings.ts';
import { roleOf } from './word-roles.ts';
import type { Word } from './words.ts';

/** Finds the phrase that labels a number: behind brackets, letters and numbers that are joined to it. */

/** Ends a label's line, cell or sentence, and so what a number's label can be. */
const BOUNDARY = /[\n\r\t;|•·!?…,]/;
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

/** Telephone, fax and mobile. */
const ON_CARDS = 'tfm';

/** `T: `, `g: `, `M. `, as on visiting cards and in address books. */
function ofLetter([first, second]: Meanings): LabelBefore | undefined {
  if (first?.raw.length !== 1) return undefined;
  const isCapital = first.raw !== first.text;
  const { text, behind } = first;
  if (second && !/[\s([]$/.test(second.behind)) return undefined;
  const kind = isCapital && text === 'p' ? undefined : KIND_LETTER[text];
  if (/^\s?[:：)]/.test(behind) || (ON_CARDS.includes(text) && /^\.\s?[:：]/.test(behind)))
    return text === 't' || KIND_LETTER[text] ? phone(true, kind) : undefined;
  if (!isCapital || !ON_CARDS.includes(text)) return undefined;
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
