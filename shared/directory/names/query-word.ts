import { doubleMetaphone } from '../../name/double-metaphone.ts';
import { otherReadings } from '../../name/other-forms.ts';
import { readSpelling, TypedSpelling } from '../../name/written-letters.ts';
import { EditCounter } from './edit-distance.ts';
import { soundOf } from './segment.ts';
import { termBytes } from './term-dictionary.ts';

/** A word of a query. What only near spellings need is made on first use: most words are found as typed. */
export class QueryWord {
  /** Folded. */
  readonly text: string;
  readonly bytes: Uint8Array;
  /** As typed, in the form of `writtenWords`. */
  readonly written: string;
  /** Undefined for a reading that nobody typed: no term begins literally with it. */
  readonly spelling: TypedSpelling | undefined;
  /** True when the query has no other word. */
  readonly isAlone: boolean;
  /** True when a longer term does not match. */
  readonly isWhole: boolean;
  /** Other readings, whose matches count as well. */
  readonly readings: readonly QueryWord[];
  #edits: EditCounter | undefined;
  #sound: number | undefined;
  #metaphone: readonly [string, string] | undefined;

  constructor(text: string, written: string, given: Partial<QueryWord>) {
    this.text = text;
    this.bytes = termBytes(text);
    this.written = written;
    this.spelling = given.spelling;
    this.isAlone = given.isAlone ?? false;
    this.isWhole = given.isWhole ?? false;
    this.readings = given.readings ?? [];
  }

  get edits(): EditCounter {
    this.#edits ??= new EditCounter(this.bytes);
    return this.#edits;
  }

  /** As `soundOf` gives it; 0 when it is too short. */
  get sound(): number {
    this.#sound ??= soundOf(this.text);
    return this.#sound;
  }

  get metaphone(): readonly [string, string] {
    this.#metaphone ??= doubleMetaphone(this.text);
    return this.#metaphone;
  }
}

/** `written`: as `writtenWords` gives it. `typed`: the text that it comes from, whose letters tell more. */
export function queryWord(written: string, isAlone: boolean, typed = written): QueryWord {
  const { word: text } = readSpelling(written);
  const asWritten = plainLetters(written);
  // A dropped letter can create a false `ae`: Mat(t)ei typed as maei.
  const others = asWritten === text ? otherReadings(typed) : [asWritten, ...otherReadings(typed)];
  const readings = others
    .filter((other) => other !== text)
    .map((other) => new QueryWord(other, other, { isAlone }));
  return new QueryWord(text, written, { spelling: new TypedSpelling(written), isAlone, readings });
}

/** A word that is part of a longer one, or is made of several: it has no other readings. */
export function partOfWord(written: string, isWhole: boolean): QueryWord {
  return new QueryWord(readSpelling(written).word, written, {
    spelling: new TypedSpelling(written),
    isWhole,
  });
}

function plainLetters(written: string): string {
  return /[AOUS]/.test(written) ? written.replace(/S/g, 'ss').toLowerCase() : written;
}
