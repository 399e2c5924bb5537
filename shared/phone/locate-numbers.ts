import type { Candidate } from './candidates.ts';
import type { CountryCode } from './national-plan.ts';
import { readNumber } from './normalise.ts';
import type { ReadNumber } from './readings.ts';

/** What a page proposes: digits and separators, with the text around them. */
export type Proposal = Pick<Candidate, 'text' | 'before' | 'after' | 'isMarkedUp'>;

/** A number in a proposal; offsets into its `text`, in UTF-16 units, `end` exclusive. */
export interface LocatedNumber {
  start: number;
  end: number;
  number: ReadNumber;
}

/** The numbers of a proposal, as a reader in `country` would dial them. Pure. */
export function locateNumbers({ text }: Proposal, country: CountryCode): LocatedNumber[] {
  const number = readNumber(text, country);
  return number ? [{ start: 0, end: text.length, number }] : [];
}
