import type { Contact } from '../contact.ts';
import { type FieldView, isFoundBy } from './field-view.ts';
import { blockAt, type Manifest } from './manifest.ts';
import { sortKey } from './names/field.ts';
import { endRange, type NumberEnds } from './number-ends.ts';
import { firstContacts, type SearchablePart } from './searchable-index.ts';

/** Finds contacts by the last digits of a number. */

/** A longer list of equal endings is a range of extensions: nobody looks for one of them by these digits. */
const MOST_READ = 500;

export type ReadEnds = (name: string) => Promise<NumberEnds>;
type ReadContact = SearchablePart['contact'];

/**
 * Up to `limit` contacts with a number that ends with the digits and that the principal may see, in the phone book's
 * order. `segments`: reads a contact of each.
 */
export async function searchEnds(
  manifest: Manifest,
  segments: readonly ReadContact[],
  digits: string,
  limit: number,
  view: FieldView | undefined,
  read: ReadEnds,
): Promise<Contact[]> {
  const isFound = (contact: Contact) =>
    view
      ? isFoundBy(contact, ({ e164 }) => e164.endsWith(digits), view)
      : contact.numbers.some(({ e164 }) => e164.endsWith(digits));
  const candidates = await candidatesOf(manifest, segments, digits, view, read);
  const found: Contact[] = [];
  for (let at = 0; at < candidates.length && found.length < limit; at += limit) {
    const some = await firstContacts(candidates.slice(at, at + limit), limit);
    found.push(...some.map(({ contact }) => contact).filter(isFound));
  }
  const added = manifest.overlay?.numbers.endingWith(digits).filter(isFound) ?? [];
  return added.length === 0 ? found.slice(0, limit) : inOrder([...found, ...added]).slice(0, limit);
}

/** Numbers of hidden kinds are passed over here, so that neither count nor time depends on them. */
async function candidatesOf(
  { facts }: Manifest,
  segments: readonly ReadContact[],
  digits: string,
  view: FieldView | undefined,
  read: ReadEnds,
) {
  const range = endRange(digits);
  const positions = await Promise.all(
    facts.segments.map(async ({ ends }) => {
      const found = new Set<number>();
      if (!ends) return [];
      // Numbers with one key may begin in the block before.
      let at = blockAt(ends, range.least);
      while (at > 0 && ends.firsts[at] === range.least) at--;
      for (; at < ends.blocks.length && (ends.firsts[at] ?? 0) <= range.most; at++) {
        (await read(ends.blocks[at] ?? '')).forRange(range, (position, kind) => {
          if (!view?.hidden.has(kind)) found.add(position);
        });
      }
      return [...found].sort((a, b) => a - b);
    }),
  );
  return segments
    .flatMap((contact, segment) =>
      (positions[segment] ?? []).map((position) => ({ part: { contact }, position })),
    )
    .slice(0, MOST_READ);
}

function inOrder(contacts: readonly Contact[]): Contact[] {
  return contacts
    .map((contact) => ({ contact, key: sortKey(contact) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ contact }) => contact);
}
