import type { Contact } from '../contact.ts';
import { standsForCompany } from './company-match.ts';
import type { Base, BlockRun, Overlay, SegmentBlocks } from './manifest.ts';
import { ContactBlockWriter } from './names/contact-block.ts';
import { sortKey } from './names/field.ts';
import { NameSegmentWriter, SEGMENT_CONTACTS } from './names/segment.ts';
import { NumberBlockWriter, type NumberEntry, nearestEntries, numberKey } from './number-block.ts';

/** Building a generation of contacts that are in memory: what tests, benchmarks and the overlay need. A source builds its base from its store, block by block. */

/** A cold look-up reads one block, so it must be small; below this the keys, not the bytes, are what costs. */
export const BLOCK_BYTES = 256 * 1024;
/** Shown contacts are read a few at a time. */
export const CONTACT_BLOCK_BYTES = 128 * 1024;

type Write = (bytes: Uint8Array) => Promise<string>;

export async function writeBase(
  contacts: readonly Contact[],
  write: Write,
  { numberBytes = BLOCK_BYTES, contactBytes = CONTACT_BLOCK_BYTES, segmentContacts = SEGMENT_CONTACTS } = {},
): Promise<Base> {
  const entries = numberEntries(contacts);
  const centres = entries.flatMap(({ contact }, position) => (standsForCompany(contact) ? [position] : []));
  const numberBlocks: BlockRun = { firsts: [], blocks: [] };
  for (let at = 0; at < entries.length; ) {
    const writer = new NumberBlockWriter();
    const first = at;
    for (let entry = entries[at]; entry; entry = entries[++at]) {
      if (writer.sizeBytes >= numberBytes && numberKey(entry.digits) !== writer.lastKey) break;
      writer.add(entry.digits, entry.contact);
    }
    numberBlocks.firsts.push(writer.firstKey);
    numberBlocks.blocks.push(await write(writer.finish(entriesAround(entries, centres, first, at))));
  }
  const segments: SegmentBlocks[] = [];
  const ordered = inPhoneBookOrder(contacts)[Symbol.iterator]();
  for (;;) {
    const { segment, count } = await writeSegment(
      { [Symbol.iterator]: () => ordered },
      segmentContacts,
      write,
      contactBytes,
    );
    if (segment) segments.push(segment);
    if (count < segmentContacts) break;
  }
  return { contacts: contacts.length, numbers: entries.length, numberBlocks, segments };
}

/** One segment of up to `most` contacts, which come in the order of their sort keys. `segment` is undefined when none comes. */
export async function writeSegment(
  contacts: Iterable<{ sortKey: string; contact: Contact }>,
  most: number,
  write: Write,
  contactBytes = CONTACT_BLOCK_BYTES,
): Promise<{ segment: SegmentBlocks | undefined; count: number; lastSortKey: string }> {
  const words = new NameSegmentWriter();
  const full: { first: number; bytes: Uint8Array }[] = [];
  let writer = new ContactBlockWriter();
  let lastSortKey = '';
  const close = () => {
    full.push({ first: words.count - writer.count, bytes: writer.finish() });
    writer = new ContactBlockWriter();
  };
  for (const { sortKey: key, contact } of contacts) {
    if (writer.sizeBytes >= contactBytes) close();
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
  return { segment: { words: await write(words.finish()), contacts: run }, count: words.count, lastSortKey };
}

/** What changed since the base, in the same forms; undefined when nothing did. */
export function writeOverlay(contacts: readonly Contact[]): Overlay | undefined {
  if (contacts.length === 0) return undefined;
  const numbers = new NumberBlockWriter();
  for (const { digits, contact } of numberEntries(contacts)) numbers.add(digits, contact);
  const words = new NameSegmentWriter();
  const shown = new ContactBlockWriter();
  for (const { contact } of inPhoneBookOrder(contacts)) {
    words.add(contact);
    shown.add(contact);
  }
  return { numbers: numbers.finish(), words: words.finish(), contacts: shown.finish() };
}

/** Every number with its contact, in the order of the blocks; a number that a contact carries twice once. */
function numberEntries(contacts: readonly Contact[]): NumberEntry[] {
  return contacts
    .flatMap((contact) => {
      const all = new Set(contact.numbers.map(({ e164 }) => e164.slice(1)));
      return [...all].map((digits) => ({ digits, contact, key: numberKey(digits) }));
    })
    .sort(
      (a, b) => a.key - b.key || a.digits.length - b.digits.length || (a.contact.id < b.contact.id ? -1 : 1),
    );
}

/** What a block has to know of its neighbours to tell whose a number at its edge is. `centres` are positions in `entries`. */
function entriesAround(
  entries: readonly NumberEntry[],
  centres: readonly number[],
  first: number,
  end: number,
): NumberEntry[] {
  function* at(positions: Iterable<number>): Generator<NumberEntry> {
    for (const position of positions) {
      const entry = entries[position];
      if (!entry) return;
      yield entry;
    }
  }
  const centre = centres.findIndex((position) => position >= end);
  return [
    ...nearestEntries(at(counting(first - 1, -1)), 'any'),
    ...nearestEntries(at(counting(end, 1)), 'any'),
    ...nearestEntries(at(centres.filter((position) => position < first).reverse()), 'centres'),
    ...nearestEntries(at(centre < 0 ? [] : centres.slice(centre)), 'centres'),
  ];
}

function* counting(from: number, step: 1 | -1): Generator<number> {
  for (let number = from; ; number += step) yield number;
}

function inPhoneBookOrder(contacts: readonly Contact[]): { sortKey: string; contact: Contact }[] {
  const keyed = contacts.map((contact) => ({ contact, sortKey: sortKey(contact) }));
  return keyed.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
}
