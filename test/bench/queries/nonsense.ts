import { foldWords } from '#shared/name/fold.ts';
import type { Random } from '../random.ts';
import type { RawDirectory } from './raw-directory.ts';

/** Names that no contact has or resembles: any answer to them is wrong. */

const CONSONANTS = [...'bcdfghjklmnpqrstvwxz'];
const VOWELS = [...'aeiouy'];
const TRIES = 300;

/** By default two words, each far from every word of the directory in letters and in sound. */
export function nonsenseName(raw: RawDirectory, random: Random, count = 2): string | undefined {
  const words: string[] = [];
  for (let tries = 0; words.length < count; tries++) {
    if (tries === TRIES) return undefined;
    const word = spell(random, random.between(7, 10));
    const [folded = ''] = foldWords(word);
    if (raw.isNonsense(folded, 2)) words.push(word);
  }
  return words.join(' ');
}

/** Three letters that begin no word, not even after one correction. */
export function nonsensePrefix(raw: RawDirectory, random: Random): string | undefined {
  for (let tries = 0; tries < TRIES; tries++) {
    const text = `${random.pick(CONSONANTS)}${random.pick(CONSONANTS)}${random.pick(CONSONANTS)}`;
    if (raw.isNonsense(text, 1)) return text;
  }
  return undefined;
}

function spell(random: Random, length: number): string {
  let word = '';
  while (word.length < length) {
    word += random.pick(CONSONANTS);
    if (random.chance(0.55)) word += random.pick(VOWELS);
  }
  return word;
}
