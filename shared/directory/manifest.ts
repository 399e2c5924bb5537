import * as z from 'zod/mini';
import { readBlock, writeBlock } from './block.ts';
import { blockNameText, decodeJson, FORMAT } from './head.ts';
import { ContactBlock } from './names/contact-block.ts';
import { NameSegment } from './names/segment.ts';
import { NumberBlock } from './number-block.ts';
import { encodeUtf8 } from './utf8.ts';

/**
 * The content of a generation: the base, in blocks of its own, and the overlay of later changes, inside the manifest itself.
 * Reading the manifest gives both, so that a look-up then reads one block of the base and nothing more.
 */

/** Blocks in ascending order; `firsts[i]` is the first key, or the position of the first contact, in `blocks[i]`. */
const blockRun = z.object({ firsts: z.array(z.number()), blocks: z.array(blockNameText) });
export type BlockRun = z.infer<typeof blockRun>;

const segment = z.object({
  /** Block of the words. */
  words: blockNameText,
  /** Blocks of the contacts, by their position in the segment. */
  contacts: blockRun,
  /** Blocks of the last digits of their numbers; absent from bases that earlier versions built. */
  ends: z.optional(blockRun),
});
export type SegmentBlocks = z.infer<typeof segment>;

/** The contents that lie in blocks of their own. */
export const base = z.object({
  contacts: z.number(),
  numbers: z.number(),
  numberBlocks: blockRun,
  segments: z.array(segment),
});
export type Base = z.infer<typeof base>;

/** `contacts` and `numbers` count base and overlay together, without what was replaced or removed. */
const facts = z.extend(base, {
  format: z.literal(FORMAT),
  source: z.string(),
  sequence: z.number(),
  /** Ids of contacts of the base that the overlay replaces, or that were removed. */
  replaced: z.array(z.string()),
});
export type ManifestFacts = z.infer<typeof facts>;

export interface Overlay {
  numbers: Uint8Array;
  words: Uint8Array;
  contacts: Uint8Array;
}

const NOTHING: Overlay = {
  numbers: new Uint8Array(),
  words: new Uint8Array(),
  contacts: new Uint8Array(),
};

export function writeManifest(given: Omit<ManifestFacts, 'format'>, overlay?: Overlay): Uint8Array {
  const json = encodeUtf8(JSON.stringify({ format: FORMAT, ...given }));
  const { numbers, words, contacts } = overlay ?? NOTHING;
  return writeBlock('m', [json, numbers, words, contacts]);
}

/** A manifest with its overlay ready for queries. */
export class Manifest {
  readonly facts: ManifestFacts;
  readonly replaced: ReadonlySet<string>;
  readonly overlay: { numbers: NumberBlock; words: NameSegment; contacts: ContactBlock } | undefined;

  /** Throws FormatError. */
  constructor(bytes: Uint8Array) {
    const [json = bytes, numbers, words, contacts] = readBlock('m', bytes, 4);
    this.facts = decodeJson(facts, json, 'manifest', FORMAT);
    this.replaced = new Set(this.facts.replaced);
    this.overlay =
      numbers?.length && words?.length && contacts?.length
        ? {
            numbers: new NumberBlock(numbers),
            words: new NameSegment(words),
            contacts: new ContactBlock(contacts),
          }
        : undefined;
  }
}

/** Names of all blocks of a generation except its manifest, each once. */
export function blocksOf({ numberBlocks, segments }: Base): string[] {
  return [
    ...new Set([
      ...numberBlocks.blocks,
      ...segments.flatMap(({ words, contacts, ends }) => [
        words,
        ...contacts.blocks,
        ...(ends?.blocks ?? []),
      ]),
    ]),
  ];
}

/** Position of the only block that may hold a key: the last one whose first key is not above it. */
export function blockAt({ firsts }: BlockRun, key: number): number {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((firsts[middle] ?? 0) <= key) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
