import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Contact } from '#shared/contact.ts';
import { foldWords } from '#shared/name/fold.ts';
import { idOf } from '../data/directory.ts';
import { LANGUAGES, Names } from '../data/name-pool.ts';
import { hashOf, Random } from '../random.ts';
import type { QueryClass } from './queries.ts';

/**
 * Names that people labelled as the same: the index holds the head names among names of other people, the question is
 * a variant that the index does not hold. Heads with an even hash are for tuning, those with an odd one for reporting.
 */

const FILES = {
  surname: new URL('../../data/names/ancestry-surname-pairs.csv', import.meta.url),
  given: new URL('../../data/names/ancestry-givenname-pairs.csv', import.meta.url),
} as const;
export type LabelledKind = keyof typeof FILES;
export const LABELLED_KINDS = Object.keys(FILES) as LabelledKind[];

export interface LabelledNames {
  contacts: Contact[];
  classes: QueryClass[];
  /** Variants that are not used as questions. */
  others: string[];
}

/** `people-surname` is for reporting, `people-surname-tune` for tuning; up to `count` questions each. */
export function labelledNames(kind: LabelledKind, names: number, count: number, seed: string): LabelledNames {
  const { headsOf, others } = readPairs(kind);
  const heads = new Set([...headsOf.values()].flatMap((set) => [...set]));
  const indexed = new Set(heads);
  for (const name of distractors(kind, others, seed)) {
    if (indexed.size >= names) break;
    if (!headsOf.has(name)) indexed.add(name);
  }
  const positions = new Map([...indexed].map((name, i) => [name, i]));
  const halves = { report: [] as QueryClass['queries'], tune: [] as QueryClass['queries'] };
  const random = new Random(`${seed}:people:${kind}`);
  for (const variant of random.shuffle([...headsOf.keys()].sort())) {
    const answers = [...(headsOf.get(variant) ?? [])];
    const isOdd = answers.map((head) => (hashOf(head)[0] & 1) === 1);
    // A variant of heads from both halves would carry tuning over into the report.
    if (indexed.has(variant) || new Set(isOdd).size !== 1) continue;
    const relevant = answers.map((head) => positions.get(head) ?? -1);
    halves[isOdd[0] ? 'report' : 'tune'].push({ text: variant, relevant });
  }
  const queryClass = (name: string, queries: QueryClass['queries']): QueryClass => ({
    name,
    asked: 'search',
    isTyped: false,
    queries: queries.slice(0, count),
  });
  return {
    contacts: [...indexed].map((name, i) => asContact(kind, name, i)),
    others: [...halves.report.slice(count), ...halves.tune.slice(count)].map(({ text }) => text),
    classes: [queryClass(`people-${kind}`, halves.report), queryClass(`people-${kind}-tune`, halves.tune)],
  };
}

/** Folded variants with their folded heads, and names that are variants of none. */
function readPairs(kind: LabelledKind): { headsOf: Map<string, Set<string>>; others: string[] } {
  const rows: Record<string, string>[] = parse(readFileSync(FILES[kind]), {
    bom: true,
    columns: true,
    relax_column_count: true,
  });
  const headsOf = new Map<string, Set<string>>();
  const others = new Set<string>();
  for (const row of rows) {
    const head = oneWord(row.HeadName);
    const variant = oneWord(row.VariantName);
    if (head === undefined || variant === undefined) continue;
    if (row.Bad !== '') {
      others.add(variant).add(head);
      continue;
    }
    const heads = headsOf.get(variant);
    if (heads) heads.add(head);
    else headsOf.set(variant, new Set([head]));
  }
  return { headsOf, others: [...others].sort() };
}

/** Names that people labelled as different, then everyday names, then invented ones. */
function* distractors(kind: LabelledKind, others: readonly string[], seed: string): Generator<string> {
  const random = new Random(`${seed}:distractors:${kind}`);
  yield* random.shuffle([...others]);
  const names = new Names(seed);
  const pool = kind === 'given' ? 'given' : 'surnames';
  for (const name of names.heads[pool]) yield* foldWords(name);
  // Bounded, because a language has a limited number of names.
  for (let i = 0; i < 2_000_000; i++) yield* foldWords(names.sample(random.pick(LANGUAGES), pool, random));
}

function oneWord(text: string | undefined): string | undefined {
  const words = foldWords(text ?? '');
  return words.length === 1 ? words[0] : undefined;
}

function asContact(kind: LabelledKind, name: string, index: number): Contact {
  const field = kind === 'given' ? { givenName: name } : { surname: name };
  return { id: idOf(index), displayName: name, ...field, emails: [], categories: [], numbers: [] };
}
