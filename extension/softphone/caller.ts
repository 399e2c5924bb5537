import { findCandidates } from '#shared/phone/candidates.ts';
import { CALLER_LABEL, INCOMING, INTERFACE, OWN_LABEL } from './words.ts';

/** Reads the caller from the lines that a softphone shows while it rings. Pure. */

export interface Caller {
  /** As the phone writes it: with or without plus, national, internal. */
  number?: string;
  name?: string;
}

const MAX_NUMBER = 64;
const MAX_NAME = 80;
/** `sip:+4930…@pbx.example`, `tel:…`, `4930…@pbx.example`. */
const ADDRESS =
  /(?:\b(?:sips?|tel|callto):)([^\s<>;"'@]+)(?:@[^\s<>;"')\]]+)?(?:;[\w=.-]+)*|(?<![\p{L}\d.])(\+?\d{2,20})@[\w.-]+/iu;
/** A ringing phone shows few other digits, so fewer of them make a number than in running text. */
const DIGITS = /(?<![\p{L}\d.,:])(?:\(?\+|\(?)\d(?:[ ()/.\u00a0-]{0,2}\d){2,18}(?![\d\p{L}]|[:.,]\d)/gu;
const WHOLE_SHORT = /^\d{2,6}$/;
const TIME = /\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b/g;

/** The caller, or undefined when the lines name nobody. Numbers of the person's own phone are left out. */
export function readCaller(lines: readonly string[]): Caller | undefined {
  const read = lines.filter((line) => !OWN_LABEL.test(line.trim())).map(readLine);
  const at = read.findIndex(({ number }) => number !== undefined);
  const withNumber = read[at];
  if (!withNumber?.number) return nameIn(read);
  // The name stands in the same line, else in the nearest line above or below.
  const name =
    withNumber.name ?? nameIn(read.slice(0, at).reverse())?.name ?? nameIn(read.slice(at + 1))?.name;
  return { number: withNumber.number, ...(name !== undefined && { name }) };
}

/** How many different numbers the lines show. */
export function countNumbers(lines: readonly string[]): number {
  return new Set(lines.map((line) => readLine(line).number?.replace(/\D/g, '')).filter(Boolean)).size;
}

/** The name that a line says is calling, else the first name. */
function nameIn(read: readonly ReadLine[]): Caller | undefined {
  const named = read.filter(({ name }) => name !== undefined);
  const name = (named.find(({ isSaid }) => isSaid) ?? named[0])?.name;
  return name === undefined ? undefined : { name };
}

interface ReadLine extends Caller {
  /** The line says that this is the caller: `… is calling`, `Anrufer: …`. */
  isSaid: boolean;
}

function readLine(line: string): ReadLine {
  const plain = line
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  let text = plain.replace(CALLER_LABEL, '');
  let number: string | undefined;
  let name: string | undefined;
  const address = ADDRESS.exec(text);
  if (address) {
    const user = decode(address[1] ?? address[2] ?? '');
    if (/^\+?[\d().-]{2,20}$/.test(user)) number = user;
    else if (/\p{L}/u.test(user)) name = user;
    text = text.replace(address[0], ' ');
  }
  text = text.replace(TIME, ' ');
  const said = withoutPhrases(text);
  const isSaid = said !== text || CALLER_LABEL.test(plain);
  text = said;
  if (number === undefined) {
    const found = numberIn(text);
    if (found !== undefined) {
      number = found.trim();
      text = text.replace(found, ' ');
    }
  } else text = text.replace(number, ' ');
  const shown = asName(text) ?? name;
  return {
    isSaid,
    ...(number !== undefined && number.length <= MAX_NUMBER && { number }),
    ...(shown !== undefined && { name: shown }),
  };
}

function numberIn(text: string): string | undefined {
  const candidate = findCandidates(text)[0]?.text;
  // `Anna Kern (+49 30 23125123)`: the bracket is not the number's.
  if (candidate !== undefined) return candidate.replace(/^[([]+(?=[^)\]]*$)/, '');
  const trimmed = text.replace(/^[^\p{L}\p{N}+(]+|[^\p{L}\p{N})]+$/gu, '');
  if (WHOLE_SHORT.test(trimmed)) return trimmed;
  for (const [found] of text.matchAll(DIGITS)) {
    const digits = found.replace(/\D/g, '').length;
    // Fewer digits could be a counter; they count only when a line or a pair of brackets holds nothing else.
    if (digits >= 6 && digits <= 15) return found;
  }
  return /[(<[]\s*(\+?\d{2,6})\s*[)>\]]/.exec(text)?.[1];
}

/** The phone's words around the caller: `Incoming call from …`, `… ruft an`. */
function withoutPhrases(text: string): string {
  let rest = text;
  for (let times = 0; times < 4; times++) {
    const phrase = INCOMING.exec(rest.toLowerCase());
    // Some letters get longer in lower case; then offsets no longer fit the text.
    if (!phrase || rest.toLowerCase().length !== rest.length) break;
    rest = `${rest.slice(0, phrase.index)} ${rest.slice(phrase.index + phrase[0].length)}`;
  }
  return rest === text ? text : rest.replace(/^[\s:]*(?:from|von|de|da|van|od)(?=\s|:|\[)/iu, ' ');
}

function asName(text: string): string | undefined {
  const name = text
    .replace(/[<>()[\]{}|•·…]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:;,.–—-]+|[\s:;,–—-]+$/gu, '')
    .replace(/\.{2,}$/, '');
  // Text behind the colon of an unknown label is no caller.
  if (name.length < 2 || name.length > MAX_NAME || !/\p{L}{2}/u.test(name) || name.includes(':'))
    return undefined;
  // Initials in a circle are no name.
  if (name.split(' ').length > 7 || /^\p{Lu}{1,3}$/u.test(name)) return undefined;
  const lower = name.toLowerCase();
  const match = INTERFACE.exec(lower);
  return match && match[0].length === lower.length ? undefined : name;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Sightings with the same key are one call: the digits as far as they identify it, else the name. */
export function keyOf({ number, name }: Caller): string {
  const digits = number?.replace(/\D/g, '') ?? '';
  return digits === ''
    ? `name ${(name ?? '').toLowerCase()}`
    : `number ${digits.replace(/^0+/, '').slice(-9)}`;
}
