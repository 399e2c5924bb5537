import type { Contact } from '../contact.ts';
import type { NameSegment } from './names/segment.ts';

/** A segment with the way to its contacts. */
export interface SearchablePart {
  segment: NameSegment;
  /** The contact at a position of the segment; undefined when it was replaced or is gone since. */
  contact(position: number): Promise<Contact | undefined>;
}

/** The names of one source, as they are searched. */
export interface SearchableIndex {
  /** In the phone book's order. */
  base: readonly SearchablePart[];
  overlay: SearchablePart | undefined;
}

export interface NameHit {
  contact: Contact;
  kind: number;
  score: number;
}

/** The first `limit` contacts that are still there, with what they were found as; their blocks are read at once, not one after the other. */
export async function firstContacts<T extends { part: SearchablePart; position: number }>(
  found: readonly T[],
  limit: number,
): Promise<(T & { contact: Contact })[]> {
  const first: (T & { contact: Contact })[] = [];
  for (let at = 0; at < found.length && first.length < limit; ) {
    const wanted = found.slice(at, at + limit - first.length);
    at += wanted.length;
    const contacts = await Promise.all(wanted.map(({ part, position }) => part.contact(position)));
    wanted.forEach((each, i) => {
      const contact = contacts[i];
      if (contact) first.push({ ...each, contact });
    });
  }
  return first;
}
