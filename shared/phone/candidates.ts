import { AFTER_REACH, BEFORE_REACH, runAt, startsRun } from './number-run.ts';

/**
 * Pure. Proposes text that may hold phone numbers: digits with separators. Runs in every page, so it knows no numbering plan and
 * no words; `locateNumbers` says which parts of a proposal are numbers. One pass, linear in the text.
 */

export interface Candidate {
  /** Offsets into the text, in UTF-16 units; `end` is exclusive. */
  start: number;
  end: number;
  text: string;
  /** The text before and behind it, as far as a label or a unit reaches. */
  before: string;
  after: string;
  /** The page says that the text is a number (`tel:` link, `itemprop="telephone"`): a few digits are enough. */
  isMarkedUp: boolean;
}

export interface FindOptions {
  isMarkedUp?: boolean;
  /** What the page says the text is, where that stands elsewhere: the heading of its column, its `dt`. */
  label?: string | undefined;
}

const MIN_DIGITS = 7;
const MIN_MARKED_UP_DIGITS = 2;

export function findCandidates(text: string, { isMarkedUp = false, label }: FindOptions = {}): Candidate[] {
  const found: Candidate[] = [];
  const least = isMarkedUp ? MIN_MARKED_UP_DIGITS : MIN_DIGITS;
  for (let at = 0; at < text.length; ) {
    if (!startsRun(text, at)) {
      at++;
      continue;
    }
    const { end, digits, next } = runAt(text, at);
    if (digits >= least) found.push(candidate(text, at, end, isMarkedUp, label));
    at = next;
  }
  return found;
}

function candidate(text: string, start: number, end: number, isMarkedUp: boolean, label?: string): Candidate {
  const before = text.slice(Math.max(0, start - BEFORE_REACH), start);
  return {
    start,
    end,
    text: text.slice(start, end),
    before: label !== undefined && start < BEFORE_REACH ? `${label}: ${before}`.slice(-BEFORE_REACH) : before,
    after: text.slice(end, end + AFTER_REACH),
    isMarkedUp,
  };
}
