import { type NumberKind, numberKind } from '../contact.ts';
import { asUint32, readBlock, writeBlock } from './block.ts';
import { ByteWriter } from './bytes.ts';
import { encodeUtf8 } from './utf8.ts';

/**
 * The numbers of a segment by their last digits: sorted by their reversed digits, so that all numbers with one ending are a
 * range. An entry names the contact by its position, and the kind of number, so that hidden numbers are passed over unread.
 */

/** Digits that the order knows; a longer ending is compared once the contact is read. */
const DIGITS = 7;
const GROUP = 64;
const KINDS = numberKind.options;
const POSITION_BITS = 17;

/** A block of about 256 KiB. */
const MOST_ENTRIES = 60_000;

export interface EndsBlock {
  firstKey: number;
  bytes: Uint8Array;
}

export class NumberEndsWriter {
  readonly #entries: number[] = [];

  /** `position`: of the contact in its segment. */
  add(e164: string, kind: NumberKind, position: number): void {
    const entry = KINDS.indexOf(kind) * 2 ** POSITION_BITS + position;
    this.#entries.push(endKey(e164, '0') * 2 ** 20 + entry);
  }

  /** `firstId`: of the segment's first contact. */
  finish(firstId: string, mostEntries = MOST_ENTRIES): EndsBlock[] {
    const sorted = Float64Array.from(this.#entries).sort();
    const blocks: EndsBlock[] = [];
    for (let from = 0; from < sorted.length; from += mostEntries)
      blocks.push(writeEnds(sorted.subarray(from, from + mostEntries), firstId));
    return blocks;
  }
}

function writeEnds(sorted: Float64Array, firstId: string): EndsBlock {
  const groups = Math.ceil(sorted.length / GROUP);
  const heads = new Uint32Array(groups);
  const starts = new Uint32Array(groups + 1);
  const out = new ByteWriter();
  let before = 0;
  sorted.forEach((each, i) => {
    const key = Math.floor(each / 2 ** 20);
    const entry = each % 2 ** 20;
    if (i % GROUP === 0) {
      heads[i / GROUP] = key;
      starts[i / GROUP] = out.length;
      before = key;
    }
    out.integer(key - before);
    out.byte(entry & 255);
    out.byte((entry >>> 8) & 255);
    out.byte(entry >>> 16);
    before = key;
  });
  starts[groups] = out.length;
  // Digits alone would give two sources with like numbers the same block, and one source could delete the other's.
  const bytes = writeBlock('e', [heads, starts, out.finish(), encodeUtf8(firstId)]);
  return { firstKey: heads[0] ?? 0, bytes };
}

/** The last digits, backwards, as a number whose order is theirs. */
function endKey(digits: string, fill: '0' | '9'): number {
  let key = '';
  for (let at = digits.length - 1; at >= 0 && key.length < DIGITS && digits[at] !== '+'; at--)
    key += digits[at];
  return Number(key.padEnd(DIGITS, fill));
}

/** Keys between which all numbers with this ending lie. */
export function endRange(digits: string): { least: number; most: number } {
  return { least: endKey(digits, '0'), most: endKey(digits, '9') };
}

export class NumberEnds {
  readonly #heads: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #bytes: Uint8Array;

  /** Throws FormatError. */
  constructor(bytes: Uint8Array) {
    const [heads, starts, entries] = readBlock('e', bytes, 4);
    this.#heads = asUint32(heads ?? new Uint8Array());
    this.#starts = asUint32(starts ?? new Uint8Array());
    this.#bytes = entries ?? new Uint8Array();
  }

  /** Calls `visit` with the position of every contact that has a number between the keys, and the number's kind. */
  forRange(
    { least, most }: { least: number; most: number },
    visit: (position: number, kind: NumberKind) => void,
  ): void {
    const bytes = this.#bytes;
    for (let group = this.#groupOf(least); group < this.#heads.length; group++) {
      let key = this.#heads[group] ?? 0;
      if (key > most) return;
      const end = this.#starts[group + 1] ?? 0;
      for (let at = this.#starts[group] ?? 0; at < end; at += 3) {
        let gap = 0;
        for (let shift = 0; ; shift += 7) {
          const byte = bytes[at++] ?? 0;
          gap |= (byte & 127) << shift;
          if (byte < 128) break;
        }
        key += gap;
        if (key < least || key > most) continue;
        const entry = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
        visit(entry & (2 ** POSITION_BITS - 1), KINDS[entry >>> POSITION_BITS] ?? 'other');
      }
    }
  }

  /** The last group whose first key is below; equal keys may begin in it. */
  #groupOf(key: number): number {
    let low = 0;
    let high = this.#heads.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#heads[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}
