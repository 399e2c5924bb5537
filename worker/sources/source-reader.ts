import type { Contact, ContactNumber } from '#shared/contact.ts';
import type { WrittenField } from '#shared/phone/profile-report.ts';

/** A set of contacts with a change feed of its own, e.g. a contact folder. Its id is stable. */
export interface Part {
  readonly id: string;
  /** A folder's path; set only if the path decides how the folder's numbers are read. */
  readonly path?: string | undefined;
}

/** A change as its source reports it. `contact.id` is the source's own id here; `sync/` derives our id from it. */
export type Change =
  | { readonly type: 'upsert'; readonly contact: Contact }
  | { readonly type: 'removed'; readonly id: string };

/** One page of a round. Exactly one of `next` and `done` is set: only `done` ends the round. */
export interface DeltaPage {
  readonly changes: readonly Change[];
  /**
   * Ids of items that could not be read whole (a field of a wrong type, more numbers than are kept) or not at all; `?`
   * stands for an item without an id. The run log names them. They never stop a source.
   */
  readonly unreadable: readonly string[];
  /** The phone fields of each contact as they were written. */
  readonly fields: readonly (readonly WrittenField[])[];
  readonly next?: string;
  readonly done?: string;
}

/** Numbers that the change feed cannot carry: pager, company main, assistant and the like. */
export interface DetailReader {
  /** The next page of a whole part. After an enumeration this costs one request per page instead of one per contact. */
  list(part: Part, link: string | undefined): Promise<DetailPage>;
  /** Details of at most 20 contacts. Contacts that are gone, or that Graph cannot read, are missing from the answer. */
  read(part: Part, ids: readonly string[]): Promise<Details>;
}
interface DetailPage {
  readonly details: Details;
  readonly fields: DeltaPage['fields'];
  readonly next?: string;
}
/** By the source's own id. */
export type Details = ReadonlyMap<string, readonly ContactNumber[]>;

/** Reads the photos of at most 20 contacts. Photos that Graph left unanswered are missing from the result. */
export interface PhotoReader {
  read(wanted: readonly WantedPhoto[]): Promise<ReadonlyMap<string, PhotoAnswer>>;
}
export interface WantedPhoto {
  readonly part: string;
  /** The source's own id. */
  readonly id: string;
  /** Graph's etag of the photo that we have; undefined without a photo. */
  readonly etag: string | undefined;
}
export type PhotoAnswer =
  | { readonly kind: 'photo'; readonly bytes: Uint8Array; readonly etag: string | undefined }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'none' };

/** How a run reads a source. Methods throw GraphError. */
export interface SourceReader {
  /** Changes with the set of data and with the way it is read; a source whose identity changes starts afresh. */
  readonly identity: string;
  listParts(): Promise<Part[]>;
  /** How many items an enumeration of the part will read, for the progress. Some items may not be contacts. */
  count(part: Part): Promise<number>;
  /** The first page of a full enumeration. */
  firstPage(part: Part): Promise<DeltaPage>;
  /** The page that `next` or `done` of an earlier page leads to. */
  nextPage(part: Part, link: string): Promise<DeltaPage>;
  /** Absent where the feed carries everything. */
  readonly details?: DetailReader;
  /** Absent where contacts have no photos. */
  readonly photos?: PhotoReader;
}
