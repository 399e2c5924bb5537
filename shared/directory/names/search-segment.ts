import { OTHER_WRITING } from '../../name/written-letters.ts';
import type { FieldClass } from './field.ts';
import type { QueryWord } from './query-word.ts';
import { type NameSegment, SEGMENT_CONTACTS } from './segment.ts';
import { type Effort, EXACT, FOLDED_MOST, type Meanings, meaningsOf } from './spelling.ts';
import { termBytes } from './term-dictionary.ts';
import { VARIANT_MOST } from './variant-score.ts';

/** One segment's best contacts for a query. */

/**
 * How well the worst of the words matched. Merging sources sorts by it before anything else. `folded`: the words are the same
 * only once umlauts, scripts or blanks are.
 */
export const KIND = { exact: 0, prefix: 1, folded: 2, variant: 3, partial: 4 } as const;

export interface SegmentHit {
  /** Position of the contact in its segment. */
  contact: number;
  kind: number;
  score: number;
}

export interface NameQuery {
  words: readonly QueryWord[];
  /** No word of the contact may begin with one of these. */
  without: readonly string[];
}

/** Cost of a match by field class: a surname says most. */
export const FIELD_COST = [0, 4, 12, 20] as const;

/** Folded matches lie close together, so that none is worth as much as a literal one or as little as a variant. */
const FOLDED_COST = [0, 1, 2, 3] as const;

/** Worth of a word by its score and field class; at least one, since the word matched. */
const WORTH = Array.from({ length: EXACT + 1 }, (_, score) => {
  const isFolded = score > VARIANT_MOST && score <= FOLDED_MOST;
  return (isFolded ? FOLDED_COST : FIELD_COST).map((cost) => Math.max(1, score - cost));
});

/** Up to `limit` contacts that match every word, best first. */
export function searchSegment(
  segment: NameSegment,
  query: NameQuery,
  effort: Effort,
  limit: number,
): SegmentHit[] {
  const meanings: Meanings[] = [];
  for (const word of query.words) {
    const one = meaningsOf(segment, word, effort);
    // No contact of the segment can have every word, so the other words need no search.
    if (one.terms.length === 0) return [];
    meanings.push(one);
  }
  const excluded = excludedContacts(segment, query.without);
  const best = new BestHits(limit);
  const [first] = meanings;
  if (first && meanings.length === 1) rankOne(segment, first, excluded, best);
  else rankAll(segment, meanings, excluded, best);
  return best.hits;
}

/**
 * Contacts that match at least one of the words, for when no contact matches all. Of two words, these are the best of the one
 * and the best of the other.
 */
export function searchSegmentPartly(segment: NameSegment, query: NameQuery, limit: number): SegmentHit[] {
  const meanings = query.words.map((word) => meaningsOf(segment, word, 'likely'));
  const excluded = excludedContacts(segment, query.without);
  const best = new BestHits(limit);
  if (meanings.length > 2) rankPartly(segment, meanings, excluded, best);
  else for (const word of meanings) rankOne(segment, word, excluded, best, partialKind, ONE_MET);
  return best.hits;
}

/** Two words that match are worth more than one that matches well. */
const ONE_MET = 256;
const partialKind = () => KIND.partial;

function rankPartly(
  segment: NameSegment,
  meanings: readonly Meanings[],
  excluded: Set<number> | undefined,
  best: BestHits,
): void {
  const words = meanings.map((each, position) => scoresByContact(segment, each, position));
  for (let contact = 0; contact < segment.contacts; contact++) {
    let total = 0;
    for (const scores of words) {
      const score = scores[contact] ?? 0;
      if (score > 0) total += ONE_MET + score;
    }
    if (total === 0 || best.isClosedTo(KIND.partial, total) || excluded?.has(contact)) continue;
    best.offer(contact, KIND.partial, total);
  }
}

/** One word: ranks the terms, and draws their contacts only as long as they can still be among the best. */
function rankOne(
  segment: NameSegment,
  { terms, scores }: Meanings,
  excluded: Set<number> | undefined,
  best: BestHits,
  kindOfScore: (score: number) => number = kindOf,
  bonus = 0,
): void {
  for (const position of bestFirst(scores)) {
    const score = scores[position] ?? 0;
    const kind = kindOfScore(score);
    if (best.isClosedTo(kind, score + bonus)) break;
    for (const { contact, field } of bearersOf(segment, terms[position] ?? 0, excluded, best.limit))
      best.offer(contact, kind, bonus + (WORTH[score]?.[field] ?? 1));
  }
}

/** Positions of the scores, the highest first, equal ones in their order. A counting sort, for thousands of scores of one byte. */
function bestFirst(scores: readonly number[]): Uint32Array {
  const starts = new Uint32Array(257);
  for (const score of scores) starts[255 - score + 1] = (starts[255 - score + 1] ?? 0) + 1;
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const positions = new Uint32Array(scores.length);
  scores.forEach((score, position) => {
    const at = starts[255 - score] ?? 0;
    positions[at] = position;
    starts[255 - score] = at + 1;
  });
  return positions;
}

