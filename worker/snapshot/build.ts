import * as z from 'zod/mini';
import type { Contact } from '#shared/contact.ts';
import { encodeManifest, FORMAT } from '#shared/directory/head.ts';
import { NameBlockWriter } from '#shared/directory/name-block.ts';
import { NumberBlockWriter } from '#shared/directory/number-block.ts';

/** A cold look-up reads one block, so it must be small; below this the keys, not the bytes, are what costs. */
export const BLOCK_BYTES = 256 * 1024;

/** Where a build stands, so that it can be cut at any block and go on after an eviction. */
export const build = z.object({
  /** Number of the build, among all that were ever begun. */
  number: z.number(),
  /** Of the generation that will come of it. */
  sequence: z.number(),
  asOf: z.number(),
  stage: z.enum(['numbers', 'names', 'manifest']),
  /** Last key and last contact that are in a block. */
  afterKey: z.number(),
  afterContact: z.string(),
  fences: z.array(z.number()),
  numberBlocks: z.array(z.string()),
  nameBlocks: z.array(z.string()),
  numbers: z.number(),
  contacts: z.number(),
});
export type Build = z.infer<typeof build>;

/** Sorted contents of a source, read lazily from above a position. */
export interface BuildInput {
  numbersAbove(key: number): Iterable<{ key: number; digits: string; contact: Contact }>;
  contactsAbove(id: string): Iterable<Contact>;
}

export function beginBuild(options: { number: number; sequence: number; asOf: number }): Build {
  return {
    ...options,
    stage: 'numbers',
    afterKey: -1,
    afterContact: '',
    fences: [],
    numberBlocks: [],
    nameBlocks: [],
    numbers: 0,
    contacts: 0,
  };
}

/** Writes the next block and gives where the build stands then. Never holds more than one block in memory. */
export async function buildNextBlock(
  state: Build,
  input: BuildInput,
  write: (bytes: Uint8Array) => Promise<string>,
): Promise<Build> {
  return state.stage === 'numbers'
    ? await writeNumbers(state, input, write)
    : await writeNames(state, input, write);
}

async function writeNumbers(
  state: Build,
  input: BuildInput,
  write: (bytes: Uint8Array) => Promise<string>,
): Promise<Build> {
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
  const name = await write(writer.finish());
  return {
    ...state,
    stage,
    afterKey: writer.lastKey,
    fences: [...state.fences, writer.firstKey],
    numberBlocks: [...state.numberBlocks, name],
    numbers: state.numbers + writer.count,
  };
}

async function writeNames(
  state: Build,
  input: BuildInput,
  write: (bytes: Uint8Array) => Promise<string>,
): Promise<Build> {
  const writer = new NameBlockWriter();
  let isLast = true;
  let afterContact = state.afterContact;
  for (const contact of input.contactsAbove(state.afterContact)) {
    if (writer.sizeBytes >= BLOCK_BYTES) {
      isLast = false;
      break;
    }
    writer.add(contact);
    afterContact = contact.id;
  }
  const stage = isLast ? 'manifest' : 'names';
  if (writer.count === 0) return { ...state, stage };
  const name = await write(writer.finish());
  return {
    ...state,
    stage,
    afterContact,
    nameBlocks: [...state.nameBlocks, name],
    contacts: state.contacts + writer.count,
  };
}

/** The last block of a finished build: what the generation consists of. */
export function manifestOf(state: Build, sourceId: string): Uint8Array {
  return encodeManifest({
    format: FORMAT,
    source: sourceId,
    sequence: state.sequence,
    contacts: state.contacts,
    numbers: state.numbers,
    numberBlocks: { fences: state.fences, blocks: state.numberBlocks },
    nameBlocks: state.nameBlocks,
  });
}
