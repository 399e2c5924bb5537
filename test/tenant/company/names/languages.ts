/** A person's name in one of seven languages. Surnames follow Zipf–Mandelbrot, with a generated tail. */
import { type Random, randomOf } from '../random.ts';
import {
  ALPINE_SYLLABLES,
  AUSTRIAN_GIVEN,
  AUSTRIAN_SURNAMES,
  SWISS_GIVEN,
  SWISS_SURNAMES,
} from './alpine.ts';
import { ENGLISH_GIVEN, ENGLISH_SURNAMES, ENGLISH_SYLLABLES } from './english.ts';
import { FRENCH_GIVEN, FRENCH_SURNAMES, FRENCH_SYLLABLES } from './french.ts';
import { GERMAN_GIVEN, GERMAN_SURNAMES, GERMAN_SYLLABLES } from './german.ts';
import { POLISH_GIVEN, POLISH_SURNAMES, POLISH_SYLLABLES } from './polish.ts';
import { TURKISH_GIVEN, TURKISH_SURNAMES, TURKISH_SYLLABLES } from './turkish.ts';

export type Language = 'german' | 'swiss' | 'austrian' | 'french' | 'english' | 'polish' | 'turkish';

interface NameSource {
  surnames: string[];
  given: string[];
  heads: string[];
  tails: string[];
}

/** Surnames of ranks beyond the list are made of syllables: the long tail of a real telephone book. */
const SURNAME_RANKS = 12_000;
const GIVEN_RANKS_SHIFT = 6;
/** Mandelbrot's constants: about a third of the people have a surname from the tail. */
const SURNAME_SHIFT = 8;
const EXPONENT = 1.15;

const SOURCES: Record<Language, NameSource> = {
  german: source(GERMAN_SURNAMES, GERMAN_GIVEN, GERMAN_SYLLABLES),
  swiss: source(SWISS_SURNAMES, SWISS_GIVEN, ALPINE_SYLLABLES),
  austrian: source(AUSTRIAN_SURNAMES, AUSTRIAN_GIVEN, ALPINE_SYLLABLES),
  french: source(FRENCH_SURNAMES, FRENCH_GIVEN, FRENCH_SYLLABLES),
  english: source(ENGLISH_SURNAMES, ENGLISH_GIVEN, ENGLISH_SYLLABLES),
  polish: source(POLISH_SURNAMES, POLISH_GIVEN, POLISH_SYLLABLES),
  turkish: source(TURKISH_SURNAMES, TURKISH_GIVEN, TURKISH_SYLLABLES),
};

const SURNAME_TABLE = cumulative(SURNAME_RANKS, SURNAME_SHIFT);

export interface PersonName {
  givenName: string;
  surname: string;
}

export function personName(language: Language, random: Random): PersonName {
  const { given } = SOURCES[language];
  const givenName = given[rank(cumulativeFor(given.length), random())] ?? 'Kim';
  const surname = surnameAt(language, rank(SURNAME_TABLE, random()));
  return {
    givenName,
    surname: language === 'polish' && givenName.endsWith('a') ? feminine(surname) : surname,
  };
}

export function surnameAt(language: Language, at: number): string {
  const { surnames, heads, tails } = SOURCES[language];
  const known = surnames[at];
  if (known !== undefined) return known;
  const random = randomOf(language, at);
  const pick = (list: string[]) => list[Math.floor(random() * list.length)] ?? '';
  const tail = pick(tails);
  return random() < 0.35 ? `${pick(heads)}${pick(heads).toLowerCase()}${tail}` : `${pick(heads)}${tail}`;
}

function feminine(surname: string): string {
  return surname.replace(/ski$/, 'ska').replace(/cki$/, 'cka');
}

function source(surnames: string, given: string, syllables: { heads: string; tails: string }): NameSource {
  // A hyphen keeps the parts of one name together in the list: de-La-Tour becomes de La-Tour.
  const words = (text: string) => text.split(/\s+/).map((word) => word.replace(/^(von|de|Le|St)-/, '$1 '));
  return {
    surnames: words(surnames),
    given: words(given),
    heads: words(syllables.heads),
    tails: words(syllables.tails),
  };
}

const givenTables = new Map<number, Float64Array>();
function cumulativeFor(length: number): Float64Array {
  const table = givenTables.get(length) ?? cumulative(length, GIVEN_RANKS_SHIFT);
  givenTables.set(length, table);
  return table;
}

function cumulative(ranks: number, shift: number): Float64Array {
  const table = new Float64Array(ranks);
  let sum = 0;
  for (let at = 0; at < ranks; at++) {
    sum += 1 / (at + 1 + shift) ** EXPONENT;
    table[at] = sum;
  }
  return table.map((value) => value / sum);
}

function rank(table: Float64Array, draw: number): number {
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table[middle] ?? 1) < draw) low = middle + 1;
    else high = middle;
  }
  return low;
}
