import type { Contact } from '../contact.ts';
import { type FieldView, visibleContact } from './field-view.ts';
import { sortKey } from './names/field.ts';
import { KIND } from './names/search-segment.ts';
import { NameSegment } from './names/segment.ts';
import { NameSegmentWriter } from './names/segment-writer.ts';
import { parseNameQuery, searchNames } from './search-names.ts';
import type { NameHit, SearchableIndex } from './searchable-index.ts';

/**
 * A search by a principal from whom fields are hidden. The index knows the words of all fields, so it only proposes contacts.
 * A second index, of their visible fields alone, decides which are found, how well and in which order.
 */

/** Proposed contacts per wanted one, at first; four times as many each time visible fields find too few of them. */
const FIRST_SHARE = 4;
/** When so many contacts carry a word, people look at the first ones only. */
const MOST_PROPOSED = 500;

/** Answers like `searchNames` over an index that has never known the hidden fields. */
export async function searchVisible(
  index: SearchableIndex,
  text: string,
  limit: number,
  view: FieldView,
): Promise<NameHit[]> {
  const query = parseNameQuery(text);
  // A hidden word must not exclude a contact, so `-word` waits for the visible index.
  const words = text.split(/\s+/u).filter((word) => !word.startsWith('-'));
  const all = parseNameQuery(words.join(' '));
  if (!query || !all) return [];
  const judge = (contacts: readonly Contact[]) => searchNames(visibleIndex(contacts, view), query, limit);

  let proposed: Contact[] = [];
  let hits: NameHit[] = [];
  for (let most = FIRST_SHARE * limit; ; most *= 4) {
    proposed = contactsOf(await searchNames(index, all, most));
    hits = await judge(proposed);
    if (hits.length === limit || proposed.length < most || most >= MOST_PROPOSED) break;
  }
  // No further contacts are needed once one visibly has every word as typed; a single word has no partial match.
  if (words.length === 1 || hits.some(({ kind }) => kind <= KIND.folded)) return hits;
  // A contact that has all words only through a hidden field must not displace partial or near matches.
  for (const word of words) {
    const alone = parseNameQuery(word);
    if (alone) proposed.push(...contactsOf(await searchNames(index, alone, FIRST_SHARE * limit)));
  }
  return await judge([...new Map(proposed.map((contact) => [contact.id, contact])).values()]);
}

function contactsOf(hits: readonly NameHit[]): Contact[] {
  return hits.map(({ contact }) => contact);
}

function visibleIndex(contacts: readonly Contact[], view: FieldView): SearchableIndex {
  const visible = contacts
    .map((contact) => visibleContact(contact, view))
    .map((contact) => ({ contact, key: sortKey(contact) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const words = new NameSegmentWriter();
  for (const { contact } of visible) words.add(contact);
  const segment = new NameSegment(words.finish());
  return { base: [{ segment, contact: async (position) => visible[position]?.contact }], overlay: undefined };
}
