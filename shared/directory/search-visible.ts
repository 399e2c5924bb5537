import type { Contact } from '../contact.ts';
import { type FieldView, visibleContact } from './field-view.ts';
import { sortKey } from './names/field.ts';
import { KIND } from './names/search-segment.ts';
import { NameSegment, NameSegmentWriter } from './names/segment.ts';
import { parseNameQuery, searchNames } from './search-names.ts';
import type { NameHit, SearchableIndex } from './searchable-index.ts';

/**
 * A search by somebody from whom fields are hidden. The index knows the words of all fields, so it only proposes; what is
 * found, how well and in which order is said by a second index, of what this reader sees of the proposed contacts.
 */

/** Proposed contacts for each wanted one, at first; four times as many while too few of them are found by what is visible. */
const FIRST_SHARE = 4;
/** Where so many carry a word, a reader looks at the first ones only. */
const MOST_PROPOSED = 500;

/** As `searchNames` over an index that has never known the hidden fields. */
export async function searchVisible(
  index: SearchableIndex,
  text: string,
  limit: number,
  view: FieldView,
): Promise<NameHit[]> {
  const query = parseNameQuery(text);
  // A hidden word is no reason to leave anybody out, so nobody is excluded before the end.
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
  // Where somebody visibly has every word as it was typed, nobody else is looked for; of one word there is no part.
  if (words.length === 1 || hits.some(({ kind }) => kind <= KIND.prefix)) return hits;
  // A contact that has all words only by a hidden field must not keep away who has some, or has them nearly.
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
