import { doubleMetaphone } from '../../name/double-metaphone.ts';
import { EditCounter } from './edit-distance.ts';
import { soundOf } from './segment.ts';
import { termBytes } from './term-dictionary.ts';

export interface QueryWord {
  text: string;
  /** True when the query has no other word. */
  isAlone: boolean;
  /** The same word in another reading, which is tried where this one is not found. */
  otherwise: QueryWord | undefined;
  bytes: Uint8Array;
  edits: EditCounter;
  /** As `soundOf` gives it; 0 when it is too short. */
  sound: number;
  metaphone: readonly [string, string];
}

/** `asWritten`: the word before umlauts were joined. A lost letter may have made `ae` of what is none: Mat(t)ei, maei. */
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
