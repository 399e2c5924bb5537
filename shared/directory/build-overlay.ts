import type { Contact } from '../contact.ts';
import type { Overlay } from './manifest.ts';
import { ContactBlockWriter } from './names/contact-block.ts';
import { sortKey } from './names/field.ts';
import { NameSegmentWriter } from './names/segment-writer.ts';
import { NumberBlockWriter, type NumberEntry, numberKey } from './number-block.ts';

/** Builds the overlay of a generation out of the few contacts that changed since its base. */

/** The changed contacts, in the same forms as the base; undefined when there are none. */
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

/** Every number with its contact, in the order of the blocks. A number that a contact carries twice appears once. */
export function numberEntries(contacts: readonly Contact[]): (NumberEntry & { key: number })[] {
  return contacts
    .flatMap((contact) => {
      const all = new Set(contact.numbers.map(({ e164 }) => e164.slice(1)));
      return [...all].map((digits) => ({ digits, contact, key: numberKey(digits) }));
    })
    .sort(
      (a, b) => a.key - b.key || a.digits.length - b.digits.length || (a.contact.id < b.contact.id ? -1 : 1),
    );
}

/** In the order of the segments of names. */
export function inPhoneBookOrder(contacts: readonly Contact[]): { sortKey: string; contact: Contact }[] {
  const keyed = contacts.map((contact) => ({ contact, sortKey: sortKey(contact) }));
  return keyed.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
}
