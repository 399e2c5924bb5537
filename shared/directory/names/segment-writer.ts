import type { Contact } from '../../contact.ts';
import { OTHER_WRITING, readSpelling, type Spelled } from '../../name/written-letters.ts';
import { writeBlock } from '../block.ts';
import { ByteWriter } from '../bytes.ts';
import { encodeUtf8 } from '../utf8.ts';
import { OTHER_FORM, searchableWords } from './field.ts';
import { writeFuzzyTable } from './fuzzy-table.ts';
import { isSame, letterSignature, pairSignature, soundOf } from './segment.ts';
import { compareBytes, termBytes, writeDictionary } from './term-dictionary.ts';

/** Writes a segment of a source's name index. */

export class NameSegmentWriter {
  readonly #ids = new Map<string, number>();
  readonly #words: string[] = [];
  #pairs = new Float64Array(4096);
  #pairCount = 0;
  #firstId = '';
  count = 0;

  /** Contacts must come in the order of `sortKey`. */
  add(contact: Contact): void {
    for (const [word, field] of searchableWords(contact)) {
      let id = this.#ids.get(word);
      if (id === undefined) {
        id = this.#words.push(word) - 1;
        this.#ids.set(word, id);
      }
      if (this.#pairCount === this.#pairs.length) {
        const larger = new Float64Array(this.#pairs.length * 2);
        larger.set(this.#pairs);
        this.#pairs = larger;
      }
      this.#pairs[this.#pairCount++] = id * 2 ** 20 + this.count * 4 + field;
    }
    if (this.count === 0) this.#firstId = contact.id;
    this.count++;
  }

  finish(): Uint8Array {
    const encoded = this.#words.map((written, id) => {
      const { word, spelling } = spelledTerm(written);
      return { id, bytes: termBytes(word), word, spelling, isOther: spelling === OTHER_WRITING };
    });
    encoded.sort(
      (a, b) =>
        compareBytes(a.bytes, b.bytes) ||
        Number(a.isOther) - Number(b.isOther) ||
        a.spelling - b.spelling ||
        a.id - b.id,
    );
    const terms = encoded.map(({ bytes }) => bytes);
    const positionOf = new Uint32Array(encoded.length);
    encoded.forEach(({ id }, position) => {
      positionOf[id] = position;
    });
    const pairs = this.#pairs.subarray(0, this.#pairCount);
    for (let i = 0; i < pairs.length; i++) {
      const pair = pairs[i] ?? 0;
      const id = Math.floor(pair / 2 ** 20);
      pairs[i] = pair + ((positionOf[id] ?? 0) - id) * 2 ** 20;
    }
    const postings = writePostings(pairs.sort(), terms.length);
    const dictionary = writeDictionary(terms);
    // Of equal terms the first stands for all; forms that nobody wrote are near only by a scan.
    const isNear = encoded.map(({ isOther }, term) => !isOther && !isSame(terms[term], terms[term - 1]));
    const sounds = writeSounds(encoded.map(({ word }, term) => (isNear[term] ? soundOf(word) : 0)));
    const fuzzy = writeFuzzyTable(terms, (term) => isNear[term] ?? false);
    return writeBlock('w', [
      Uint32Array.of(this.count, terms.length, ...writeSpellings(encoded.map(({ spelling }) => spelling))),
      dictionary.starts,
      dictionary.bytes,
      postings.starts,
      postings.bytes,
      Uint8Array.from(terms, (term) => term.length),
      Uint32Array.from(terms, letterSignature),
      Uint32Array.from(terms, pairSignature),
      sounds,
      fuzzy.starts,
      new Uint8Array(fuzzy.rests.buffer, 0, fuzzy.rests.byteLength),
      fuzzy.terms,
      // Words alone would give two sources with like contacts the same block, and one source could delete the other's.
      encodeUtf8(this.#firstId),
    ]);
  }
}

/** `written`: as `searchableWords` gives it. Terms may have the same word and differ in its spelling. */
function spelledTerm(written: string): Spelled {
  return written.startsWith(OTHER_FORM)
    ? { word: written.slice(OTHER_FORM.length), spelling: OTHER_WRITING }
    : readSpelling(written);
}

/** Terms with a special spelling, ascending, then their spellings. Most terms have none. */
function writeSpellings(spellings: readonly number[]): number[] {
  const special = spellings.flatMap((spelling, term) => (spelling === 0 ? [] : [term]));
  return [...special, ...special.map((term) => spellings[term] ?? 0)];
}

/** Per term: contacts ascending, as the gap to the one before times four plus the field class. */
function writePostings(pairs: Float64Array, terms: number) {
  const starts = new Uint32Array(terms + 1);
  const out = new ByteWriter();
  let at = 0;
  for (let term = 0; term < terms; term++) {
    starts[term] = out.length;
    let before = -1;
    for (; at < pairs.length && Math.floor((pairs[at] ?? 0) / 2 ** 20) === term; at++) {
      const posting = (pairs[at] ?? 0) % 2 ** 20;
      const contact = posting >>> 2;
      out.integer((contact - before - 1) * 4 + (posting & 3));
      before = contact;
    }
  }
  starts[terms] = out.length;
  return { starts, bytes: out.finish() };
}

/** Pairs of sound and term, ascending. */
function writeSounds(sounds: readonly number[]): Uint32Array {
  const pairs = new Float64Array(sounds.length);
  let count = 0;
  sounds.forEach((sound, term) => {
    if (sound !== 0) pairs[count++] = sound * 2 ** 20 + term;
  });
  const sorted = pairs.subarray(0, count).sort();
  const out = new Uint32Array(count * 2);
  sorted.forEach((pair, i) => {
    out[i] = Math.floor(pair / 2 ** 20);
    out[count + i] = pair % 2 ** 20;
  });
  return out;
}
