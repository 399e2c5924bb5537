import type { NumberKind } from '../contact.ts';
import { kindOfWords, roleOfWord } from './labels.ts';

/** What a phone field itself says of each of its numbers: `g: … p: …`, `… (Büro) / … privat`, `Tel … Fax …`. */

interface Span {
  start: number;
  end: number;
}

/** One entry for each number; undefined where the field says nothing. Pure. */
export function kindsIn(text: string, numbers: readonly Span[]): (NumberKind | undefined)[] {
  const between = [0, ...numbers.map(({ end }) => end)].map((from, index) =>
    shared(text.slice(from, numbers[index]?.start ?? text.length), index === 0, index === numbers.length),
  );
  return numbers.map((_, index) => kindOf(between[index]?.next) ?? kindOf(between[index + 1]?.last));
}

function kindOf(words: string | undefined): NumberKind | undefined {
  return words !== undefined && /\p{L}/u.test(words) ? kindOfWords(words) : undefined;
}

/** Which words between two numbers belong to the last one, and which to the next. */
function shared(words: string, isFirst: boolean, isEnd: boolean): { last: string; next: string } {
  if (isFirst) return { last: '', next: words };
  if (isEnd) return { last: words, next: '' };
  const [bracket = ''] = /^\s*[([][^)\]]*[)\]]/.exec(words) ?? [];
  const rest = words.slice(bracket.length);
  const join = joinIn(rest);
  // `Tel … Fax …`: without a joiner, a word is the next number's label.
  if (!join) return { last: bracket, next: rest };
  return { last: bracket + rest.slice(0, join.start), next: rest.slice(join.end) };
}

function joinIn(text: string): Span | undefined {
  const sign = /[;,|/•&\n+]/.exec(text);
  if (sign) return { start: sign.index, end: sign.index + 1 };
  for (const { 0: word, index } of text.matchAll(/\p{L}+/gu))
    if (roleOfWord(word.toLowerCase()) === 'joins') return { start: index, end: index + word.length };
  return undefined;
}
