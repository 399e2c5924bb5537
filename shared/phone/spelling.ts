import { textOfAddress } from './address.ts';
import type { OtherThing } from './chunks.ts';
import { joinDirectDial, takeExtension } from './extension.ts';
import { isServiceCode, withoutCallerCode, withoutSpreadsheet } from './field-text.ts';
import { countDigits, foldDigits } from './fold-digits.ts';
import { lettersToDigits } from './letters.ts';
import type { CountryCode } from './national-plan.ts';
import { withoutCarrierMarks } from './plan-history.ts';

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
  /** `="030…"`, `3023125123.0`. */
  | 'spreadsheet'
  /** `xx` in the place of a carrier's digits: `(0xx11)`. */
  | 'carrier'
  /** `*31#`, which hides the caller. */
  | 'caller-code'
  /** Words before or behind the number. */
  | 'label'
  /** `bis -99` of `-0 bis -99`. */
  | 'range'
  /** Other digits beside the number: what they are, another number, or more than the plan has room for. */
  | `cut-${OtherThing}`
  | 'cut-number'
  | 'cut-digits'
  /** `/24`: other last digits of the number before. */
  | 'ending'
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

/** A text that may hold numbers, as `chunksOf` wants it. */
export interface Prepared {
  text: string;
  steps: Step[];
}

/** Longer text is not a phone field; the cap bounds the work on hostile input. */
export const MAX_CHARACTERS = 250;
const MAX_DIGITS = 19;

/** Undefined when the text orders something of the exchange (`*21*…#`). */
export function prepare(written: string, country: CountryCode): Prepared | undefined {
  const steps: Step[] = [];
  let text = written;
  const apply = createApply(
    steps,
    () => text,
    (after) => (text = after),
  );
  // A blank here was a plus, since no national number begins with a blank.
  apply('plus-restored', text.replace(/^ (?=[1-9]\d{6})/, '+'));
  // Some characters expand to a dozen.
  apply('characters', foldDigits(text).slice(0, MAX_CHARACTERS));
  apply('uri', withoutAddresses(text));
  apply('carrier', withoutCarrierMarks(text, country));
  if (isServiceCode(text)) return undefined;
  apply('spreadsheet', withoutSpreadsheet(text));
  apply('caller-code', withoutCallerCode(text));
  apply('pauses', text.replace(/(?<=\d{3}),(?:,[\d,*#]*|\d{4,}#)/g, ''));
  apply('letters', lettersToDigits(text, country));
  return { text, steps };
}

function createApply(steps: Step[], now: () => string, set: (text: string) => void) {
  return (code: StepCode, after: string) => {
    const [before, next] = [now().trim(), after.trim()];
    // Trimming blanks alone is no step worth showing.
    if (next !== before) steps.push({ code, before, after: next });
    set(next);
  };
}

/** The number in a text, without everything around it: digits, separators, and at most a plus in front. */
export interface Spelling {
  text: string;
  extension?: string;
  steps: Step[];
}

/** Undefined when the text is not that of one number. */
export function spellingOf(written: string): Spelling | undefined {
  const steps: Step[] = [];
  let text = written.trim();
  const apply = createApply(
    steps,
    () => text,
    (after) => (text = after),
  );
  const { text: base, extension } = takeExtension(text);
  apply('extension', base);
  // `~` marks where to wait for the tone: `0~0 1 212 …`.
  apply('characters', text.replaceAll('~', ''));
  apply('direct-dial', joinDirectDial(text));
  // A digit for an outside line may stand before the plus.
  const isNumber = /^-?(?:\d{1,5}\s)?[+(\s]*\d[\d\s()/.-]*$/.test(text) && countDigits(text) <= MAX_DIGITS;
  return isNumber ? { text, steps, ...(extension !== undefined && { extension }) } : undefined;
}

/** Each address as far as its parameters reach. A label before a blank (`Tel: 030 …`) is none, and `fax:` says what the number is. */
const ADDRESS =
  /<?(?<![\p{L}\d])(?!fax:)(?:[a-z][a-z-]*:|(?:wa|t)\.me\/)[^\s,;<>"]+(?:;[a-z][\w-]*(?:=[^\s,;<>"]*)?(?![\w:])){0,9}>?/giu;

/** `Anna <sip:+4930@pbx.example;transport=tls>` → `Anna +4930`; the host and the parameters go without a scheme too. */
function withoutAddresses(text: string): string {
  return text
    .replace(ADDRESS, (address) => textOfAddress(address) ?? address)
    .replace(/(?<=\d)@[^\s,;]*/g, '')
    .replace(/;(?!ext=)[a-z-]+=[^\s,;]*/gi, '');
}
