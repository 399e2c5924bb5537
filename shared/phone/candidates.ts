import { isContradicted, isLabelled } from './number-context.ts';
import { endOfDigits, isDigit, MAX_DIGITS, type Run, readRun, startsNumber } from './number-run.ts';
import { dateLength, hasPhoneShape, isImpossible } from './number-shape.ts';

/**
 * Pure. Finds text that is written like a phone number, by its shape and surroundings. Runs in every page, so it
 * knows no numbering plan; one pass, linear in the text, and every pattern looks at a few dozen characters at most.
 */

export interface Candidate {
  /** Offsets into the text, in UTF-16 units; `end` is exclusive. */
  start: number;
  end: number;
  text: string;
  /** The text before and behind it, as far as a label or a unit reaches. */
  before: string;
  after: string;
  isMarkedUp: boolean;
  /** Why it is taken for a number: the page says so, a label stands before it, or it looks like one. */
  because: 'marked-up' | 'label' | 'shape';
}

export interface FindOptions {
  /** The page says that the text is a number (`tel:` link, `itemprop="telephone"`): any text with enough digits for an extension is one. */
  isMarkedUp?: boolean;
}

const MIN_DIGITS = 7;
export const BEFORE_REACH = 48;
export const AFTER_REACH = 24;
const MIN_MARKED_UP_DIGITS = 2;

export function findCandidates(text: string, { isMarkedUp = false }: FindOptions = {}): Candidate[] {
  const found: Candidate[] = [];
  let follows = false;
  for (let at = 0; at < text.length; ) {
    if (!opens(text, at, follows)) {
      follows = false;
      at++;
      continue;
    }
    const run = readRun(text, at);
    if (isOpenBracket(run.plain)) {
      at++;
      continue;
    }
    const because = isMarkedUp ? markedUp(run) : reasonFor(text, at, run);
    if (because)
      found.push({
        start: at,
        end: run.end,
        text: text.slice(at, run.end),
        before: text.slice(Math.max(0, at - BEFORE_REACH), at),
        after: text.slice(run.end, run.end + AFTER_REACH),
        isMarkedUp,
        because,
      });
    follows = because !== undefined && run.next !== undefined;
    at = because && run.next !== undefined ? run.next : afterRun(text, at, run);
  }
  return found;
}

/** Skips the whole run, since part of an account number is no phone number; but of a run that begins with a date, only the date. */
function afterRun(text: string, at: number, { plain, whole }: Run): number {
  const date = dateLength(plain);
  return date > 0 ? at + date : Math.max(endOfDigits(text, whole), at + 1);
}

/** `(030 23125123)` is a number in brackets, `(030) 23125123` contains brackets. */
function isOpenBracket(plain: string): boolean {
  return /^\([^)]*(?:\(|$)/.test(plain);
}

function markedUp({ digits }: Run): 'marked-up' | undefined {
  return digits >= MIN_MARKED_UP_DIGITS && digits <= MAX_DIGITS ? 'marked-up' : undefined;
}

function reasonFor(text: string, start: number, { end, digits, plain }: Run): 'label' | 'shape' | undefined {
  if (digits < MIN_DIGITS || digits > MAX_DIGITS) return undefined;
  if (isImpossible(plain)) return undefined;
  const because = isLabelled(text, start) ? 'label' : hasPhoneShape(plain) ? 'shape' : undefined;
  return because && !isContradicted(text, start, end) ? because : undefined;
}

/** `follows`: another number has just ended, and only a blank or slash lies between. */
function opens(text: string, at: number, follows: boolean): boolean {
  if (!startsNumber(text, at) || isDigit(text.charCodeAt(at - 1))) return false;
  return follows || !/[\p{L}\p{N}_#=&@$€£%+.,:/\\*-]/u.test(text[at - 1] ?? '') || isLabelMark(text, at);
}

/** `Tel.030…`, `tel.:+49…` and `Berlin,030…` end a word, `10:30` is a time, `v.2` a version. */
function isLabelMark(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  return /[\p{L}.]:|\p{L},/u.test(before) || (/\p{L}\./u.test(before) && isLabelled(text, at));
}
