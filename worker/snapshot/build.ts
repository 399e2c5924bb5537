import * as z from 'zod/mini';
import type { Contact } from '#shared/contact.ts';
import { BLOCK_BYTES, writeSegment } from '#shared/directory/build.ts';
import { base } from '#shared/directory/manifest.ts';
import { SEGMENT_CONTACTS } from '#shared/directory/names/segment.ts';
import { NumberBlockWriter, type NumberEntry } from '#shared/directory/number-block.ts';

/** Where the building of a base stands, so that it can be cut at any block and go on after an eviction. */
export const build = z.object({
  /** Number of the build, among all that were ever begun. */
  number: z.number(),
  /** Of the generation that will come of it. */
  sequence: z.number(),
  asOf: z.number(),
  /** A base goes through numbers, names and manifest; an overlay is one step. */
  stage: z.enum(['numbers', 'names', 'manifest', 'overlay']),
  /** Last key, and last place in the phone book, that are in a block. */
  afterKey: z.number(),
  afterSortKey: z.string(),
  base,
});
export type Build = z.infer<typeof build>;

/** Sorted contents of a source, read lazily from above a position. */
export interface BuildInput {
  numbersAbove(key: number): Iterable<NumberEntry & { key: number }>;
  /** The nearest entries below the first key and above the last, and the nearest of contacts that stand for a company. */
  numbersAround(firstKey: number, lastKey: number): NumberEntry[];
  contactsAbove(sortKey: string): Iterable<{ sortKey: string; contact: Contact }>;
}

type Write = (bytes: Uint8Array) => Promise<string>;

export function beginBuild(options: Pick<Build, 'number' | 'sequence' | 'asOf' | 'stage'>): Build {
  return {
    ...options,
    afterKey: -1,
    afterSortKey: '',
    base: { contacts: 0, numbers: 0, numberBlocks: { firsts: [], blocks: [] }, segments: [] },
  };
}

/** Writes the next block of numbers, or the next segment of names, and gives where the build stands then. */
export async function buildNextPart(state: Build, input: BuildInput, write: Write): Promise<Build> {
  return state.stage === 'numbers'
    ? await buildNumbers(state, input, write)
    : await buildNames(state, input, write);
}

async function buildNumbers(state: Build, input: BuildInput, write: Write): Promise<Build> {
  const writer = new NumberBlockWriter();
  let isLast = true;
  for (const { key, digits, contact } of input.numbersAbove(state.afterKey)) {
    // All contacts of a number stay in one block, however many there are.
    if (writer.sizeBytes >= BLOCK_BYTES && key !== writer.lastKey) {
      isLast = false;
      break;
    }
    writer.add(digits, contact);
  }
  const stage = isLast ? 'names' : 'numbers';
  if (writer.count === 0) return { ...state, stage };
  const { firstKey, lastKey, count } = writer;
  const name = await write(writer.finish(input.numbersAround(firstKey, lastKey)));
  const { numberBlocks, numbers } = state.base;
  return {
    ...state,
    stage,
    afterKey: lastKey,
    base: {
      ...state.base,
      numbers: numbers + count,
      numberBlocks: { firsts: [...numberBlocks.firsts, firstKey], blocks: [...numberBlocks.blocks, name] },
    },
  };
}

async function buildNames(state: Build, input: BuildInput, write: Write): Promise<Build> {
  const contacts = input.contactsAbove(state.afterSortKey);
  const { segment, count, lastSortKey } = await writeSegment(contacts, SEGMENT_CONTACTS, write);
  const stage = count < SEGMENT_CONTACTS ? 'manifest' : 'names';
  if (!segment) return { ...state, stage };
  const { segments, contacts: written } = state.base;
  return {
    ...state,
    stage,
    afterSortKey: lastSortKey,
    base: { ...state.base, contacts: written + count, segments: [...segments, segment] },
  };
}
