import { FAR } from './edit-distance.ts';
import { soundOf } from './segment.ts';
import type { QueryWord } from './spelling.ts';

/**
 * How likely a term is what a person meant by a word that it does not begin with: a logistic weighting of what people
 * get wrong, learnt from name variants that people labelled (docs/search.md says on which, and how).
 */

const WEIGHTS = {
  bias: 3,
  edits: -1.5,
  editsPerLetter: -4,
  sound: 1.2,
  initial: 1.2,
  longer: -0.3,
  skeleton: 0.9,
  ending: 0.4,
  frequency: 0.15,
};

/** 0 … 180. `edits` is FAR where more than the limit lie between. */
export function variantScore(
  word: QueryWord,
  term: Uint8Array,
  length: number,
  edits: number,
  frequency: number,
): number {
  const counted = edits === FAR ? 5 : edits;
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(term[i] ?? 0);
  const likely =
    WEIGHTS.bias +
    WEIGHTS.edits * counted +
    (WEIGHTS.editsPerLetter * counted) / Math.max(word.bytes.length, length) +
    (word.sound !== 0 && soundOf(text) === word.sound ? WEIGHTS.sound : 0) +
    (term[0] === word.bytes[0] ? WEIGHTS.initial : 0) +
    WEIGHTS.longer * Math.abs(length - word.bytes.length) +
    (skeleton(text) === skeleton(word.text) ? WEIGHTS.skeleton : 0) +
    (term[length - 1] === word.bytes[word.bytes.length - 1] ? WEIGHTS.ending : 0) +
    (WEIGHTS.frequency * frequency) / 8;
  return 180 / (1 + Math.exp(-likely / 2));
}

/** Consonants alone, doubled ones once. */
export function skeleton(text: string): string {
  return text.replace(/[aeiouyhw]/g, '').replace(/(.)\1+/g, '$1');
}
