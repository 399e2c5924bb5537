import type { Contact } from '../contact.ts';
import type { NameSegment } from './names/segment.ts';

/** A segment with access to its contacts. */
export interface SearchablePart {
  segment: NameSegment;
  /** The contact at a position of the segment; undefined when it has been replaced or removed since. */
  contact(position: number): Promise<Contact | undefined>;
}

/** The searchable names of one source. */
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

/** The first `limit` hits whose contacts still exist, with these contacts. Reads their blocks in parallel. */
export async function firstContacts<T extends { part: Pick<SearchablePart, 'contact'>; position: number }>(
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
