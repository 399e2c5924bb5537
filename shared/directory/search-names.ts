import type { Contact } from '../contact.ts';
import { foldWords, writtenWords } from '../name/fold.ts';
import { sortKey } from './names/field.ts';
import { queryWord } from './names/query-word.ts';
import {
  KIND,
  type NameQuery,
  type SegmentHit,
  searchSegment,
  searchSegmentPartly,
} from './names/search-segment.ts';
import type { NameSegment } from './names/segment.ts';
import type { Effort } from './names/spelling.ts';
import { searchRejoined } from './search-rejoined.ts';
import { searchVariants } from './search-variants.ts';
import {
  firstContacts,
  type NameHit,
  type SearchableIndex,
  type SearchablePart,
} from './searchable-index.ts';

/** Searches the segments and the overlay of one source. */

/** Further words would not narrow the search. */
const MAX_WORDS = 8;

/** The words of a typed text; `-word` excludes contacts. Undefined when no word is left to search for. */
export function parseNameQuery(text: string): NameQuery | undefined {
  const parts = text.split(/\s+/u);
  const isExcluded = (part: string) => part.startsWith('-');
  const without = parts.filter(isExcluded).flatMap((part) => foldWords(part));
  const words = parts
    .filter((part) => !isExcluded(part))
    .flatMap((part) => {
      const written = writtenWords(part);
      return written.map((word) => ({ word, typed: written.length === 1 ? part : word }));
    });
  return words.length === 0
    ? undefined
    : {
        words: words.slice(0, MAX_WORDS).map(({ word, typed }) => queryWord(word, words.length === 1, typed)),
        without,
      };
}

/**
 * Up to `limit` contacts, best first. Direct hits of the index come first, then those whose words are joined otherwise. Only
 * when they are too few is every term compared, and only when no contact has all words are contacts with some of them shown.
 */
export async function searchNames(
  index: SearchableIndex,
  query: NameQuery,
  limit: number,
): Promise<NameHit[]> {
  const search = (effort: Effort) =>
    collect(index, limit, (segment, most) => searchSegment(segment, query, effort, most));
  const [first, ...others] = query.words;
  const isAlone = first !== undefined && others.length === 0;
  const direct = await search(isAlone ? 'begun' : 'likely');
  const asTyped = direct.filter(({ kind }) => kind <= KIND.folded);
  if (asTyped.length >= limit) return asTyped;
  // With contacts that have all words as typed, nobody means a part of one.
  const mayBeParted = isAlone || asTyped.every(({ kind }) => kind === KIND.folded);
  const rejoined = await searchRejoined(index, query, {
    limit: limit - asTyped.length,
    shown: idsOf(asTyped),
    mayBeParted,
  });
  const begun = [...asTyped, ...rejoined];
  if (begun.length === limit) return begun;
  if (isAlone)
    return [...begun, ...(await searchVariants(index, query, first, limit - begun.length, idsOf(begun)))];
  const known = idsOf(begun);
  const found = [
    ...begun,
    ...direct.filter(({ kind, contact }) => kind > KIND.folded && !known.has(contact.id)),
  ];
  if (found.length > 0) return found.slice(0, limit);
  const possible = await search('possible');
  if (possible.length > 0) return possible;
  return collect(index, limit, (segment, most) => searchSegmentPartly(segment, query, most));
}

function idsOf(hits: readonly NameHit[]): ReadonlySet<string> {
  return new Set(hits.map(({ contact }) => contact.id));
}

type Search = (segment: NameSegment, most: number) => SegmentHit[];

/** Base and overlay answer like one index built anew: both give their best hits, and the phone book's order settles ties. */
async function collect(index: SearchableIndex, limit: number, search: Search): Promise<NameHit[]> {
  const fromBase = await bestOf(index.base, limit, search);
  if (!index.overlay)
    return fromBase.map(({ hit, contact }) => ({ contact, kind: hit.kind, score: hit.score }));
  const fromOverlay = await bestOf([index.overlay], limit, search);
  const hits = [...fromBase, ...fromOverlay].map(({ hit, contact }) => ({
    hit,
    contact,
    key: sortKey(contact),
  }));
  hits.sort((a, b) => compareHits(a.hit, b.hit) || (a.key < b.key ? -1 : 1));
  return hits.slice(0, limit).map(({ hit: { kind, score }, contact }) => ({ contact, kind, score }));
}

interface Loaded {
  hit: SegmentHit;
  contact: Contact;
}

/** Segments follow one another in the phone book's order, so only contacts that are shown have to be read. */
async function bestOf(parts: readonly SearchablePart[], limit: number, search: Search): Promise<Loaded[]> {
  for (let most = limit; ; most *= 4) {
    const found = parts.flatMap((part, segment) =>
      search(part.segment, most).map((hit) => ({ part, segment, hit, position: hit.contact })),
    );
    const isCut = found.length >= most;
    found.sort((a, b) => compareHits(a.hit, b.hit) || a.segment - b.segment || a.position - b.position);
    const loaded = await firstContacts(found, limit);
    // Replaced contacts may have crowded out others.
    if (loaded.length === limit || !isCut) return loaded;
  }
}

function compareHits(a: SegmentHit, b: SegmentHit): number {
  return a.kind - b.kind || b.score - a.score;
}
