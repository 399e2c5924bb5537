import type { Contact } from '#shared/contact.ts';
import { type BlockSizes, type BuildInput, beginBase, buildNextPart } from '#shared/directory/build-base.ts';
import { inPhoneBookOrder, numberEntries } from '#shared/directory/build-overlay.ts';
import { standsForCompany } from '#shared/directory/company-match.ts';
import type { Base } from '#shared/directory/manifest.ts';
import { type NumberEntry, nearestEntries } from '#shared/directory/number-block.ts';

/** Builds a base of contacts in memory, with the builder that a source uses on its store. */
export async function writeBase(
  contacts: readonly Contact[],
  write: (bytes: Uint8Array) => Promise<string>,
  sizes: Partial<BlockSizes> = {},
): Promise<Base> {
  const input = inputOf(contacts);
  let progress = beginBase();
  while (progress.stage !== 'manifest')
    progress = { ...progress, ...(await buildNextPart(progress, input, write, sizes)) };
  return progress.base;
}

type Entries = ReturnType<typeof numberEntries>;

function inputOf(contacts: readonly Contact[]): BuildInput {
  const entries = numberEntries(contacts);
  const companies = entries.filter(({ contact }) => standsForCompany(contact));
  const ordered = inPhoneBookOrder(contacts);
  return {
    numbersAbove: (key) =>
      from(
        entries,
        firstAbove(entries, (entry) => entry.key > key),
      ),
    numbersAround(firstKey, lastKey) {
      const below = (of: Entries) => back(of, firstAbove(of, ({ key }) => key >= firstKey) - 1);
      const above = (of: Entries) =>
        from(
          of,
          firstAbove(of, ({ key }) => key > lastKey),
        );
      return [below, above].flatMap((side) => [
        ...nearestEntries(side(entries), 'any'),
        ...nearestEntries(side(companies), 'centres'),
      ]);
    },
    contactsAbove: (sortKey) =>
      from(ordered, sortKey === '' ? 0 : firstAbove(ordered, (each) => each.sortKey > sortKey)),
  };
}

/** Position of the first item for which `isAbove` holds; it must hold for all later items. */
function firstAbove<T>(items: readonly T[], isAbove: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && isAbove(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function* from<T>(items: readonly T[], first: number): Generator<T> {
  for (let at = first; at < items.length; at++) yield items[at] as T;
}

function* back(items: readonly NumberEntry[], last: number): Generator<NumberEntry> {
  for (let at = last; at >= 0; at--) yield items[at] as NumberEntry;
}
