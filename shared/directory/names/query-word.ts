import { doubleMetaphone } from '../../name/double-metaphone.ts';
import { EditCounter } from './edit-distance.ts';
import { soundOf } from './segment.ts';
import { termBytes } from './term-dictionary.ts';

export interface QueryWord {
  text: string;
  /** True when the query has no other word. */
  isAlone: boolean;
  /** The same word in another reading, whose matches count as well. */
  otherwise: QueryWord | undefined;
  bytes: Uint8Array;
  edits: EditCounter;
  /** As `soundOf` gives it; 0 when it is too short. */
  sound: number;
  metaphone: readonly [string, string];
}

/** `asWritten`: the word before umlauts were joined. A dropped letter can create a false `ae`: Mat(t)ei typed as maei. */
export function queryWord(text: string, isAlone: boolean, asWritten = text): QueryWord {
  const bytes = termBytes(text);
  return {
    otherwise: asWritten === text ? undefined : queryWord(asWritten, isAlone),
    text,
    isAlone,
    bytes,
    edits: new EditCounter(bytes),
    sound: soundOf(text),
    metaphone: doubleMetaphone(text),
  };
}
