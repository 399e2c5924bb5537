import type { NumberKind } from '../contact.ts';
import { PHONE, THING } from './east-asian-words.ts';
import { KIND } from './kind-words.ts';
import { wordsIn } from './words.ts';

export interface EastAsianWord {
  is: 'phone' | 'thing';
  kind?: NumberKind;
}

/** Particles and polite endings between a label and its number: `番号は`, `电话为`, `전화번호는`. */
const MAX_ENDING = 4;
const LONGEST = 9;
/** Han, kana and Hangul lie from here on. */
export const FIRST_EAST_ASIAN = 0x2e80;

const WORDS = new Map<string, 'phone' | 'thing'>();
for (const word of wordsIn(THING)) WORDS.set(word, 'thing');
for (const word of wordsIn(PHONE)) WORDS.set(word, 'phone');

const KINDS = Object.entries(KIND).flatMap(([kind, row]) =>
  wordsIn(row)
    .filter((word) => word.charCodeAt(0) >= FIRST_EAST_ASIAN)
    .map((word): [string, NumberKind] => [word, kind as NumberKind]),
);

/** The label at the end of a run of characters without blanks: of all that end last, the longest. */
export function lastEastAsianWord(run: string): EastAsianWord | undefined {
  for (let end = run.length; end > Math.max(0, run.length - MAX_ENDING); end--)
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const is = WORDS.get(run.slice(start, end));
      // 号 alone ends an address: 人民路1号 010-….
      if (is && run.length > 1) return withKind(is, run.slice(0, end));
    }
  return undefined;
}

function withKind(is: 'phone' | 'thing', run: string): EastAsianWord {
  if (is === 'thing') return { is };
  const found = KINDS.findLast(([word]) => run.includes(word));
  return found ? { is, kind: found[1] } : { is };
}
