import { doubleMetaphone } from '../../name/double-metaphone.ts';
import { otherReadings } from '../../name/other-forms.ts';
import { readSpelling, TypedSpelling } from '../../name/written-letters.ts';
import { EditCounter } from './edit-distance.ts';
import { soundOf } from './segment.ts';
import { termBytes } from './term-dictionary.ts';

export interface QueryWord {
  /** Folded. */
  text: string;
  /** As typed, in the form of `writtenWords`. */
  written: string;
  /** Undefined for a reading that nobody typed: no term begins literally with it. */
  spelling: TypedSpelling | undefined;
  /** True when the query has no other word. */
  isAlone: boolean;
  /** True when a longer term does not match. */
  isWhole: boolean;
  /** Other readings, whose matches count as well. */
  readings: readonly QueryWord[];
  bytes: Uint8Array;
  edits: EditCounter;
  /** As `soundOf` gives it; 0 when it is too short. */
  sound: number;
  metaphone: readonly [string, string];
}

/** `written`: as `writtenWords` gives it. `typed`: the text that it comes from, whose letters tell more. */
export function queryWord(written: string, isAlone: boolean, typed = written): QueryWord {
  const { word: text } = readSpelling(written);
  const asWritten = plainLetters(written);
  // A dropped letter can create a false `ae`: Mat(t)ei typed as maei.
  const others = [...(asWritten === text ? [] : [asWritten]), ...otherReadings(typed)];
  return {
    ...reading(text, isAlone),
    written,
    spelling: new TypedSpelling(written),
    readings: others.filter((other) => other !== text).map((other) => reading(other, isAlone)),
  };
}

/** The same word, for parts of a longer one: no other readings, and all its letters count. */
export function wholeWord(written: string, isWhole: boolean): QueryWord {
  return { ...queryWord(written, false), readings: [], isWhole };
}

function reading(text: string, isAlone: boolean): QueryWord {
  const bytes = termBytes(text);
  return {
    text,
    written: text,
    spelling: undefined,
    isAlone,
    isWhole: false,
    readings: [],
    bytes,
    edits: new EditCounter(bytes),
    sound: soundOf(text),
    metaphone: doubleMetaphone(text),
  };
}

function plainLetters(written: string): string {
  return written.replace(/S/g, 'ss').toLowerCase();
}
