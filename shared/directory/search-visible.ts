import type { Contact } from '../contact.ts';
import { type FieldView, visibleContact } from './field-view.ts';
import { sortKey } from './names/field.ts';
import { NameSegment, NameSegmentWriter } from './names/segment.ts';
import { type NameHit, parseNameQuery, type SearchableIndex, searchNames } from './search-names.ts';

/**
 * A search by somebody from whom fields are hidden. The index knows the words of all fields, so it only proposes; what is
 * found, how well and in which order is said by a second index, of what this reader sees of the proposed contacts.
 */

/** Proposed contacts for each wanted one, at first; four times as many while too few of them are found by what is visible. */
const FIRST_SHARE = 4;
/** Where so many carry a word, a reader looks at the first ones only. */
const MOST_PROPOSED = 1_000;

/** As `searchNames` over an index that has never known the hidden fields. */
export async function searchVisible(
  index: SearchableIndex,
  text: string,
  limit: number,
  view: FieldView,
): Promise<NameHit[]> {
  const query = parseNameQuery(text);
  if (!query) return [];
  // Each word by itself, too: a contact that has all of them only by a hidden field must not keep away who has some. And
  // nobody is excluded before the end: a hidden word is no reason.
  const words = text.split(/\s+/u).filter((word) => !word.startsWith('-'));
  const proposals = [...new Set([words.join(' '), ...words])]
    .map(parseNameQuery)
    .filter((proposal) => proposal !== undefined);
  for (let most = FIRST_SHARE * limit; ; most *= 4) {
    const lists = await Promise.all(proposals.map((proposal) => searchNames(index, proposal, most)));
    const proposed = new Map(lists.flat().map(({ contact }) => [contact.id, contact]));
    const hits = await searchNames(visibleIndex([...proposed.values()], view), query, limit);
    const isComplete = lists.every((list) => list.length < most);
    if (hits.length === limit || isComplete || most >= MOST_PROPOSED) return hits;
  }
}

function visibleIndex(contacts: readonly Contact[], view: FieldView): SearchableIndex {
  const visible = contacts
    .map((contact) => visibleContact(contact, view))
    .map((contact) => ({ contact, key: sortKey(contact) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const words = new NameSegmentWriter();
  for (const { contact } of visible) words.add(contact);
  const segment = new NameSegment(words.finish());
  return { base: [{ segment, contact: async (place) => visible[place]?.contact }], overlay: undefined };
}
