import * as z from 'zod/mini';
import type { WrittenField } from '#shared/phone/profile-report.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Page } from '../graph/schemas.ts';
import type { Fetched } from './fetch-many.ts';
import { graphId } from './graph-fields.ts';
import type { ReadContact } from './make-contact.ts';
import type { Change, DeltaPage } from './source-reader.ts';

/** How the items of a change feed are read. */
export interface ItemReader {
  /** True when properties that we keep are missing: after a change Graph may send only the changed ones. */
  isPartial(item: object): boolean;
  /** Fetches the whole of items that came in part. */
  fetchWhole(ids: readonly string[]): Promise<Fetched>;
  read(item: unknown): ReadContact;
}

/** Stands for an item without a readable id. */
const NAMELESS = '?';

const feedItem = z.looseObject({ id: graphId, '@removed': z.optional(z.unknown()) });
type FeedItem = z.infer<typeof feedItem>;

/** Changes in the order of the feed: the same contact may come twice, and the later one counts. */
export async function readDeltaPage(answer: Page, reader: ItemReader): Promise<DeltaPage> {
  const items = answer.value.map((value) => feedItem.safeParse(value).data);
  const partial = items.filter((item) => item && !isRemoved(item) && reader.isPartial(item));
  const whole = await reader.fetchWhole([...new Set(partial.map((item) => item?.id ?? NAMELESS))]);
  const changes: Change[] = [];
  const unreadable: string[] = [];
  const fields: (readonly WrittenField[])[] = [];
  for (const item of items) {
    if (!item) {
      unreadable.push(NAMELESS);
      continue;
    }
    const { id } = item;
    if (isRemoved(item)) {
      changes.push({ type: 'removed', id });
      continue;
    }
    const fetched = reader.isPartial(item) ? whole.get(id) : { body: item };
    if (fetched && 'refused' in fetched) {
      // The contact stays as it was stored; Graph names it again when it changes.
      unreadable.push(id);
      continue;
    }
    const read: ReadContact = fetched ? reader.read(fetched.body) : { contact: undefined, isWhole: true };
    const { contact, isWhole } = read;
    if (read.fields) fields.push(read.fields);
    if (!isWhole) unreadable.push(id);
    // Gone, or nothing left to show: the stored contact must not stay.
    changes.push(contact ? { type: 'upsert', contact } : { type: 'removed', id });
  }
  return { changes, unreadable, fields, ...linkOf(answer) };
}

function isRemoved(item: FeedItem): boolean {
  return item['@removed'] !== undefined;
}

/** A page with both links continues the round: a deltaLink counts only when nothing is left to read. */
function linkOf(answer: Page): { next: string } | { done: string } {
  const next = answer['@odata.nextLink'];
  const done = answer['@odata.deltaLink'];
  if (next !== undefined) return { next };
  if (done !== undefined) return { done };
  throw new GraphError('answer_unreadable', { graphCode: 'page_without_link' });
}
