/** Undoes what spreadsheets make of phone numbers. Only a file has these: elsewhere `1.234.567` is a number's own spelling. */

export type CellNumber =
  /** One text, or several of which the first is taken that the number reader can read. */
  | { texts: [string, ...string[]] }
  /** `4.93E+11` keeps six digits of twelve; no number may be made of them. */
  | { failure: 'digits-lost' | 'spreadsheet-error' }
  | 'empty';

/** What programs write for "no number". */
const EMPTY = /^(?:|nan|null|none|nil|undefined|n\/?a|k\.? ?a\.?|[-–—./]+|0)$/i;
const ERROR = /^#(?:#+|REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|NV|WERT!|BEZUG!|ZAHL!)$/i;

export function readCellNumber(cell: string): CellNumber {
  const text = bareText(cell.trim());
  if (EMPTY.test(text)) return 'empty';
  if (ERROR.test(text)) return { failure: 'spreadsheet-error' };
  const power = /^([+-]?)(\d)(?:[.,](\d*))?\s*[eE]\s*\+?\s*(\d{1,3})$/.exec(text);
  if (power) return fromPower(power[2] ?? '', power[3] ?? '', Number(power[4]), power[1] === '+');
  const whole = /^\+?(\d{5,15})[.,]0{1,2}$/.exec(text)?.[1];
  if (whole !== undefined) return withLostStart(whole);
  const thousands =
    /^\+?\d{1,3}(?:,\d{3}){2,4}(?:\.0+)?$|^\d{1,3}(?:\.\d{3}){3,4}(?:,0+)?$|^\d{1,3}(?:['’\u00a0\u202f]\d{3}){2,4}$/.test(
      text,
    );
  if (thousands) return withLostStart(text.replace(/[.,]0{1,2}$/, '').replace(/\D/g, ''), text);
  return { texts: [text] };
}

/** `="030…"`, `'030…`, `=HYPERLINK("tel:030…","030…")`: the formula's text. */
function bareText(cell: string): string {
  const link = /^=\s*(?:HYPERLINK|LINK)\(\s*"[^"]*"\s*[;,]\s*"([^"]*)"\s*\)$/i.exec(cell)?.[1];
  const formula =
    link ?? /^=\s*(?:T\()?\s*"([^"]*)"\)?$/.exec(cell)?.[1] ?? /^=\s*(\+?\d[\d\s]*)$/.exec(cell)?.[1];
  return (formula ?? cell)
    .trim()
    .replace(/^['’`](?=[\d+(])/, '')
    .replace(/^tel:(?:\/\/)?/i, '')
    .trim();
}

function fromPower(first: string, decimals: string, exponent: number, isInternational: boolean): CellNumber {
  if (exponent > 15 || decimals.length < exponent) return { failure: 'digits-lost' };
  const digits = first + decimals.slice(0, exponent);
  return isInternational ? { texts: [`+${digits}`] } : withLostStart(digits);
}

/** A spreadsheet that takes a number for an amount drops its plus or its zero. */
function withLostStart(digits: string, asWritten?: string): CellNumber {
  const texts = [digits, `0${digits}`, `+${digits}`];
  return {
    texts: asWritten === undefined ? [digits, ...texts.slice(1)] : [digits, ...texts.slice(1), asWritten],
  };
}
