import type { Contact } from '#shared/contact.ts';

type Answer<T> = T | Promise<T>;

/** One engine with one configuration. A missing method means that it cannot be asked this. Ids are contact ids. */
export interface Peer {
  name: string;
  /** The contacts are streamed once; the peer keeps what it needs. */
  build(contacts: Iterable<Contact>): Promise<void>;
  /** Contacts with exactly these digits (E.164 without plus). */
  lookUp?(digits: string): Answer<string[]>;
  startingWith?(digits: string, limit: number): Answer<string[]>;
  endingWith?(digits: string, limit: number): Answer<string[]>;
  /** Name of the company whose range contains the number. */
  company?(digits: string): Answer<string | undefined>;
  search?(text: string, limit: number): Answer<string[]>;
  /** Replaces the contacts with these ids, and drops the removed ones. */
  change?(changed: Contact[], removed: string[]): Promise<void>;
  /** Serialised size; undefined where the engine cannot be serialised and its memory counts instead. */
  bytes(): number | undefined;
  /** Reads from the block store since the start, where there is one. */
  reads?(): number;
  /** Writes the built index to a folder, from which another process can answer. */
  save?(folder: string): void;
  close(): void;
}
