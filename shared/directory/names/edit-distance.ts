import { MAX_TERM_BYTES } from './term-dictionary.ts';

const ROWS = [
  new Uint8Array(MAX_TERM_BYTES + 2),
  new Uint8Array(MAX_TERM_BYTES + 2),
  new Uint8Array(MAX_TERM_BYTES + 2),
] as const;

/** How many edits leave a word of so many letters recognisable. */
export function mostEdits(letters: number): number {
  if (letters < 5) return letters < 3 ? 0 : 1;
  return letters < 7 ? 2 : 3;
}

/** Beyond every limit. */
export const FAR = 99;

/** Edits between a word and the first `length` bytes of a term; swapped neighbours are one edit. FAR when more than `limit`. */
export function editDistance(word: Uint8Array, term: Uint8Array, length: number, limit: number): number {
  const columns = word.length;
  if (columns - length > limit || length - columns > limit) return FAR;
  let [before, last, row] = ROWS as readonly [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= columns; j++) last[j] = j;
  for (let i = 1; i <= length; i++) {
    const letter = term[i - 1];
    row[0] = i;
    let least = i;
    for (let j = 1; j <= columns; j++) {
      let cost = (last[j - 1] ?? 0) + (letter === word[j - 1] ? 0 : 1);
      const dropped = (last[j] ?? 0) + 1;
      const added = (row[j - 1] ?? 0) + 1;
      if (dropped < cost) cost = dropped;
      if (added < cost) cost = added;
      if (i > 1 && j > 1 && letter === word[j - 2] && term[i - 2] === word[j - 1]) {
        const swapped = (before[j - 2] ?? 0) + 1;
        if (swapped < cost) cost = swapped;
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return FAR;
    const free = before;
    before = last;
    last = row;
    row = free;
  }
  const edits = last[columns] ?? FAR;
  return edits <= limit ? edits : FAR;
}

/** Whether the term begins with what is one edit away from the word, swapped neighbours being one edit. The word is shorter than the term and not its beginning. */
export function beginsNearly(word: Uint8Array, term: Uint8Array): boolean {
  let at = 0;
  while (at < word.length && word[at] === term[at]) at++;
  // What is alike up to there stays so: the one edit is here.
  return (
    isSame(word, at + 1, term, at + 1) ||
    isSame(word, at + 1, term, at) ||
    isSame(word, at, term, at + 1) ||
    (word[at] === term[at + 1] && word[at + 1] === term[at] && isSame(word, at + 2, term, at + 2))
  );
}

/** Whether the rest of the word stands in the term. */
function isSame(word: Uint8Array, from: number, term: Uint8Array, at: number): boolean {
  for (let i = from; i < word.length; i++) if (word[i] !== term[at + i - from]) return false;
  return true;
}
