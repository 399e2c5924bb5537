import type { Contact } from '../contact.ts';
import type { Base, BlockRun, SegmentBlocks } from './manifest.ts';
import { ContactBlockWriter } from './names/contact-block.ts';
import { SEGMENT_CONTACTS } from './names/segment.ts';
import { NameSegmentWriter } from './names/segment-writer.ts';
import { NumberBlockWriter, type NumberEntry } from './number-block.ts';
import { NumberEndsWriter } from './number-ends.ts';

/** Builds the base of a generation, a block at a time, out of the sorted contents of a source. Pure: the input reads, `write` stores. */

/** A cold look-up reads one block, so it must be small. Below this size the number of keys costs more than their bytes. */
export const BLOCK_BYTES = 256 * 1024;
/** Smaller, because only a few shown contacts are read at a time. */
const CONTACT_BLOCK_BYTES = 128 * 1024;

/** The sizes that sources use; tests choose smaller ones, so that few contacts make many blocks. */
const SIZES = {
  numberBytes: BLOCK_BYTES,
  contactBytes: CONTACT_BLOCK_BYTES,
  segmentContacts: SEGMENT_CONTACTS,
};
export type BlockSizes = typeof SIZES;

/** How far a build has come. It can stop after any step and resume after an eviction. */
export interface BuildProgress {
  stage: 'numbers' | 'names' | 'manifest';
  /** Last key and last sort key that were written to a block. */
  afterKey: number;
  afterSortKey: string;
  base: Base;
}

/** Sorted contents of a source, read lazily from behind a key. */
export interface BuildInput {
  numbersAbove(key: number): Iterable<NumberEntry & { key: number }>;
  /** The nearest entries below the first key and above the last: of all contacts, and of contacts that stand for a company. */
  numbersAround(firstKey: number, lastKey: number): NumberEntry[];
  contactsAbove(sortKey: string): Iterable<{ sortKey: string; contact: Contact }>;
}

/** Stores the bytes of a block and returns its name. */
type Write = (bytes: Uint8Array) => Promise<string>;

export function beginBase(): BuildProgress {
  return {
    stage: 'numbers',
    afterKey: -1,
    afterSortKey: '',
    base: { contacts: 0, numbers: 0, numberBlocks: { firsts: [], blocks: [] }, segments: [] },
  };
}

/** Writes the next block of numbers or the next segment of names. Returns the changed fields of the progress. */
export async function buildNextPart(
  state: BuildProgress,
  input: BuildInput,
  write: Write,
  sizes: Partial<BlockSizes> = {},
): Promise<Partial<BuildProgress>> {
  const { numberBytes, contactBytes, segmentContacts } = { ...SIZES, ...sizes };
  return state.stage === 'numbers'
    ? await buildNumbers(state, input, write, numberBytes)
    : await buildNames(state, input, write, segmentContacts, contactBytes);
}

async function buildNumbers(
  { afterKey, base }: BuildProgress,
  input: BuildInput,
  write: Write,
  mostBytes: number,
): Promise<Partial<BuildProgress>> {
  const writer = new NumberBlockWriter();
  let isLast = true;
  for (const { key, digits, contact } of input.numbersAbove(afterKey)) {
    // All contacts of a number stay in one block, however many there are.
    if (writer.sizeBytes >= mostBytes && key !== writer.lastKey) {
      isLast = false;
      break;
    }
    writer.add(digits, contact);
  }
  const stage = isLast ? 'names' : 'numbers';
  if (writer.count === 0) return { stage };
  const { firstKey, lastKey, count } = writer;
  const name = await write(writer.finish(input.numbersAround(firstKey, lastKey)));
  const { numberBlocks, numbers } = base;
  return {
    stage,
    afterKey: lastKey,
    base: {
      ...base,
      numbers: numbers + count,
      numberBlocks: { firsts: [...numberBlocks.firsts, firstKey], blocks: [...numberBlocks.blocks, name] },
    },
  };
}

async function buildNames(
  { afterSortKey, base }: BuildProgress,
  input: BuildInput,
  write: Write,
  most: number,
  contactBytes: number,
): Promise<Partial<BuildProgress>> {
  const contacts = input.contactsAbove(afterSortKey);
  const { segment, count, lastSortKey } = await writeSegment(contacts, most, write, contactBytes);
  const stage = count < most ? 'manifest' : 'names';
  if (!segment) return { stage };
  const { segments, contacts: written } = base;
  return {
    stage,
    afterSortKey: lastSortKey,
    base: { ...base, contacts: written + count, segments: [...segments, segment] },
  };
}

/** Writes a segment of up to `most` contacts, which arrive in the order of their sort keys. `segment` is undefined without contacts. */
async function writeSegment(
  contacts: Iterable<{ sortKey: string; contact: Contact }>,
  most: number,
  write: Write,
  contactBytes: number,
): Promise<{ segment: SegmentBlocks | undefined; count: number; lastSortKey: string }> {
  const words = new NameSegmentWriter();
  const ends = new NumberEndsWriter();
  const full: { first: number; bytes: Uint8Array }[] = [];
  let writer = new ContactBlockWriter();
  let lastSortKey = '';
  let firstId = '';
  const close = () => {
    full.push({ first: words.count - writer.count, bytes: writer.finish() });
    writer = new ContactBlockWriter();
  };
  for (const { sortKey: key, contact } of contacts) {
    if (writer.sizeBytes >= contactBytes) close();
    if (words.count === 0) firstId = contact.id;
    for (const { e164, kind } of contact.numbers) ends.add(e164, kind, words.count);
    words.add(contact);
    writer.add(contact);
    lastSortKey = key;
    if (words.count === most) break;
  }
  if (words.count === 0) return { segment: undefined, count: 0, lastSortKey };
  if (writer.count > 0) close();
  const run: BlockRun = { firsts: [], blocks: [] };
  for (const { first, bytes } of full) {
    run.firsts.push(first);
    run.blocks.push(await write(bytes));
  }
  const endRun: BlockRun = { firsts: [], blocks: [] };
  for (const { firstKey, bytes } of ends.finish(firstId)) {
    endRun.firsts.push(firstKey);
    endRun.blocks.push(await write(bytes));
  }
  const segment = { words: await write(words.finish()), contacts: run, ends: endRun };
  return { segment, count: words.count, lastSortKey };
}