/** The first contacts of a term, best field first, then in the phone book's order. */
export function bearersOf(
  segment: NameSegment,
  term: number,
  excluded: ReadonlySet<number> | undefined,
  limit: number,
): { contact: number; field: FieldClass }[] {
  const drawn: { contact: number; field: FieldClass }[][] = [[], [], [], []];
  segment.forContacts(term, (contact, field) => {
    const known = drawn[field];
    if (known && known.length < limit && !excluded?.has(contact)) known.push({ contact, field });
    return (drawn[0]?.length ?? 0) < limit;
  });
  return drawn.flat().slice(0, limit);
}

/** Several words: walks the contacts of the rarest word and only checks the other words. */
function rankAll(
  segment: NameSegment,
  meanings: readonly Meanings[],
  excluded: Set<number> | undefined,
  best: BestHits,
): void {
  const sizes = meanings.map(({ terms }) => terms.reduce((sum, term) => sum + segment.postingBytes(term), 0));
  const rarest = sizes.indexOf(Math.min(...sizes));
  if (sizes[rarest] === 0) return;
  const others = meanings
    .filter((_, i) => i !== rarest)
    .map((each, position) => scoresByContact(segment, each, position));
  const seen = new Map<number, number>();
  const { terms, scores } = meanings[rarest] ?? { terms: [], scores: [] };
  terms.forEach((term, i) => {
    const score = scores[i] ?? 0;
    segment.forContacts(term, (contact, field) => {
      const own = WORTH[score]?.[field] ?? 1;
      let total = own;
      let kind: number = kindOf(own);
      for (const other of others) {
        const met = other[contact] ?? 0;
        if (met === 0) return true;
        total += met;
        kind = Math.max(kind, kindOf(met));
      }
      if (best.isClosedTo(kind, total)) return true;
      if (excluded?.has(contact)) return true;
      const rank = total - kind * 10_000;
      const known = seen.get(contact);
      if (known !== undefined && known >= rank) return true;
      seen.set(contact, rank);
      best.offer(contact, kind, total);
      return true;
    });
  });
}

/** Scores of a query's words in one segment at a time. Reused, since a new byte per contact and search would burden garbage collection. */
const SCORES: Uint8Array[] = [];

/** Best score of each contact for one word, 0 for contacts without it; valid until the next call for that position. */
function scoresByContact(segment: NameSegment, { terms, scores }: Meanings, position: number): Uint8Array {
  SCORES[position] ??= new Uint8Array(SEGMENT_CONTACTS);
  const best = SCORES[position];
  best.fill(0, 0, segment.contacts);
  terms.forEach((term, i) => {
    segment.raise(term, WORTH[scores[i] ?? 0] ?? [], best);
  });
  return best;
}

export function excludedContacts(segment: NameSegment, without: readonly string[]): Set<number> | undefined {
  if (without.length === 0) return undefined;
  const excluded = new Set<number>();
  for (const word of without) {
    const bytes = termBytes(word);
    const end = segment.dictionary.prefixEnd(bytes);
    for (let term = segment.dictionary.lowerBound(bytes); term < end; term++) {
      // People exclude what they read, and nobody reads these.
      if (segment.spellings.of(term) === OTHER_WRITING) continue;
      segment.forContacts(term, (contact) => {
        excluded.add(contact);
        return true;
      });
    }
  }
  return excluded;
}

function kindOf(score: number): number {
  if (score >= EXACT - FIELD_COST[3]) return KIND.exact;
  if (score > FOLDED_MOST) return KIND.prefix;
  return score > VARIANT_MOST ? KIND.folded : KIND.variant;
}

/** The best so far: by kind, then score, then the phone book's order. */
class BestHits {
  readonly hits: SegmentHit[] = [];
  readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** True when a hit of this kind and score can no longer be among the best. */
  isClosedTo(kind: number, score: number): boolean {
    const last = this.hits[this.limit - 1];
    return last !== undefined && (kind > last.kind || (kind === last.kind && score < last.score));
  }

  offer(contact: number, kind: number, score: number): void {
    if (this.isClosedTo(kind, score)) return;
    const known = this.hits.findIndex((hit) => hit.contact === contact);
    const hit = { contact, kind, score };
    if (known >= 0) {
      const before = this.hits[known];
      if (before && compareHits(before, hit) <= 0) return;
      this.hits.splice(known, 1);
    }
    let at = this.hits.length;
    while (at > 0 && compareHits(hit, this.hits[at - 1] ?? hit) < 0) at--;
    this.hits.splice(at, 0, hit);
    if (this.hits.length > this.limit) this.hits.pop();
  }
}

function compareHits(a: SegmentHit, b: SegmentHit): number {
  return a.kind - b.kind || b.score - a.score || a.contact - b.contact;
}
