/** Pure. Finds what is written like a phone number in running text, by shape and surroundings; one pass, linear in the text. */

export interface Candidate {
  /** Offsets into the text, in UTF-16 units; `end` is exclusive. */
  start: number;
  end: number;
  text: string;
}

const MIN_DIGITS = 7;
/** E.164's fifteen and two for `00`. */
const MAX_DIGITS = 17;
const MAX_CHARACTERS = 40;
/** How far back a label such as `ISBN` is looked for. */
const LABEL_REACH = 24;

export function findCandidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at < text.length; ) {
    if (!opens(text, at)) {
      at++;
      continue;
    }
    const end = endOfRun(text, at);
    const candidate = text.slice(at, end);
    if (isPhoneShaped(candidate) && !isContradicted(text, at, end))
      found.push({ start: at, end, text: candidate });
    // The whole run is used up either way: a part of an account number is no phone number.
    at = Math.max(endOfDigits(text, end), at + 1);
  }
  return found;
}

function opens(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const first =
    isDigit(code) || code === 0x2b || code === 0xff0b || (code === 0x28 && /[\d+]/.test(text[at + 1] ?? ''));
  if (!first) return false;
  return !/[\p{L}\p{N}_#=&@$€£%+.,:/\\-]/u.test(text[at - 1] ?? '') || isLabelColon(text, at);
}

/** `Tel:030…` and `tel.:+49…` are labels, `10:30` is a time. */
function isLabelColon(text: string, at: number): boolean {
  return /[:.]/.test(text[at - 1] ?? '') && /[\p{L}.]/u.test(text[at - 2] ?? '');
}

/** End of the run of digits and separators that begins at `at`, without trailing separators. */
function endOfRun(text: string, at: number): number {
  let last = at;
  let separators = 0;
  let open = 0;
  for (let i = at; i < text.length && i - at < MAX_CHARACTERS; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) {
      separators = 0;
      last = i + 1;
      continue;
    }
    if (code === 0x2b || code === 0xff0b) {
      if (i > at + 1) break;
      continue;
    }
    if (code === 0x28) open++;
    else if (code === 0x29) {
      if (open === 0) break;
      open--;
    } else if (!isSeparator(code)) break;
    if (++separators > 3) break;
  }
  return last;
}

/** Where the digits that hang on to the run really end, so that a rejected run is not read again from its middle. */
function endOfDigits(text: string, from: number): number {
  let at = from;
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  return at;
}

const PLUS = /^\(?[+\uff0b]/;
const DOUBLE_ZERO = /^\(?00[\s.\-/()]*[1-9]/;
const TRUNK = /^(?:\(0\s?[1-9]|0[\s.\-/]*[1-9])/;
const NANP = /^(?:1[\s.-]?)?(?:\([2-9]\d\d\)\s?|[2-9]\d\d[\s.\u00a0-])[2-9]\d\d[\s.\u00a0-]\d{4}$/;
const DATE = /^(?:\d{1,2}([./-])\s?\d{1,2}\1\s?\d{2,4}|\d{4}([./-])\d{1,2}\2\d{1,2})(?:\D|$)/;
const ADDRESS_OF_A_HOST = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const DECIMAL = /^0?\d{0,1}\.\d+$/;

function isPhoneShaped(candidate: string): boolean {
  const digits = countDigits(candidate);
  if (digits < MIN_DIGITS || digits > MAX_DIGITS) return false;
  if (PLUS.test(candidate)) return digits >= 8 && /^\(?[+\uff0b]\s?\(?[1-9]/.test(candidate);
  if (DATE.test(candidate) || ADDRESS_OF_A_HOST.test(candidate) || DECIMAL.test(candidate)) return false;
  if (DOUBLE_ZERO.test(candidate)) return digits >= 10;
  if (TRUNK.test(candidate)) return digits >= 8 && digits <= 13 && !isDottedGroupsOfThree(candidate);
  return NANP.test(candidate);
}

/** `0.123.456.789` counts something. */
function isDottedGroupsOfThree(candidate: string): boolean {
  return /^0(?:\.\d{3}){2,}$/.test(candidate);
}

const PHONE_LABEL =
  /(?:tel|phone|fon|mobil|mobile|handy|cell|fax|call|anruf|rufnummer|ruf|durchwahl|hotline|télé?phone|tél|whatsapp|contact|kontakt)\p{L}*\.?\W*$/iu;
const OTHER_LABEL =
  /(?:isbn|issn|doi|iban|bic|swift|ust|vat|mwst|hrb|hra|siren|siret|ssn|ein|abn|ean|gtin|imei|pnr|blz|konto|account|kto|order|bestell|auftrag|rechnung|invoice|ticket|case|vorgang|artikel|art|kunden|customer|serial|serien|sn|version|build|rev|bug|issue|aktenzeichen|az|steuer|tax|id|ref|referen[cz]e?)[\p{L}.]*[\s:#.-]*(?:nr|no|nummer|number|id)?[\s:#.-]*$/iu;

function isContradicted(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 8);
  if (
    /^(?:[\p{L}_@=]|[.,]?\d|\s?(?:€|\$|£|%|eur\b|chf\b|usd\b|kg\b|km\b|mm\b|cm\b|px\b|°|["′]))/iu.test(after)
  )
    return true;
  const before = text.slice(Math.max(0, start - LABEL_REACH), start);
  if (PHONE_LABEL.test(before)) return false;
  return OTHER_LABEL.test(before) || /[€$£]\s?$/.test(before);
}

function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
}

function isSeparator(code: number): boolean {
  // blank, no-break and narrow blanks, hyphens and dashes, full stop, slash
  return (
    code === 0x20 ||
    code === 0xa0 ||
    code === 0x202f ||
    code === 0x2009 ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x2f ||
    (code >= 0x2010 && code <= 0x2014) ||
    code === 0x200b
  );
}

function countDigits(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (isDigit(text.charCodeAt(i))) count++;
  return count;
}
