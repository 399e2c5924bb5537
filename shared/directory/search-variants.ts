import type { Contact } from '../contact.ts';
import { FIELD_CLASS, type FieldClass, sortKey } from './names/field.ts';
import type { QueryWord } from './names/query-word.ts';
import { bearersOf, excludedContacts, FIELD_COST, KIND, type NameQuery } from './names/search-segment.ts';
import { meaningsOf } from './names/spelling.ts';
import { VARIANT_MOST } from './names/variant-score.ts';
import {
  firstContacts,
  type NameHit,
  type SearchableIndex,
  type SearchablePart,
} from './searchable-index.ts';

/** The meanings of a misspelt word that stands alone, judged over all segments and the overlay of a source at once. */

interface Meaning {
  text: string;
  score: number;
  bearers: Bearer[];
}

interface Bearer {
  part: SearchablePart;
  position: number;
  field: FieldClass;
}

/** A page of results. */
const PAGE = 10;
/** More bearers of a surname would leave no room for other meanings. */
const CROWD = 7;
/** At first, show at most this many bearers of a common name; to find another one takes a second word. */
const SHARE_OF_CROWD = 3;

/**
 * Up to `limit` contacts besides those `shown`. Of equally likely meanings the one with fewer contacts goes first: five
 * thousand Meiers shall not hide the one Meiser.
 */
export async function searchVariants(
  index: SearchableIndex,
  query: NameQuery,
  word: QueryWord,
  limit: number,
  shown: ReadonlySet<string>,
): Promise<NameHit[]> {
  const hits = new Map<string, NameHit>();
  let lowest = VARIANT_MOST;
  const draw = async ({ score, bearers }: Meaning, most: number) => {
    let left = most;
    for (const { contact, field } of await contactsOf(bearers, index.overlay, limit)) {
      if (hits.size === limit || left === 0) return;
      if (hits.has(contact.id) || shown.has(contact.id)) continue;
      left--;
      // Scores never rise: merging sources by score must not bring a crowd back to the front.
      lowest = Math.min(lowest, score - FIELD_COST[field]);
      hits.set(contact.id, { contact, kind: KIND.variant, score: lowest });
    }
  };
  const crowds: Meaning[] = [];
  for (const meaning of bestMeanings(index, query, word, limit + PAGE)) {
    const isCrowd = namesakes(meaning) > CROWD;
    if (isCrowd) crowds.push(meaning);
    await draw(meaning, isCrowd ? SHARE_OF_CROWD : limit);
    if (hits.size === limit) break;
  }
  // Remaining slots go to the common names.
  for (const meaning of crowds) if (hits.size < limit) await draw(meaning, limit);
  return [...hits.values()];
}

/** The most valuable meanings first. A page is full long before the last of a thousand meanings, so they are weighed lazily. */
function* bestMeanings(
  index: SearchableIndex,
  query: NameQuery,
  word: QueryWord,
  most: number,
): Generator<Meaning> {
  const parts = index.overlay ? [...index.base, index.overlay] : index.base;
  const excluded = new Map(parts.map((part) => [part, excludedContacts(part.segment, query.without)]));
  let weighed: { meaning: Meaning; worth: number }[] = [];
  for (const { score, terms } of likeliestFirst(parts, word)) {
    // No meaning still to come is worth more than this score.
    yield* weighed.filter(({ worth }) => worth > score).map(({ meaning }) => meaning);
    weighed = weighed.filter(({ worth }) => worth <= score);
    for (const meaning of meaningsOfTerms(terms, score, excluded, most))
      weighed.push({ meaning, worth: worthOf(meaning) });
    weighed.sort((a, b) => b.worth - a.worth || (a.meaning.text < b.meaning.text ? -1 : 1));
  }
  yield* weighed.map(({ meaning }) => meaning);
}

/**
 * A person who searches for a name wants one of its bearers. So a meaning is worth its likelihood, times the namesakes who
 * may be meant, divided by the positions that all its bearers take. A crowd cannot be shown whole and counts as one.
 */
function worthOf(meaning: Meaning): number {
  const { score, bearers } = meaning;
  const names = namesakes(meaning);
  const meant = names > CROWD ? 1 : Math.max(1, names);
  const positions = Math.max(1, Math.min(PAGE, bearers.length));
  const bestField = Math.min(...bearers.map(({ field }) => field));
  return score - (FIELD_COST[bestField] ?? 0) + 10 * Math.log(meant / positions);
}

function namesakes({ bearers }: Meaning): number {
  return bearers.reduce((sum, { field }) => sum + (field === FIELD_CLASS.surname ? 1 : 0), 0);
}

interface ScoredTerms {
  score: number;
  terms: { part: SearchablePart; term: number }[];
}

function likeliestFirst(parts: readonly SearchablePart[], word: QueryWord): ScoredTerms[] {
  const byScore: ScoredTerms[] = [];
  for (const part of parts) {
    const { terms, scores } = meaningsOf(part.segment, word, 'possible');
    terms.forEach((term, i) => {
      const score = scores[i] ?? 0;
      // Terms that begin with the word were shown before.
      if (score > VARIANT_MOST) return;
      byScore[score] ??= { score, terms: [] };
      byScore[score].terms.push({ part, term });
    });
  }
  return byScore.filter((each) => each !== undefined).reverse();
}

/** The same word in several segments is one meaning, with the same score in each. */
function meaningsOfTerms(
  terms: ScoredTerms['terms'],
  score: number,
  excluded: ReadonlyMap<SearchablePart, ReadonlySet<number> | undefined>,
  most: number,
): Iterable<Meaning> {
  const meanings = new Map<string, Meaning>();
  for (const { part, term } of terms) {
    const text = part.segment.dictionary.text(term);
    const bearers = bearersOf(part.segment, term, excluded.get(part), most).map(({ contact, field }) => ({
      part,
      position: contact,
      field,
    }));
    const known = meanings.get(text);
    if (known) known.bearers = merged(known.bearers, bearers);
    else meanings.set(text, { text, score, bearers });
  }
  return meanings.values();
}

/** The same word in two spellings has bearers twice, with both: each counts once, in its better field. */
function merged(known: readonly Bearer[], more: readonly Bearer[]): Bearer[] {
  const all = new Map<string, Bearer>();
  const parts = new Map<SearchablePart, number>();
  for (const bearer of [...known, ...more]) {
    const part = parts.get(bearer.part) ?? parts.size;
    parts.set(bearer.part, part);
    const key = `${part} ${bearer.position}`;
    const before = all.get(key);
    if (!before || before.field > bearer.field) all.set(key, bearer);
  }
  return [...all.values()];
}

/** Best field first, then in one phone book's order over base and overlay. Reads only the contacts that are shown. */
async function contactsOf(
  bearers: readonly Bearer[],
  overlay: SearchablePart | undefined,
  limit: number,
): Promise<{ contact: Contact; field: FieldClass }[]> {
  const byField = bearers.toSorted((a, b) => a.field - b.field);
  const read = (some: readonly Bearer[]) => firstContacts(some, limit);
  const fromBase = await read(byField.filter(({ part }) => part !== overlay));
  if (!overlay) return fromBase;
  return [...fromBase, ...(await read(byField.filter(({ part }) => part === overlay)))]
    .map((each) => ({ ...each, key: sortKey(each.contact) }))
    .sort((a, b) => a.field - b.field || (a.key < b.key ? -1 : 1));
}
