import type { Random } from '../random.ts';

/** Common mistakes in names, one at a time. Only for measuring: product code must not know them. */

const ROWS = ['qwertzuiopü', 'asdfghjklöä', 'yxcvbnm'];

/** Types the key beside the right one on a German keyboard. */
export function hitNeighbour(word: string, random: Random): string | undefined {
  const at = random.below(word.length);
  const row = ROWS.find((keys) => keys.includes(word[at] ?? '?'));
  if (row === undefined) return undefined;
  const key = row[row.indexOf(word[at] ?? '') + (random.chance(0.5) ? 1 : -1)];
  return key === undefined ? undefined : word.slice(0, at) + key + word.slice(at + 1);
}

export function swapNeighbours(word: string, random: Random): string | undefined {
  const at = random.below(word.length - 1);
  const swapped = word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  return swapped === word ? undefined : swapped;
}

export function insertOrDelete(word: string, random: Random): string | undefined {
  const at = random.below(word.length);
  if (random.chance(0.5)) return word.slice(0, at) + word.slice(at + 1);
  const letter = random.chance(0.4) ? (word[at] ?? 'e') : random.pick([...'enirstaldhumgbo']);
  return word.slice(0, at) + letter + word.slice(at);
}

export function anyTypo(word: string, random: Random): string | undefined {
  return random.pick([hitNeighbour, swapNeighbours, insertOrDelete])(word, random);
}

const UMLAUTS: readonly (readonly [string, readonly string[]])[] = [
  ['ä', ['ae', 'a']],
  ['ö', ['oe', 'o']],
  ['ü', ['ue', 'u']],
  ['ae', ['ä']],
  ['oe', ['ö']],
  ['ue', ['ü']],
  ['ß', ['ss']],
  ['ss', ['ß']],
  ...[...'éèêëáàâąăçćčďęěğíîıłńňñóôøřśšşșťțúůûýźżž'].map((letter): readonly [string, readonly string[]] => [
    letter,
    [plain(letter)],
  ]),
];

/** Another spelling of the same name: ä, ae, a; ß, ss; with accents and without. */
export function spellUmlautsOtherwise(word: string, random: Random): string | undefined {
  return replaceOne(word, UMLAUTS, random);
}

const SOUNDS: readonly (readonly [string, readonly string[]])[] = [
  ['ei', ['ai', 'ey', 'ay']],
  ['ai', ['ei', 'ay']],
  ['ey', ['ei', 'ay']],
  ['ay', ['ai', 'ei']],
  ['dt', ['t', 'tt', 'd']],
  ['tt', ['t', 'dt']],
  ['ph', ['f', 'v']],
  ['f', ['ph', 'v', 'ff']],
  ['ff', ['f']],
  ['th', ['t']],
  ['t', ['th', 'tt']],
  ['ck', ['k', 'ckh']],
  ['k', ['ck', 'c', 'kh']],
  ['c', ['k']],
  ['ch', ['kh']],
  ['j', ['y', 'i']],
  ['y', ['i', 'j']],
  ['i', ['y', 'ie']],
  ['ie', ['i', 'y']],
  ['w', ['v']],
  ['v', ['w', 'f']],
  ['cz', ['tsch', 'č']],
  ['tz', ['z', 'ts']],
  ['z', ['tz', 's']],
  ['sz', ['s', 'sch']],
  ['š', ['sch', 'sh']],
  ['ş', ['sch', 'sh']],
  ['č', ['tsch', 'ch']],
  ['ç', ['tsch', 'c']],
  ['ć', ['tsch', 'c']],
  ['x', ['chs', 'ks']],
  ['chs', ['x', 'ks']],
  ['qu', ['kw']],
  ['rh', ['r']],
  ['mm', ['m']],
  ['nn', ['n']],
  ['ll', ['l']],
  ['l', ['ll']],
  ['n', ['nn']],
  ['pp', ['p']],
  ['b', ['p']],
  ['d', ['t']],
  ['äu', ['eu', 'oi']],
  ['eu', ['äu', 'oi']],
  ['ah', ['a']],
  ['eh', ['e']],
  ['oh', ['o']],
  ['uh', ['u']],
  ['ö', ['öh']],
  ['ü', ['üh']],
];

/** Writes a name as a person does who has only heard it. */
export function writeByEar(word: string, random: Random): string | undefined {
  const once = replaceOne(word, SOUNDS, random);
  return once !== undefined && random.chance(0.3) ? (replaceOne(once, SOUNDS, random) ?? once) : once;
}

function replaceOne(
  word: string,
  rules: readonly (readonly [string, readonly string[]])[],
  random: Random,
): string | undefined {
  const fitting = rules.filter(([from]) => word.includes(from));
  if (fitting.length === 0) return undefined;
  const [from, to] = random.pick(fitting);
  return word.replace(from, random.pick(to));
}

function plain(letter: string): string {
  const known: Record<string, string> = { ø: 'o', ł: 'l', ı: 'i' };
  return known[letter] ?? letter.normalize('NFD').slice(0, 1);
}
