import type { Contact } from '../contact.ts';
import { asFloat64, asUint32, readBlock, writeBlock } from './block.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { readContact, Strings, StringTable, writeContact } from './record.ts';

/**
 * Numbers sorted by their digits, each with the contact that carries it: the exact number, its unfinished form (a
 * range) and its neighbours lie side by side, and the answer comes out of the same read.
 */

const E164_DIGITS = 15;

/**
 * Digits (E.164 without its plus) left-justified to fifteen places: an integer below 2⁵³ whose order is the order of
 * the digits. Numbers that differ in trailing zeros only share a key; the number of digits tells them apart.
 */
export function numberKey(digits: string): number {
  return Number(digits.slice(0, E164_DIGITS).padEnd(E164_DIGITS, '0'));
}

export class NumberBlockWriter {
  readonly #keys: number[] = [];
  readonly #lengths: number[] = [];
  readonly #entries: number[] = [];
  readonly #starts: number[] = [];
  readonly #rows = new Map<string, number>();
  readonly #records = new ByteWriter();
  readonly #strings = new StringTable();

  /** Ascending by `numberKey(digits)`, then number of digits, then contact id; throws RangeError otherwise. */
  add(digits: string, contact: Contact): void {
    const key = numberKey(digits);
    const last = this.#keys.length - 1;
    const lastKey = this.#keys[last];
    if (
      lastKey !== undefined &&
      (key < lastKey || (key === lastKey && digits.length < (this.#lengths[last] ?? 0)))
    ) {
      throw new RangeError('numbers must be added in ascending order');
    }
    let row = this.#rows.get(contact.id);
    if (row === undefined) {
      row = this.#starts.length;
      this.#starts.push(this.#records.length);
      writeContact(this.#records, this.#strings, contact);
      this.#rows.set(contact.id, row);
    }
    this.#keys.push(key);
    this.#lengths.push(digits.length);
    this.#entries.push(row);
  }

  get count(): number {
    return this.#keys.length;
  }

  /** Size that `finish` would give now, within a few bytes. */
  get sizeBytes(): number {
    return (
      64 + this.#keys.length * 13 + this.#starts.length * 4 + this.#records.length + this.#strings.sizeBytes
    );
  }

  get firstKey(): number {
    return this.#keys[0] ?? 0;
  }

  /** A block may end only where the key changes, so that all contacts of a number are one read. */
  get lastKey(): number {
    return this.#keys.at(-1) ?? 0;
  }

  finish(): Uint8Array {
    const { ends, bytes } = this.#strings.finish();
    return writeBlock('n', [
      Float64Array.from(this.#keys),
      Uint8Array.from(this.#lengths),
      Uint32Array.from(this.#entries),
      Uint32Array.from(this.#starts),
      this.#records.finish(),
      ends,
      bytes,
    ]);
  }
}

export class NumberBlock {
  readonly #keys: Float64Array;
  readonly #lengths: Uint8Array;
  readonly #entries: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #records: Uint8Array;
  readonly #strings: Strings;

  /** Throws FormatError. */
  constructor(bytes: Uint8Array) {
    const [keys, lengths, entries, starts, records, ends, texts] = readBlock('n', bytes, 7) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    this.#keys = asFloat64(keys);
    this.#lengths = lengths;
    this.#entries = asUint32(entries);
    this.#starts = asUint32(starts);
    this.#records = records;
    this.#strings = new Strings(asUint32(ends), texts);
  }

  /** Contacts that carry exactly these digits, in the order of their ids. */
  exact(digits: string): Contact[] {
    const key = numberKey(digits);
    const found: Contact[] = [];
    for (let i = this.#lowerBound(key); this.#keys[i] === key; i++) {
      if (this.#lengths[i] === digits.length) found.push(this.#contact(i));
    }
    return found;
  }

  /** Up to `limit` contacts one of whose numbers begins with these digits, in the order of the numbers. */
  startingWith(digits: string, limit: number): Contact[] {
    const found = new Map<string, Contact>();
    const beyond = Number(digits.padEnd(E164_DIGITS, '9'));
    for (let i = this.#lowerBound(numberKey(digits)); i < this.#keys.length && found.size < limit; i++) {
      if ((this.#keys[i] ?? 0) > beyond) break;
      if ((this.#lengths[i] ?? 0) < digits.length) continue;
      const contact = this.#contact(i);
      found.set(contact.id, contact);
    }
    return [...found.values()];
  }

  #contact(entry: number): Contact {
    const start = this.#starts[this.#entries[entry] ?? 0] ?? 0;
    return readContact(new ByteReader(this.#records, start), this.#strings);
  }

  #lowerBound(key: number): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
