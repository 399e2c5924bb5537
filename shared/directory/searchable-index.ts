import type { Contact } from '../contact.ts';
import type { NameSegment } from './names/segment.ts';

/** A segment with the way to its contacts. */
export interface SearchablePart {
  segment: NameSegment;
  /** The contact at a place of the segment; undefined when it was replaced or is gone since. */
  contact(place: number): Promise<Contact | undefined>;
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
