/** Reads the kind of a number from a heading, a label or `TYPE` values. */
import type { FileNumberKind } from './file-contact.ts';
import { toWords } from './heading-words.ts';
import { ENDINGS, type Meaning, NUMBER_WORDS } from './number-words.ts';

const WORDS = buildWords();
const SUFFIXES = (Object.entries(ENDINGS) as [Meaning, string][])
  .flatMap(([meaning, endings]) => endings.split(' ').map((ending) => ({ meaning, ending })))
  .sort((a, b) => b.ending.length - a.ending.length);

/** undefined: a word of the heading has nothing to do with numbers. */
export function meaningsOf(heading: string): Set<Meaning> | undefined {
  const meanings = new Set<Meaning>();
  for (const word of toWords(heading)) {
    const found = meaningsOfWord(word);
    if (!found) return undefined;
    for (const meaning of found) meanings.add(meaning);
  }
  return meanings;
}

/** The kind that `TYPE` values and labels state together. Words that nobody knows say nothing. */
export function kindOfLabels(labels: readonly string[]): FileNumberKind {
  const words = labels.flatMap((label) => toWords(label.replace(/^_\$!<(.*)>!\$_$/s, '$1')));
  return kindOfMeanings(new Set(words.flatMap((word) => [...(meaningsOfWord(word) ?? [])])));
}

export function kindOfMeanings(meanings: ReadonlySet<Meaning>): FileNumberKind {
  if (meanings.has('assistant')) return 'assistant';
  if (meanings.has('fax')) return meanings.has('home') ? 'home-fax' : 'business-fax';
  if (meanings.has('pager')) return 'pager';
  if (meanings.has('car')) return 'car';
  if (meanings.has('mobile')) return 'mobile';
  if (meanings.has('main')) return 'main';
  if (meanings.has('home')) return 'home';
  return meanings.has('work') ? 'business' : 'other';
}

function meaningsOfWord(word: string): Set<Meaning> | undefined {
  const known = WORDS.get(word);
  if (known) return known;
  for (const { meaning, ending } of SUFFIXES) {
    if (!word.endsWith(ending) || word.length < ending.length + 2) continue;
    const start = word.slice(0, -ending.length);
    const before =
      meaningsOfWord(start) ?? (/[sne]$/.test(start) ? WORDS.get(start.slice(0, -1)) : undefined);
    if (before) return new Set([...before, meaning]);
  }
  return undefined;
}

function buildWords(): Map<string, Set<Meaning>> {
  const words = new Map<string, Set<Meaning>>();
  for (const [meaning, languages] of Object.entries(NUMBER_WORDS) as [Meaning, Record<string, string>][])
    for (const text of Object.values(languages))
      for (const spelled of text.split(' '))
        for (const word of toWords(spelled)) words.set(word, (words.get(word) ?? new Set()).add(meaning));
  return words;
}
