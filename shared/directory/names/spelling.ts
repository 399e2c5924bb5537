import { LIKENESS, OTHER_WRITING } from '../../name/written-letters.ts';
import { beginsNearly, FAR, mostEdits } from './edit-distance.ts';
import type { QueryWord } from './query-word.ts';
import { letterSignature, type NameSegment, pairSignature } from './segment.ts';
import { variantScore } from './variant-score.ts';

/**
 * Which terms a typed word may mean, and how likely. A score is one byte: 255 for the word itself, 204 to 234 for a term that
 * begins with it as written, 174 to 183 for one that does so only after folding, up to 170 for a near spelling or sound.
 */

export const EXACT = 255;
const PREFIX_LEAST = 204;
const PREFIX_MOST = 234;
/** Scores of terms that begin with the word once both are folded, whole words first. */
const FOLDED = {
  [LIKENESS.alike]: { whole: 183, begun: 179 },
  [LIKENESS.folded]: { whole: 175, begun: 174 },
};
/** The highest of them. */
export const FOLDED_MOST = 183;
/** The same for other forms of a word: transliterated, by ear, parts. */
const OTHER_FORMS = { whole: 180, begun: 177 };
/** A form that is the same only after folding: no better than a near spelling. */
const FOLDED_FORM = 100;
/** Nearly all variants with two edits score above it, and most with three. Terms below it are other people's names. */
const DOUBTFUL = 70;
/** Score of a term that begins nearly like the word. */
const BEGINNING = 30;

export interface Meanings {
  terms: number[];
  scores: number[];
}

/**
 * How far to look. `begun`: the word itself and words that begin with it. `likely`: also terms that sound alike or are
 * one edit away, by direct hits of the index. `possible`: also more edits, and mistyped beginnings; looks at every term.
 */
export type Effort = 'begun' | 'likely' | 'possible';

export function meaningsOf(segment: NameSegment, word: QueryWord, effort: Effort): Meanings {
  let meanings: Meanings = meaningsOfReading(segment, word, effort);
  for (const reading of word.readings)
    meanings = united(meanings, meaningsOfReading(segment, reading, effort));
  return meanings;
}

function meaningsOfReading(segment: NameSegment, word: QueryWord, effort: Effort): Meanings {
  const meanings = new Collected(segment, word);
  meanings.addPrefixed();
  if (effort === 'begun') return meanings;
  if (word.sound !== 0) segment.soundingLike(word.sound, (term) => meanings.addSounding(term));
  // A word of three letters tolerates one edit, and the index of near spellings has all such terms.
  if (effort === 'possible' && word.bytes.length > 3) addByScan(segment, word, meanings);
  else if (word.bytes.length > 2) segment.nearlySpelled(word.bytes, (term) => meanings.addNear(term, 1));
  return meanings;
}

/**
 * How many letters and pairs only one of the words may have. An edit makes up to two and six of them, but hardly any variant
 * differs in more than this.
 */
const MOST_LETTERS = 4;
const MOST_PAIRS = 8;
/** Mistyped beginnings come last: with so many better meanings nobody would see them. */
const ENOUGH = 10;

function addByScan(segment: NameSegment, word: QueryWord, meanings: Collected): void {
  const { length } = word.bytes;
  const limit = mostEdits(length);
  const letters = letterSignature(word.bytes);
  const pairs = pairSignature(word.bytes);
  const { termRows, pairSignatures, dictionary } = segment;
  const { starts, bytes } = dictionary.unpacked;
  const mostPairs = Math.min(MOST_PAIRS, 6 * limit);
  // An edit removes at most one letter of the word, and adds at most one.
  termRows.forNear(letters, length, limit, Math.min(MOST_LETTERS, 2 * limit), (term) => {
    if (bits(pairs ^ (pairSignatures[term] ?? 0)) > mostPairs) return;
    // Few terms are near, and only those are decoded from the packed dictionary.
    const start = starts[term] ?? 0;
    const edits = word.edits.countTo(bytes, (starts[term + 1] ?? 0) - start, limit, start);
    if (edits !== FAR) meanings.addNear(term, limit);
  });
  if (meanings.terms.length >= ENOUGH) return;
  termRows.forBeginning(letters, length + limit, (term) => {
    // One edit breaks at most three pairs.
    if (bits(pairs & ~(pairSignatures[term] ?? 0)) > 3) return;
    if (beginsNearly(word.bytes, bytes, starts[term])) meanings.addBeginning(term);
  });
}

