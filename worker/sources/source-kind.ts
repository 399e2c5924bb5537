import type { Contact } from '#shared/contact.ts';
import type { GraphClient } from '../graph/client.ts';
import { sharedMailbox } from './shared-mailbox.ts';
import type { SourceConfig } from './source-config.ts';

/** A set of contacts with a change feed of its own, e.g. a contact folder. Its id is stable. */
export interface Part {
  readonly id: string;
}

/** A contact as its source gives it. `contact.id` is the source's own id here; sync/ makes ours of it. */
export type Change =
  | { readonly type: 'upsert'; readonly contact: Contact }
  | { readonly type: 'removed'; readonly id: string };

/** One page of a round. Exactly one of `next` and `done` is set: only `done` ends the round. */
export interface DeltaPage {
  readonly changes: readonly Change[];
  /** Items that could not be read; they are counted, and never stop a source. */
  readonly unreadable: number;
  readonly next?: string;
  readonly done?: string;
}

/** What the sync needs to know about a source. Methods throw GraphError. */
export interface SourceReader {
  /** Changes when the data is another set or is read otherwise; the source then starts afresh. */
  readonly identity: string;
  listParts(): Promise<Part[]>;
  /** The first page of a full enumeration. */
  firstPage(part: Part): Promise<DeltaPage>;
  /** The page behind a nextLink or deltaLink of an earlier page. */
  nextPage(part: Part, link: string): Promise<DeltaPage>;
}

/** A new kind of source is a new file, a member in source-config.ts, and a case here. */
export function createSourceReader(config: SourceConfig, graph: GraphClient): SourceReader {
  switch (config.kind) {
    case 'shared-mailbox':
      return sharedMailbox(config, graph);
  }
}
