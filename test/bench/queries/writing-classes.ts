import { foldWords, plainWords } from '#shared/name/fold.ts';
import type { Random } from '../random.ts';
import { nonsenseName, nonsensePrefix } from './nonsense.ts';
import { absentNumber } from './number-queries.ts';
import type { Query } from './query.ts';
import type { RawDirectory } from './raw-directory.ts';
import type { Recipe } from './recipe.ts';

/** Classes of questions that write a name, or a number, otherwise than the contact has it. */

const FEWEST_LETTERS = 3;

export const WRITING_CLASSES: Record<string, Recipe> = {
  'last-digits': {
    asked: 'ending-with',
    positive: ({ contact }, raw, random) => {
      if (contact.numbers.length === 0) return undefined;
      const text = random.pick(contact.numbers).e164.slice(-random.between(4, 8));
      return { text, relevant: raw.withNumberEnd(text) };
    },
    negative: (listed, raw, random) => {
      const text = absentNumber(listed, raw, random)?.slice(-8);
      return text === undefined || raw.withNumberEnd(text).length > 0 ? undefined : { text, relevant: [] };
    },
  },
  'literal-first': {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw, random) => {
      const [word = ''] = plainWords((random.chance(0.7) ? contact.surname : contact.givenName) ?? '');
      const text = word.slice(0, random.between(FEWEST_LETTERS, FEWEST_LETTERS + 1));
      if (text.length < FEWEST_LETTERS) return undefined;
      // Only where folding finds others, too.
      return raw.hasOnlyFolded(text) ? { text, relevant: raw.withLiteralPrefix(text) } : undefined;
    },
    negative: (_, raw, random) => none(nonsensePrefix(raw, random)),
  },
  joined: {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw, random) => {
      const texts = [contact.surname, contact.company].filter((text) => text !== undefined);
      const words = typedWords(random.pick(texts.length > 0 ? texts : ['']));
      const at = random.below(Math.max(1, words.length - 1));
      const [first = '', second = ''] = words.slice(at, at + 2);
      const text = first + second;
      if (Math.min(first.length, second.length) < FEWEST_LETTERS || isKnown(text, raw)) return undefined;
      return { text, relevant: raw.withWords(foldWords(`${first} ${second}`)) };
    },
    negative: (_, raw, random) => none(nonsenseName(raw, random, 1)),
  },
  parted: {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw, random) => {
      const [word = '', ...more] = typedWords(contact.surname ?? '');
      if (more.length > 0 || word.length < 2 * FEWEST_LETTERS) return undefined;
      const cut = random.between(FEWEST_LETTERS, word.length - FEWEST_LETTERS);
      const parts = [word.slice(0, cut), word.slice(cut)];
      if (parts.some((part) => isKnown(part, raw))) return undefined;
      return { text: parts.join(' '), relevant: raw.withWords(foldWords(word)) };
    },
    negative: (_, raw, random) => none(nonsenseName(raw, random)),
  },
  slavic: {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw) => {
      const [word = '', ...more] = typedWords(contact.surname ?? '');
      const heard = writeAsHeard(word);
      if (more.length > 0 || heard === undefined || isKnown(heard, raw)) return undefined;
      return { text: heard, relevant: raw.withWords(foldWords(word)) };
    },
    negative: (_, raw, random) => none(nonsenseName(raw, random, 1)),
  },
  'other-script': {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw, random) => {
      const [word = '', ...more] = typedWords(contact.surname ?? '');
      if (more.length > 0 || word.length < FEWEST_LETTERS) return undefined;
      const text = inOtherScript(word, random);
      return text === undefined ? undefined : { text, relevant: raw.withWords(foldWords(word)) };
    },
    negative: (_, raw, random) => none(nonsenseName(raw, random, 1)),
  },
};

/** Kept apart from the product's rules, like every misspelling here. */
const HEARD: readonly (readonly [string, string])[] = [
  ['szcz', 'schtsch'],
  ['sz', 'sch'],
  ['cz', 'tsch'],
  ['prz', 'psch'],
  ['krz', 'ksch'],
  ['trz', 'tsch'],
  ['grz', 'gsch'],
  ['brz', 'bsch'],
  ['č', 'tsch'],
  ['ć', 'tsch'],
  ['š', 'sch'],
  ['ž', 'sch'],
  ['ż', 'sch'],
  ['ś', 'sch'],
  ['ř', 'rsch'],
  ['ł', 'l'],
  ['ą', 'on'],
  ['ę', 'en'],
];

/** Undefined for a word without any of these sounds. */
function writeAsHeard(word: string): string | undefined {
  let rest = word;
  let heard = '';
  let isChanged = false;
  while (rest !== '') {
    const [from = '', to = ''] = HEARD.find(([letters]) => rest.startsWith(letters)) ?? [];
    isChanged ||= to.length > 1;
    heard += from === '' ? rest.slice(0, 1) : to;
    rest = rest.slice(Math.max(1, from.length));
  }
  return isChanged ? heard : undefined;
}

const CYRILLIC: Record<string, string> = Object.fromEntries(
  [...'abgdiklmnoprtuvw'].map((letter, i) => [letter, [...'абгдиклмнопртувв'][i] ?? '']),
);
const GREEK: Record<string, string> = Object.fromEntries(
  [...'agdeiklmnoprstf'].map((letter, i) => [letter, [...'αγδεικλμνοπρστφ'][i] ?? '']),
);

/** Undefined for a word with letters that have no single counterpart. */
function inOtherScript(word: string, random: Random): string | undefined {
  const letters = random.chance(0.5) ? CYRILLIC : GREEK;
  const written = [...word].map((letter) => letters[letter]);
  return written.includes(undefined) || /[ao]u|[ae]i|oi|nt|mp|gk|gg/.test(word)
    ? undefined
    : written.join('');
}

function isKnown(text: string, raw: RawDirectory): boolean {
  return foldWords(text).some((word) => raw.has(word));
}

function none(text: string | undefined): Query | undefined {
  return text === undefined ? undefined : { text, relevant: [] };
}

/** Words as a person types them: lower case, accents kept. */
function typedWords(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}\p{M}'’]+/gu) ?? []
  );
}
