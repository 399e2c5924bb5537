import { FormatError } from './head.ts';
import { decodeUtf8 } from './utf8.ts';

/** Growing buffer of variable-length integers: seven bits a byte, least significant first. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  length = 0;

  byte(value: number): void {
    if (this.length === this.#bytes.length) this.#growTo(this.length + 1);
    this.#bytes[this.length++] = value;
  }

  bytes(values: Uint8Array): void {
    const end = this.length + values.length;
    if (end > this.#bytes.length) this.#growTo(end);
    this.#bytes.set(values, this.length);
    this.length = end;
  }

  #growTo(least: number): void {
    const larger = new Uint8Array(Math.max(least, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  /** 0 … 2³¹ − 1. */
  integer(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.byte((rest & 127) | 128);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }
}

/** Reads what ByteWriter wrote. Throws FormatError `damaged` past the end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  integer(): number {
    const first = this.#bytes[this.at] ?? 128;
    if (first < 128) {
      this.at++;
      return first;
    }
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#bytes[this.at++];
      if (byte === undefined) break;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw new FormatError('damaged', 'an integer runs past the end of its block');
  }

  /** Text of the next `length` bytes. */
  text(length: number): string {
    const start = this.at;
    this.at += length;
    if (this.at > this.#bytes.length)
      throw new FormatError('damaged', 'a text runs past the end of its block');
    return decodeUtf8(this.#bytes, start, this.at);
  }
}
