import { textOfAddress } from './address.ts';
import { joinDirectDial, takeExtension } from './extension.ts';
import { countDigits, foldDigits } from './fold-digits.ts';
import type { CountryCode } from './national-plan.ts';
import { withoutCarrierMark } from './plan-history.ts';

/** One transformation of a text on the way to its number. */
export interface Step {
  code: StepCode;
  before: string;
  after: string;
}

export type StepCode =
  /** A plus that a query string turned into a blank. */
  | 'plus-restored'
  /** Full-width and non-Latin digits, look-alike dashes, invisible characters. */
  | 'characters'
  /** `tel:`, `sip:` and the rest of the address. */
  | 'uri'
  /** Words before the number. */
  | 'label'
  /** `xx` in the place of a carrier's digits: `(0xx11)`. */
  | 'carrier'
  /** `bis -99` of `-0 bis -99`. */
  | 'range'
  /** Digits that are dialled after pauses (`,,,1234#`): more often a PIN than an extension, so they are dropped. */
  | 'pauses'
  | 'extension'
  | 'direct-dial'
  /** Letters on the keys of a telephone. */
  | 'letters'
  | 'outside-line'
  | 'international-prefix'
  /** `(0)` beside a country code. */
  | 'trunk-zero'
  | 'tie-line'
  | 'main-number'
  | 'area'
  | 'country'
  /** The plan of the country: prefixes off, E.164. */
  | 'plan';

/** The number in a text, without everything around it: digits, separators, and at most a plus in front. */
export interface Spelling {
  text: string;
  extension?: string;
  steps: Step[];
}

/** Longer text is not a phone field; the cap bounds the work on hostile input. */
export const MAX_CHARACTERS = 250;
const MAX_DIGITS = 19;

/** Undefined when the text cannot be a number. The country is where it was written. */
export function spellingOf(written: string, country: CountryCode): Spelling | undefined {
  if (written.length > MAX_CHARACTERS) return undefined;
  const steps: Step[] = [];
  let text = written;
  const apply = (code: StepCode, after: string) => {
    // Trimming blanks alone is no step worth showing.
    if (after.trim() !== text.trim()) steps.push({ code, before: text.trim(), after: after.trim() });
    text = after.trim();
  };
  // A blank here was a plus, since no national number begins with a blank.
  apply('plus-restored', text.replace(/^ (?=[1-9]\d{6})/, '+'));
  // Some characters expand to a dozen.
  apply('characters', foldDigits(text).slice(0, MAX_CHARACTERS));
  apply('uri', withoutAddress(text));
  apply(
    'label',
    text.replace(/^[^\d+(*#]+(?=[+(]*\d)/u, (label) => (/-\s*$/.test(label) ? '-' : '')),
  );
  apply('carrier', withoutCarrierMark(text, country));
  apply('range', text.replace(/\s*(?<!\p{L})(?:bis|to|thru|through)(?!\p{L})\s*-?\s*\d{1,5}$/iu, ''));
  apply('pauses', text.replace(/,{2,}.*$/, ''));
  const { text: base, extension } = takeExtension(text);
  apply('extension', base);
  // `~` marks where to wait for the tone: `0~0 1 212 …`.
  apply('characters', text.replaceAll('~', ''));
  apply('direct-dial', joinDirectDial(text));
  apply('letters', lettersToDigits(text));
  // A digit for an outside line may stand before the plus.
  const isNumber = /^-?(?:\d{1,5}\s)?[+(\s]*\d[\d\s()/.-]*$/.test(text) && countDigits(text) <= MAX_DIGITS;
  return isNumber ? { text, steps, ...(extension !== undefined && { extension }) } : undefined;
}

/** `sip:+4930@pbx.example;transport=tls` → `+4930`; without the scheme too. `Tel: ` with a blank is a label. */
function withoutAddress(text: string): string {
  const called = /^\w+:\s/.test(text) ? undefined : textOfAddress(text);
  return called ?? text.replace(/@.*$/u, '').replace(/;(?!\s*ext\s*=)[a-z][^;]*/gi, '');
}

const KEYS = '22233344455566677778889999';

/** `+1 800 FLOWERS` → `+1 800 3569377`. A letter or two are a house number, and stay. */
function lettersToDigits(text: string): string {
  if (!/^[+(]*\d[\d\s().-]*[a-z](?:[\s.-]?[a-z\d])*$/i.test(text)) return text;
  const [prefix = ''] = /^[^a-z]*/i.exec(text) ?? [];
  if (countDigits(prefix) < 3 || text.replace(/[^a-z]/gi, '').length < 3) return text;
  return (
    text
      .replace(/[a-z]/gi, (letter) => KEYS[letter.toUpperCase().charCodeAt(0) - 65] ?? '')
      // Such numbers belong to countries with the code 1, but people elsewhere read them too.
      .replace(/^\(?1(?=[\s().-]*[2-9]\d\d)/, '+1')
  );
}
