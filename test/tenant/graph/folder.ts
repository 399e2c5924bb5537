/** What a mailbox stores: folders, contacts, and the log of their changes. */
import type { ContactContent } from './contact-content.ts';

export interface Folder {
  id: string;
  number: number;
  displayName: string;
  parent: Folder | null;
  /** In order of arrival. A contact that left keeps its slot as null, so that paging by slot stays exact. */
  members: (StoredContact | null)[];
  events: (FolderEvent | Announcement)[];
  /** Sequence numbers in the mailbox's log: of the folder's arrival, and of its last change. */
  addedAt: number;
  sequence: number;
}

export interface FolderEvent {
  sequence: number;
  contact: StoredContact;
  kind: 'added' | 'changed' | 'removed';
  /** The contact's mutable id at that time, for `@removed`. */
  mutableId: string;
}

/** An item that a test puts into the feed, whatever the folder holds. */
interface Announcement {
  sequence: number;
  item: Record<string, unknown>;
}

export interface StoredContact {
  serial: number;
  /** Number in the generator; -1 for a contact with content of its own. */
  ordinal: number;
  folder: Folder;
  slot: number;
  moves: number;
  version: number;
  createdAt: number;
  modifiedAt: number;
  /** null: still as generated, and expanded on request, so that a million contacts fit in memory. */
  own: ContactContent | null;
  isDeleted: boolean;
  /** An id that a test chose, in the place of both forms. */
  ownId?: string | undefined;
}
