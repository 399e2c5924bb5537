/** Extensions as people write them behind a number. */

/** Digits that are dialled once the call is answered: at most eleven behind a word, nine behind a sign, and at least seven others before. */
const AFTER_ANSWER =
  /(?:(?:;\s*ext\s*=|\s*[,;]?\s*(?<!\p{L})(?:e?xt(?:ensi[oó]n?)?n?|extn?|xt?n?|app(?:arat|\.-nr)?|nebenstelle|nst|poste|int(?:ern[eo]?)?|anexo|ramal|toestel|tst|wew(?:n[eę]trzny)?|dahili|доб)(?!\p{L}))[\s.:,]*(?=\d{1,11}#?$)|\s*[#~]\s*(?=\d{1,9}#?$))(\d+)#?$/iu;

/** A Durchwahl is dialled straight after the base number, in place of its `-0`. */
const DIRECT_DIAL =
  /(?<![\s,;-])[\s,;-]*(?:-\s*0[\s,;]*)?(?<!\p{L})(?:dw|durchwahl|kl(?:appe)?)(?!\p{L})[\s.:-]*(\d{1,5})$/iu;

const MIN_DIGITS_BEFORE = 7;

export function takeExtension(text: string): { text: string; extension?: string } {
  const found = AFTER_ANSWER.exec(text);
  const extension = found?.[1];
  if (!found || extension === undefined) return { text };
  const before = text.slice(0, found.index);
  return before.replace(/\D/g, '').length < MIN_DIGITS_BEFORE ? { text } : { text: before, extension };
}

/** `30 23125-0 DW 12` → `30 23125-12`: the one hyphen that is left marks where the extension begins. */
export function joinDirectDial(text: string): string {
  const found = DIRECT_DIAL.exec(text);
  if (!found || !/\d/.test(text.slice(0, found.index))) return text;
  return `${text.slice(0, found.index).replaceAll('-', ' ')}-${found[1]}`;
}