/** The terms of both, each with its better score. */
function united(one: Meanings, other: Meanings): Meanings {
  const scores = new Map(one.terms.map((term, i) => [term, one.scores[i] ?? 0]));
  other.terms.forEach((term, i) => {
    scores.set(term, Math.max(scores.get(term) ?? 0, other.scores[i] ?? 0));
  });
  return { terms: [...scores.keys()], scores: [...scores.values()] };
}

function literalScore(extra: number): number {
  return extra === 0 ? EXACT : Math.max(PREFIX_LEAST, PREFIX_MOST - 2 * extra);
}

class Collected implements Meanings {
  readonly terms: number[] = [];
  readonly scores: number[] = [];
  readonly #segment: NameSegment;
  readonly #word: QueryWord;
  readonly #seen = new Set<number>();
  #prefixFrom = 0;
  #prefixTo = 0;

  constructor(segment: NameSegment, word: QueryWord) {
    this.#segment = segment;
    this.#word = word;
  }

  addPrefixed(): void {
    const { dictionary, lengths, spellings } = this.#segment;
    const { bytes, isWhole, spelling: typed } = this.#word;
    const from = dictionary.lowerBound(bytes);
    const to = dictionary.prefixEnd(bytes);
    this.#prefixFrom = from;
    this.#prefixTo = to;
    const isPlainLiteral = typed !== undefined && (isWhole || typed.likenessOf(0) === LIKENESS.literal);
    let special = spellings.from(from);
    let nextSpecial = spellings.term(special);
    for (let term = from; term < to; term++) {
      const extra = (lengths[term] ?? 0) - bytes.length;
      let spelling = 0;
      if (term === nextSpecial) {
        spelling = spellings.spelling(special);
        nextSpecial = spellings.term(++special);
      }
      if (isWhole && extra > 0) continue;
      this.terms.push(term);
      // Nearly all terms are spelt plainly, and their scores need no call.
      this.scores.push(
        spelling === 0 && isPlainLiteral ? literalScore(extra) : this.#begunScore(term, spelling, extra),
      );
    }
  }

  /** Score of a term that begins with the word, by how it is written and by how many letters are left. */
  #begunScore(term: number, written: number, extra: number): number {
    const { spelling: typed, isWhole } = this.#word;
    const completeness = extra === 0 ? 'whole' : 'begun';
    if (typed === undefined) return OTHER_FORMS[completeness];
    if (written === OTHER_WRITING)
      return typed.likenessOf(0) === LIKENESS.literal ? OTHER_FORMS[completeness] : FOLDED_FORM;
    if (isWhole) return EXACT;
    const likeness = this.#hasSharpS(term, written) ? LIKENESS.alike : typed.likenessOf(written);
    if (likeness !== LIKENESS.literal) return FOLDED[likeness][completeness];
    return literalScore(extra + (typed.hasFurtherE(written) ? 1 : 0));
  }

  /** Whether the term has ß where a single s was typed. */
  #hasSharpS(term: number, written: number): boolean {
    const { spelling: typed, bytes } = this.#word;
    if (!typed?.mayHaveSharpS(written)) return false;
    const { dictionary } = this.#segment;
    return dictionary.read(term) > bytes.length && dictionary.word[bytes.length] === bytes[bytes.length - 1];
  }

  /** Adds a term that sounds alike, however many edits it is away. */
  addSounding(term: number): void {
    if (this.#isKnown(term)) return;
    const { dictionary } = this.#segment;
    const length = dictionary.read(term);
    const isOneEdit = this.#word.edits.countTo(dictionary.word, length, 1) !== FAR;
    this.#add(term, Math.max(1, variantScore(this.#word, dictionary.word, length, isOneEdit, true, 1)));
  }

  addNear(term: number, limit: number): void {
    if (this.#isKnown(term)) return;
    const { dictionary } = this.#segment;
    const length = dictionary.read(term);
    const edits = this.#word.edits.countTo(dictionary.word, length, limit);
    if (edits === FAR) return;
    const score = variantScore(this.#word, dictionary.word, length, edits === 1, false, DOUBTFUL);
    if (score > 0) this.#add(term, score);
  }

  /** Adds a longer term whose beginning is one edit away: the typed word is misspelt and unfinished. */
  addBeginning(term: number): void {
    if (!this.#isKnown(term)) this.#add(term, BEGINNING);
  }

  /** Adds the term, and the same word in other spellings. */
  #add(term: number, score: number): void {
    let next = term;
    do {
      this.#seen.add(next);
      this.terms.push(next);
      this.scores.push(score);
      next++;
    } while (this.#segment.isRepeated(next) && !this.#isKnown(next));
  }

  #isKnown(term: number): boolean {
    return (term >= this.#prefixFrom && term < this.#prefixTo) || this.#seen.has(term);
  }
}

function bits(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
