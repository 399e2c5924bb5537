import type { Notes } from './notes.ts';
import type { NumberTaker } from './take-number.ts';

/** What every format hands its findings to. */
export interface FileTakers {
  notes: Notes;
  numbers: NumberTaker;
}
