import { NUMBER_WORD, OTHER_WORD, PHONE_WORD, UNIT } from './context-words.ts';

/** Judges a number by the text before and behind it. Every pattern sees a few dozen characters at most. */

const REACH = 32;
const AFTER_REACH = 16;

/** Most digits stand beside other digits, and patterns for words are expensive. */
const HAS_WORD = /[^\d\s()+./-]/;
/** Directly before the number: `Tel.-Nr.: `, `Phone (`, `☎ `. */
const LABEL = new RegExp(
  `(?:${PHONE_WORD}\\.?(?:[ .\\-]*${NUMBER_WORD}\\.?)?|[☎☏✆℡📞📱📠🕿]\\ufe0f?)[^\\p{L}\\p{N}]*$`,
  'iu',
);
/** `T: `, as on visiting cards. */
const LETTER = /(?<![\p{L}\p{N}.])[TPMFHC] ?[:.][^\p{L}\p{N}]*$/u;
/** With a word or two between: `Telefon (privat) `, `call us at `. */
const NEAR_LABEL = new RegExp(
  `${PHONE_WORD}\\.?(?:[^\\p{L}\\p{N}]+\\p{L}{1,12}\\.?){1,2}[^\\p{L}\\p{N}]*$`,
  'iu',
);
/** `Bestellnummer: `, `ISBN-13 `, `customer no. is `, `TVA FR `. */
const OTHER_LABEL = new RegExp(
  `${OTHER_WORD}(?:-1[03])?[ .:#\\-/]*(?:id)?[ .-]*(?:${NUMBER_WORD})?(?:[ .:#\\-/(]|is|ist|est)*(?:(?<!\\p{L})[A-Z]{2} ?)?$`,
  'iu',
);

const BEFORE = [
  // The beginning of an IBAN: `DE89 3704 `, `NL91 ABNA `.
  /(?<![\p{L}\p{N}])[A-Z]{2}\d\d(?: ?[A-Z\d]{4})* ?$/u,
  // A DOI.
  /(?<!\d)10\.\d{4,9}\/\S*$/u,
  /(?:[€$£¥₺]|(?<!\p{L})(?:EUR|CHF|USD|GBP|PLN|TRY))\s?[+-]?$/u,
];
const AFTER = new RegExp(
  `^(?:[\\p{L}_@=#]|[.,:]?\\d|\\.[a-z]|[.\\-/]?[A-Z]\\d|\\s?(?:[€$£¥₺%°"′″]|${UNIT}))`,
  'iu',
);

/** `Newark, NJ 07102-0123`. */
const ZIP = /^0\d{4}-\d{4}$/;
const STATE = /(?<!\p{L})[A-Z]{2} $/u;

/** `sip:+49…@pbx.example`. */
const ADDRESS = /(?<!\p{L})(?:sips?|tel|callto):$/iu;

/** Whether the label of a phone number stands before it. */
export function isLabelled(text: string, start: number): boolean {
  const before = textBefore(text, start);
  return hasLabel(before) || (HAS_WORD.test(before) && NEAR_LABEL.test(before));
}

/** Whether the text around shows a quantity, a price, another kind of number, or a part of something longer. */
export function isContradicted(text: string, start: number, end: number): boolean {
  const before = textBefore(text, start);
  if (ADDRESS.test(before)) return false;
  if (AFTER.test(text.slice(end, end + AFTER_REACH))) return true;
  if (BEFORE.some((pattern) => pattern.test(before))) return true;
  if (ZIP.test(text.slice(start, end)) && STATE.test(before)) return true;
  return !hasLabel(before) && OTHER_LABEL.test(before);
}

function hasLabel(before: string): boolean {
  return HAS_WORD.test(before) && (LABEL.test(before) || LETTER.test(before));
}

function textBefore(text: string, start: number): string {
  // Patterns that ignore case still miss the Turkish İ.
  return text.slice(Math.max(0, start - REACH), start).replaceAll('İ', 'i');
}
