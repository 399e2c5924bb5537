import { ByteWriter } from '../bytes.ts';
import { decodeUtf8, encodeUtf8 } from '../utf8.ts';

/** Sorted words, front-coded: every sixteenth whole, the others as the number of bytes shared with the previous word, then the rest. */

const GROUP = 16;
/** Longer words are cut, because counting edits needs a bit of an integer for each byte. */
export const MAX_TERM_BYTES = 32;

export function termBytes(word: string): Uint8Array {
  const bytes = encodeUtf8(word);
  return bytes.length > MAX_TERM_BYTES ? bytes.subarray(0, MAX_TERM_BYTES) : bytes;
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** `terms` must ascend by their bytes. */
export function writeDictionary(terms: readonly Uint8Array[]): { starts: Uint32Array; bytes: Uint8Array } {
  const starts = new Uint32Array(Math.ceil(terms.length / GROUP) + 1);
  const out = new ByteWriter();
  let before: Uint8Array = new Uint8Array();
  terms.forEach((term, i) => {
    let shared = 0;
    if (i % GROUP === 0) starts[i / GROUP] = out.length;
    else while (shared < before.length && shared < term.length && before[shared] === term[shared]) shared++;
    out.byte(shared);
    out.byte(term.length - shared);
    for (let at = shared; at < term.length; at++) out.byte(term[at] ?? 0);
    before = term;
  });
  starts[starts.length - 1] = out.length;
  return { starts, bytes: out.finish() };
}

export class TermDictionary {
  readonly #starts: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly count: number;
  /** The word of the last `read`; valid until the next one. */
  readonly word = new Uint8Array(256);
  /** The term after the last one read, where its bytes begin, and the length of the last one read. */
  #next = 0;
  #at = 0;
  #length = 0;
  #unpacked: { starts: Uint32Array; bytes: Uint8Array } | undefined;

  constructor(starts: Uint32Array, bytes: Uint8Array, count: number) {
    this.#starts = starts;
    this.#bytes = bytes;
    this.count = count;
  }

  /** Puts the word of a term into `word` and returns its length. A later term of the group that was read last continues from there. */
  read(term: number): number {
    const bytes = this.#bytes;
    const { word } = this;
    const group = (term / GROUP) | 0;
    const isOnward = term >= this.#next && ((this.#next / GROUP) | 0) === group;
    let at = isOnward ? this.#at : (this.#starts[group] ?? 0);
    let length = this.#length;
    for (let next = isOnward ? this.#next : group * GROUP; next <= term; next++) {
      const shared = bytes[at] ?? 0;
      const rest = bytes[at + 1] ?? 0;
      at += 2;
      for (let i = 0; i < rest; i++) word[shared + i] = bytes[at + i] ?? 0;
      at += rest;
      length = shared + rest;
    }
    this.#next = term + 1;
    this.#at = at;
    this.#length = length;
    return length;
  }

  /** All words one after the other, and where each begins, for scans. Kept from the first call on. */
  get unpacked(): { starts: Uint32Array; bytes: Uint8Array } {
    this.#unpacked ??= this.#unpack();
    return this.#unpacked;
  }

  #unpack(): { starts: Uint32Array; bytes: Uint8Array } {
    const packed = this.#bytes;
    const starts = new Uint32Array(this.count + 1);
    let bytes = new Uint8Array(packed.length);
    let before = 0;
    let end = 0;
    for (let term = 0, at = 0; term < this.count; term++) {
      const shared = packed[at] ?? 0;
      const rest = packed[at + 1] ?? 0;
      at += 2;
      if (end + shared + rest > bytes.length) {
        const larger = new Uint8Array(2 * bytes.length + shared + rest);
        larger.set(bytes);
        bytes = larger;
      }
      for (let i = 0; i < shared; i++) bytes[end + i] = bytes[before + i] ?? 0;
      for (let i = 0; i < rest; i++) bytes[end + shared + i] = packed[at + i] ?? 0;
      at += rest;
      before = end;
      end += shared + rest;
      starts[term + 1] = end;
    }
    return { starts, bytes: bytes.slice(0, end) };
  }

  text(term: number): string {
    return decodeUtf8(this.word.slice(0, this.read(term)));
  }

  /** First term that is not below the word. */
  lowerBound(word: Uint8Array): number {
    return this.#lowerBoundIn(word, 0, this.#starts.length - 1);
  }

  /** The same, if it is known to lie in the groups from `low` up to but not including `high`. */
  #lowerBoundIn(word: Uint8Array, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      // Equal terms may begin in the group before.
      if (this.#compare(middle * GROUP, word) < 0) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return 0;
    const end = Math.min(this.count, low * GROUP);
    for (let term = (low - 1) * GROUP; term < end; term++) if (this.#compare(term, word) >= 0) return term;
    return end;
  }

  /**
   * Lengths of the terms that the word begins with, ascending, and shorter than the word. Each search goes on in the range of
   * the one before, so all together cost little more than one.
   */
  prefixesOf(word: Uint8Array): number[] {
    const found: number[] = [];
    let low = 0;
    const most = this.#starts.length - 1;
    let high = most;
    for (let length = 1; length < word.length; length++) {
      const prefix = word.subarray(0, length);
      const term = this.#lowerBoundIn(prefix, low, high);
      if (term === this.count) break;
      const size = this.read(term);
      let same = 0;
      while (same < length && this.word[same] === prefix[same]) same++;
      if (same < length) break;
      if (size === length) found.push(length);
      low = Math.max(0, (term / GROUP) | 0);
      if (length === 2) high = Math.min(most, ((this.prefixEnd(prefix) / GROUP) | 0) + 1);
    }
    return found;
  }

  /** First term behind all terms that begin with the word. */
  prefixEnd(word: Uint8Array): number {
    const beyond = word.slice();
    for (let last = beyond.length - 1; last >= 0; last--) {
      if ((beyond[last] ?? 0) === 255) continue;
      beyond[last] = (beyond[last] ?? 0) + 1;
      return this.lowerBound(beyond.subarray(0, last + 1));
    }
    return this.count;
  }

  #compare(term: number, word: Uint8Array): number {
    const length = this.read(term);
    const shared = Math.min(length, word.length);
    for (let i = 0; i < shared; i++) {
      const difference = (this.word[i] ?? 0) - (word[i] ?? 0);
      if (difference !== 0) return difference;
    }
    return length - word.length;
  }
}
