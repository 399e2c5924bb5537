import type { Contact, ContactNumber } from '#shared/contact.ts';
import type { WrittenField } from '#shared/phone/profile-report.ts';

/** A set of contacts with a change feed of its own, e.g. a contact folder. Its id is stable. */
export interface Part {
  readonly id: string;
  /** Of a folder, where its contacts are read differently from others' by it. */
  readonly path?: string | undefined;
}

/** A contact as its source gives it. `contact.id` is the source's own id here; sync/ makes ours of it. */
export type Change =
  | { readonly type: 'upsert'; readonly contact: Contact }
  | { readonly type: 'removed'; readonly id: string };

/** One page of a round. Exactly one of `next` and `done` is set: only `done` ends the round. */
export interface DeltaPage {
  readonly changes: readonly Change[];
  /**
   * Ids of items that could not be read, or not whole: a field of a wrong type, more numbers than are kept. `?` for one
   * without an id. They are named in the run, and never stop a source.
   */
  readonly unreadable: readonly string[];
  /** The phone fields of each contact as they were written. */
  readonly fields: readonly (readonly WrittenField[])[];
  readonly next?: string;
  readonly done?: string;
}

/** Numbers that the change feed cannot carry: pager, company main, assistant and the like. */
export interface DetailReader {
  /** The next page over a whole part; after an enumeration this takes one request per page instead of one per contact. */
  list(part: Part, link: string | undefined): Promise<DetailPage>;
  /** Of at most 20 contacts; those that are gone by now, or that Graph cannot read, are missing from the answer. */
  read(part: Part, ids: readonly string[]): Promise<Details>;
}
interface DetailPage {
  readonly details: Details;
  readonly fields: DeltaPage['fields'];
  readonly next?: string;
}
/** By the source's own id. */
export type Details = ReadonlyMap<string, readonly ContactNumber[]>;

/** Photos of at most 20 contacts. Those that Graph had no time for are missing from the answer. */
export interface PhotoReader {
  read(wanted: readonly WantedPhoto[]): Promise<ReadonlyMap<string, PhotoAnswer>>;
}
export interface WantedPhoto {
  readonly part: string;
  /** The source's own id. */
  readonly id: string;
  /** What Graph called the photo that we have. */
  readonly etag: string | undefined;
}
export type PhotoAnswer =
  | { readonly kind: 'photo'; readonly bytes: Uint8Array; readonly etag: string | undefined }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'none' };

/** What the sync needs to know about a source. Methods throw GraphError. */
export interface SourceReader {
  /** Changes when the data is another set or is read otherwise; the source then starts afresh. */
  readonly identity: string;
  listParts(): Promise<Part[]>;
  /** How many items an enumeration of the part will read, for the progress; some of them may be no contacts. */
  count(part: Part): Promise<number>;
  /** The first page of a full enumeration. */
  firstPage(part: Part): Promise<DeltaPage>;
  /** The page behind a nextLink or deltaLink of an earlier page. */
  nextPage(part: Part, link: string): Promise<DeltaPage>;
  /** Absent where the feed carries everything. */
  readonly details?: DetailReader;
  /** Absent where contacts have no photos. */
  readonly photos?: PhotoReader;
}
