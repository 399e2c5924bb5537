import { koelner } from '../../name/koelner.ts';
import { asUint32, readBlock } from '../block.ts';
import { FormatError } from '../head.ts';
import type { FieldClass } from './field.ts';
import { type FuzzyTable, probeFuzzyTable } from './fuzzy-table.ts';
import { compareBytes, TermDictionary } from './term-dictionary.ts';
import { TermRows } from './term-rows.ts';
import { TermSpellings } from './term-spellings.ts';

/**
 * A segment of a source's name index: up to 2¹⁷ contacts in the order of the phone book, their words, and which contacts
 * have them. Typed arrays over the stored bytes; nothing is parsed or decoded before it is needed.
 */

/** More contacts make a further segment, so that each is built in one step and fits one stored value. */
export const SEGMENT_CONTACTS = 2 ** 17;

const SECTIONS = 13;

/** Sound of a word as a number; 0 for one that is too short to have one. */
export function soundOf(word: string): number {
  if (word.length < 3) return 0;
  const code = koelner(word);
  // A leading one keeps leading zeros. Nine digits of the code keep the number below 2³².
  return code === '' ? 0 : Number(`1${code.slice(0, 9)}`) % 2 ** 32;
}

export function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && compareBytes(a, b) === 0;
}

/** Which of the 26 letters occur. */
export function letterSignature(term: Uint8Array): number {
  let signature = 0;
  for (const byte of term) if (byte >= 97 && byte <= 122) signature |= 1 << (byte - 97);
  return signature >>> 0;
}

/** Which pairs of neighbouring letters occur, folded to 32 bits. An edit removes and adds at most three pairs each. */
export function pairSignature(term: Uint8Array): number {
  let signature = 0;
  for (let i = 1; i < term.length; i++)
    signature |= 1 << ((((term[i - 1] ?? 0) * 7) ^ ((term[i] ?? 0) * 3)) & 31);
  return signature >>> 0;
}

export class NameSegment {
  readonly contacts: number;
  readonly dictionary: TermDictionary;
  readonly lengths: Uint8Array;
  readonly #letterSignatures: Uint32Array;
  readonly pairSignatures: Uint32Array;
  readonly #postingStarts: Uint32Array;
  readonly #postings: Uint8Array;
  readonly #sounds: Uint32Array;
  readonly #fuzzy: FuzzyTable;
  readonly spellings: TermSpellings;
  #termRows: TermRows | undefined;

  /** Throws FormatError. */
  constructor(bytes: Uint8Array) {
    const sections = readBlock('w', bytes, SECTIONS);
    const section = (i: number) => sections[i] ?? new Uint8Array();
    const counts = asUint32(section(0));
    const [contacts = 0, terms = 0] = counts;
    // Blocks of before have no spellings here, and readers of before ignore them.
    this.spellings = new TermSpellings(counts.subarray(2), terms);
    this.contacts = contacts;
    this.dictionary = new TermDictionary(asUint32(section(1)), section(2), terms);
    this.#postingStarts = asUint32(section(3));
    this.#postings = section(4);
    this.lengths = section(5);
    this.#letterSignatures = asUint32(section(6));
    this.pairSignatures = asUint32(section(7));
    this.#sounds = asUint32(section(8));
    const rests = section(10);
    this.#fuzzy = {
      starts: asUint32(section(9)),
      rests: new Uint16Array(rests.buffer, rests.byteOffset, rests.byteLength >>> 1),
      terms: section(11),
    };
    if (this.#postingStarts.length !== terms + 1)
      throw new FormatError('damaged', 'a name segment whose sections disagree');
  }

  /** Made on first use: most searches never need it. */
  get termRows(): TermRows {
    this.#termRows ??= new TermRows(this.#letterSignatures, this.lengths);
    return this.#termRows;
  }

  /** Whether the term has the same letters as the one before it, in another spelling. */
  isRepeated(term: number): boolean {
    // Of equal terms the plainly spelt one comes first.
    if (!this.spellings.isSpecial(term)) return false;
    const { dictionary } = this;
    const before = dictionary.word.slice(0, dictionary.read(term - 1));
    return isSame(before, dictionary.word.subarray(0, dictionary.read(term)));
  }

  /** Bytes of a term's postings: a measure of how many contacts have it. */
  postingBytes(term: number): number {
    return (this.#postingStarts[term + 1] ?? 0) - (this.#postingStarts[term] ?? 0);
  }

  /** Calls `visit` with the contacts that have the term, ascending, until it returns false. */
  forContacts(term: number, visit: (contact: number, field: FieldClass) => boolean | undefined): void {
    const bytes = this.#postings;
    const end = this.#postingStarts[term + 1] ?? 0;
    let contact = -1;
    for (let at = this.#postingStarts[term] ?? 0; at < end; ) {
      let value = bytes[at++] ?? 0;
      if (value > 127) {
        value &= 127;
        for (let shift = 7; ; shift += 7) {
          const byte = bytes[at++] ?? 0;
          value |= (byte & 127) << shift;
          if (byte < 128) break;
        }
      }
      contact += (value >>> 2) + 1;
      if (visit(contact, (value & 3) as FieldClass) === false) return;
    }
  }

  /**
   * Raises `best` of every contact that has the term to `worth` of the field class where it stands. A search for a single letter
   * spends most of its time in this loop, so the loop calls no function.
   */
  raise(term: number, worth: readonly number[], best: Uint8Array): void {
    const bytes = this.#postings;
    const end = this.#postingStarts[term + 1] ?? 0;
    let contact = -1;
    for (let at = this.#postingStarts[term] ?? 0; at < end; ) {
      let value = bytes[at++] ?? 0;
      if (value > 127) {
        value &= 127;
        for (let shift = 7; ; shift += 7) {
          const byte = bytes[at++] ?? 0;
          value |= (byte & 127) << shift;
          if (byte < 128) break;
        }
      }
      contact += (value >>> 2) + 1;
      const placed = worth[value & 3] ?? 0;
      if (placed > (best[contact] ?? 0)) best[contact] = placed;
    }
  }

  /** Calls `found` with every term whose `soundOf` is this sound. */
  soundingLike(sound: number, found: (term: number) => void): void {
    const count = this.#sounds.length >>> 1;
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sounds[middle] ?? 0) < sound) low = middle + 1;
      else high = middle;
    }
    for (; low < count && this.#sounds[low] === sound; low++) found(this.#sounds[count + low] ?? 0);
  }

  /** Calls `found` with every term that may be one edit away from the word. May repeat a term, and may name false ones. */
  nearlySpelled(word: Uint8Array, found: (term: number) => void): void {
    probeFuzzyTable(this.#fuzzy, word, found);
  }
}
