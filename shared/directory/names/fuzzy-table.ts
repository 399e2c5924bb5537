/**
 * Finds terms within one edit of a word without looking at the others (Garbe's symmetric deletes). If a word and a term are
 * one edit apart, leaving out at most one letter of each gives a form that they share. Only their first seven letters count.
 * The results are candidates, whose edits remain to be counted.
 */

const LETTERS = 7;
const HASH_BITS = 29;

export interface FuzzyTable {
  /** Buckets by the leading bits of the hash. */
  starts: Uint32Array;
  /** The next sixteen bits of each entry's hash. */
  rests: Uint16Array;
  /** Three bytes each. */
  terms: Uint8Array;
}

/** `isIn`: other terms are left out, and only a scan finds what is near to them. */
export function writeFuzzyTable(terms: readonly Uint8Array[], isIn: (term: number) => boolean): FuzzyTable {
  let count = 0;
  terms.forEach((term, id) => {
    if (term.length > 2 && isIn(id)) count += Math.min(LETTERS, term.length) + 1;
  });
  // Hash and term in one number: sorting numbers in a typed array is fast and needs no objects.
  const entries = new Float64Array(count);
  let filled = 0;
  terms.forEach((term, id) => {
    if (term.length < 3 || !isIn(id)) return;
    const length = Math.min(LETTERS, term.length);
    entries[filled++] = hashWithout(term, length, -1) * 2 ** 24 + id;
    for (let without = 0; without < length; without++) {
      // Leaving out either of two equal neighbours gives the same form.
      if (without > 0 && term[without] === term[without - 1]) continue;
      entries[filled++] = hashWithout(term, length, without) * 2 ** 24 + id;
    }
  });
  const sorted = entries.subarray(0, filled).sort();
  const bits = bucketBits(filled);
  const starts = new Uint32Array(2 ** bits + 1);
  const rests = new Uint16Array(filled);
  const ids = new Uint8Array(filled * 3);
  let bucket = 0;
  sorted.forEach((entry, i) => {
    const hash = Math.floor(entry / 2 ** 24);
    const id = entry % 2 ** 24;
    while (bucket <= hash >>> (HASH_BITS - bits)) starts[bucket++] = i;
    rests[i] = restOf(hash, bits);
    ids[i * 3] = id & 255;
    ids[i * 3 + 1] = (id >>> 8) & 255;
    ids[i * 3 + 2] = id >>> 16;
  });
  while (bucket < starts.length) starts[bucket++] = filled;
  return { starts, rests, terms: ids };
}

/** Calls `found` with every term that may be one edit away. May repeat a term, and may name false ones. */
export function probeFuzzyTable(table: FuzzyTable, word: Uint8Array, found: (term: number) => void): void {
  const length = Math.min(LETTERS, word.length);
  probe(table, hashWithout(word, length, -1), found);
  for (let without = 0; without < length; without++) probe(table, hashWithout(word, length, without), found);
  if (word.length <= LETTERS) return;
  // A letter too many among the first eight shifts the letter behind the cut into the first seven.
  for (let without = 0; without < LETTERS; without++) {
    const shorter = dropped(word, without, LETTERS + 1);
    probe(table, hashWithout(shorter, LETTERS, -1), found);
    for (let second = without; second < LETTERS; second++)
      probe(table, hashWithout(shorter, LETTERS, second), found);
  }
}

function probe(table: FuzzyTable, hash: number, found: (term: number) => void): void {
  const bits = Math.log2(table.starts.length - 1);
  const bucket = hash >>> (HASH_BITS - bits);
  const rest = restOf(hash, bits);
  const end = table.starts[bucket + 1] ?? 0;
  for (let i = table.starts[bucket] ?? 0; i < end; i++) {
    if (table.rests[i] !== rest) continue;
    found(
      (table.terms[i * 3] ?? 0) |
        ((table.terms[i * 3 + 1] ?? 0) << 8) |
        ((table.terms[i * 3 + 2] ?? 0) << 16),
    );
  }
}

function bucketBits(entries: number): number {
  return Math.min(24, Math.max(8, Math.ceil(Math.log2(Math.max(1, entries) / 4))));
}

function restOf(hash: number, bits: number): number {
  return (bits + 16 >= HASH_BITS ? hash : hash >>> (HASH_BITS - 16 - bits)) & 0xffff;
}

function dropped(word: Uint8Array, without: number, length: number): Uint8Array {
  const out = new Uint8Array(length - 1);
  for (let i = 0, at = 0; i < length; i++) if (i !== without) out[at++] = word[i] ?? 0;
  return out;
}

/** FNV-1a over the first `length` bytes but one, 29 bits. */
function hashWithout(word: Uint8Array, length: number, without: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < length; i++) {
    if (i === without) continue;
    hash = Math.imul(hash ^ (word[i] ?? 0), 0x01000193);
  }
  hash ^= hash >>> 15;
  return hash >>> (32 - HASH_BITS);
}
