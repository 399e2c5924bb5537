import type { Contact } from '#shared/contact.ts';

type Answer<T> = T | Promise<T>;

/** One engine with one configuration. A question that it cannot be asked is a method that it does not have. Ids are contact ids. */
export interface Peer {
  name: string;
  /** The contacts are streamed once; what is needed of them the peer keeps itself. */
  build(contacts: Iterable<Contact>): Promise<void>;
  /** Contacts with exactly these digits (E.164 without plus). */
  lookUp?(digits: string): Answer<string[]>;
  startingWith?(digits: string, limit: number): Answer<string[]>;
  /** Name of the company in whose range the number lies. */
  company?(digits: string): Answer<string | undefined>;
  search?(text: string, limit: number): Answer<string[]>;
  /** Takes contacts in place of those with their ids, and leaves out those that are gone. */
  change?(changed: Contact[], removed: string[]): Promise<void>;
  /** Serialised size; undefined where the engine cannot be written out, and its memory counts. */
  bytes(): number | undefined;
  /** Reads of the block store since the start, where there is one. */
  reads?(): number;
  /** Writes what was built to a folder, from which another process can answer. */
  save?(folder: string): void;
  close(): void;
}
