import { foldWords } from '#shared/name/fold.ts';
import type { Random } from '../random.ts';
import {
  anyTypo,
  hitNeighbour,
  insertOrDelete,
  spellUmlautsOtherwise,
  swapNeighbours,
  writeByEar,
} from './misspell.ts';
import { nonsenseName, nonsensePrefix } from './nonsense.ts';
import { absentNumber, companyQuery, neighbourOfPrivate, unfinishedNumber } from './number-queries.ts';
import type { Query } from './query.ts';
import type { RawDirectory } from './raw-directory.ts';
import type { Maker, Recipe } from './recipe.ts';
import { WRITING_CLASSES } from './writing-classes.ts';

/** How each class makes a question from a contact, and a question without an answer. */

type Misspell = (word: string, random: Random) => string | undefined;

const nonsense: Maker = (_, raw, random) => none(nonsenseName(raw, random));

export const CLASSES: Record<string, Recipe> = {
  'number-exact': {
    asked: 'look-up',
    times: 5,
    positive: ({ contact }, raw, random) => {
      if (contact.numbers.length === 0) return undefined;
      const text = random.pick(contact.numbers).e164.slice(1);
      return { text, relevant: raw.withNumber(text) };
    },
    negative: (listed, raw, random) =>
      none(random.chance(0.5) ? neighbourOfPrivate(listed, raw, random) : absentNumber(listed, raw, random)),
  },
  'number-unfinished': {
    asked: 'starting-with',
    isTyped: true,
    positive: (listed, raw, random) => {
      const text = unfinishedNumber(listed, random);
      return text === undefined ? undefined : { text, relevant: raw.withNumberPrefix(text) };
    },
    negative: (listed, raw, random) => {
      const absent = absentNumber(listed, raw, random)?.slice(0, -1);
      return absent !== undefined && raw.withNumberPrefix(absent).length === 0 ? none(absent) : undefined;
    },
  },
  'company-match': {
    asked: 'company',
    times: 5,
    negatives: 0.33,
    positive: companyQuery,
    negative: (listed, raw, random) => none(neighbourOfPrivate(listed, raw, random)),
  },
  prefix3: {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw, random) => {
      const [word = ''] = typedWords(random.chance(0.7) ? contact.surname : contact.givenName);
      return prefixes([word.slice(0, 3)], raw);
    },
    negative: (_, raw, random) => none(nonsensePrefix(raw, random)),
  },
  'prefix-two': {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw) => {
      const [surname = ''] = typedWords(contact.surname);
      const [given = ''] = typedWords(contact.givenName);
      return prefixes([surname.slice(0, 3), given.slice(0, 3)], raw);
    },
    negative: nonsense,
  },
  'name-company': {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw) => {
      const surname = typedWords(contact.surname);
      const company = typedWords(contact.company).slice(0, 1);
      return surname.length > 0 && company.length > 0 ? whole([...surname, ...company], raw) : undefined;
    },
    negative: nonsense,
  },
  'full-name': {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw, random) => {
      const parts = [typedWords(contact.givenName), typedWords(contact.surname)];
      if (parts.some((words) => words.length === 0)) return undefined;
      return whole((random.chance(0.5) ? parts : parts.reverse()).flat(), raw);
    },
    negative: nonsense,
  },
  'typo-keyboard': misspelt(hitNeighbour),
  'typo-transposed': misspelt(swapNeighbours),
  'typo-inserted': misspelt(insertOrDelete),
  umlaut: {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw, random) => {
      const [surname = '', ...more] = typedWords(contact.surname);
      const [given = ''] = typedWords(contact.givenName);
      const spelt = spellUmlautsOtherwise(surname, random);
      if (spelt === undefined || given === '' || more.length > 0) return undefined;
      return { text: `${given} ${spelt}`, relevant: raw.withWords(foldWords(`${given} ${surname}`)) };
    },
    negative: nonsense,
  },
  sound: misspelt(writeByEar),
  'rare-name': {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw, random) => {
      const [surname = '', ...more] = typedWords(contact.surname);
      if (more.length > 0 || raw.bearersOf(foldWords(surname)[0] ?? '') > 5) return undefined;
      return mistaken([surname], 0, anyTypo, raw, random);
    },
    negative: (_, raw, random) => none(nonsenseName(raw, random, 1)),
  },
  ...WRITING_CLASSES,
  'company-typo': {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw, random) => {
      const [surname = '', ...more] = typedWords(contact.surname);
      const [company = ''] = typedWords(contact.company);
      if (surname === '' || company === '' || more.length > 0) return undefined;
      return mistaken([surname, company], random.chance(0.5) ? 0 : 1, anyTypo, raw, random);
    },
    negative: nonsense,
  },
};

const SHORTEST_MISSPELT = 4;

/** Given name and surname with one mistake in one of them. */
function misspelt(misspell: Misspell): Recipe {
  return {
    asked: 'search',
    isTyped: true,
    positive: ({ contact }, raw, random) => {
      const [given = '', ...moreGiven] = typedWords(contact.givenName);
      const [surname = '', ...more] = typedWords(contact.surname);
      if (given === '' || surname === '' || more.length + moreGiven.length > 0) return undefined;
      return mistaken([given, surname], random.chance(0.75) ? 1 : 0, misspell, raw, random);
    },
    negative: nonsense,
  };
}

/** Only misspellings that no contact has as a word, because an exact word of another contact is no mistake. */
function mistaken(
  words: readonly string[],
  at: number,
  misspell: Misspell,
  raw: RawDirectory,
  random: Random,
): Query | undefined {
  const right = words[at] ?? '';
  if (right.length < SHORTEST_MISSPELT) return undefined;
  const wrong = misspell(right, random);
  if (wrong === undefined) return undefined;
  const folded = foldWords(wrong);
  if (folded.length !== 1 || raw.has(folded[0] ?? '') || folded[0] === foldWords(right)[0]) return undefined;
  const text = words.map((word, i) => (i === at ? wrong : word)).join(' ');
  return { text, relevant: raw.withWords(foldWords(words.join(' '))) };
}

function whole(words: readonly string[], raw: RawDirectory): Query {
  const text = words.join(' ');
  return { text, relevant: raw.withWords(foldWords(text)) };
}

function prefixes(words: readonly string[], raw: RawDirectory): Query | undefined {
  if (words.some((word) => word.length < 3)) return undefined;
  const text = words.join(' ');
  return { text, relevant: raw.withPrefixes(foldWords(text)) };
}

function none(text: string | undefined): Query | undefined {
  return text === undefined ? undefined : { text, relevant: [] };
}

/** Words as a person types them: lower case, accents and apostrophes kept. */
function typedWords(text: string | undefined): string[] {
  const typed = (text ?? '').toLowerCase().normalize('NFC');
  return typed.match(/[\p{L}\p{N}\p{M}'’]+/gu) ?? [];
}
