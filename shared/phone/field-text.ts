/** What is done to a phone field before it is cut: addresses, codes and artefacts of spreadsheets. */

/** `4.93E+11`: a spreadsheet kept the first digits only. */
const DIGITS_LOST = /^[\s"'=]*[+-]?\d(?:[.,]\d+)?e\s?\+?\s?\d{1,2}[\s"']*$/i;

export function hasLostDigits(text: string): boolean {
  return DIGITS_LOST.test(text);
}

/** Takes off what a spreadsheet puts around a number: `="030…"`, `3023125123.0`, `4,917,604,069,001`. */
export function withoutSpreadsheet(text: string): string {
  const bare = text.trim().replace(/^=?"([^"]*)"$/, '$1');
  if (/^\d{7,15}[.,]0{1,2}$/.test(bare)) return bare.replace(/[.,]0+$/, '');
  if (/^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3}){2,}$/.test(bare)) return bare.replace(/[.,]/g, '');
  return bare === text.trim() ? text : bare;
}

/** `*31#` and `#31#` hide the caller, `*67` and `*82` do so in North America; what follows is the number. */
export function withoutCallerCode(text: string): string {
  return text.replace(/^\s*(?:[*#]31#|\*(?:67|82))\s*(?=[+(\d])/, '');
}

/** `*21*030…#`: an order to the exchange, in which a number has a part. */
export function isServiceCode(text: string): boolean {
  return /^\s*[*#]{1,2}\d{2,3}[*#]/.test(text) && !/^\s*[*#]31#/.test(text);
}
