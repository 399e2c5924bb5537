import * as z from 'zod/mini';
import type { NumberKind } from '#shared/contact.ts';
import type { GraphClient } from '../graph/client.ts';
import { page } from '../graph/schemas.ts';
import { fetchMany } from './fetch-many.ts';
import { graphId, listOf, readFields, text, texts } from './graph-fields.ts';
import type { DetailReader, Details, Part } from './source-reader.ts';
import { type NumberPlace, readWrittenNumbers } from './written-numbers.ts';

const PAGE_SIZE = 500;

/**
 * Numbers that Graph v1.0 offers only as MAPI properties, by tag. If several hold the same number, the first sets its
 * kind. https://learn.microsoft.com/office/client-developer/outlook/mapi/mapping-mapi-names-to-canonical-property-names
 */
const EXTENDED: readonly (readonly [tag: string, kind: NumberKind])[] = [
  ['String 0x3A57', 'main'],
  ['String 0x3A2E', 'assistant'],
  ['String 0x3A21', 'pager'],
  ['String 0x3A24', 'fax'], // business
  ['String 0x3A25', 'fax'], // home
  ['String 0x3A23', 'fax'], // other
  ['String 0x3A1F', 'other'],
  ['String 0x3A02', 'other'], // callback
  ['String 0x3A1A', 'other'], // primary
  ['String 0x3A1E', 'other'], // car
  ['String 0x3A1D', 'other'], // radio
  ['String 0x3A2D', 'other'], // ISDN
  ['String 0x3A4B', 'other'], // TTY/TDD
];

/** The tags of these numbers. Telex (0x3A2C) is not among them: nobody calls from one. */
export const DETAIL_TAGS = EXTENDED.map(([tag]) => tag);

const filter = DETAIL_TAGS.map((tag) => `id eq '${tag}'`).join(' or ');
/** A contact's categories tell at which site its numbers were written. */
const query = { $select: 'id,categories', $expand: `singleValueExtendedProperties($filter=${filter})` };

const extended = z.object({
  id: graphId,
  categories: texts,
  singleValueExtendedProperties: listOf({ id: text, value: text }),
});

/** `contactsPath` gives the path of a folder's contacts. Asked for these numbers, the delta feed answers 500 (docs#2270). */
export function contactDetails(
  graph: GraphClient,
  contactsPath: (part: Part) => string,
  placeOf: (part: Part) => NumberPlace,
): DetailReader {
  const suffix = new URLSearchParams(query).toString().replaceAll('+', '%20');
  return {
    async list(part, link) {
      const options = { pageSize: PAGE_SIZE };
      const answer = await (link === undefined
        ? graph.get(contactsPath(part), page, { query, ...options })
        : graph.follow(link, page, options));
      const next = answer['@odata.nextLink'];
      const contacts = answer.value.flatMap((item) => read(item, placeOf(part)));
      return {
        details: toDetails(contacts),
        fields: contacts.map(({ fields }) => fields),
        ...(next !== undefined && { next }),
      };
    },

    async read(part, ids) {
      const fetched = await fetchMany(
        graph,
        ids,
        (id) => `${contactsPath(part)}/${encodeURIComponent(id)}?${suffix}`,
      );
      return toDetails(
        [...fetched.values()].flatMap((answer) =>
          'refused' in answer ? [] : read(answer.body, placeOf(part)),
        ),
      );
    },
  };

  function read(item: unknown, place: NumberPlace): ReadDetails[] {
    const known = readFields(extended, item)?.fields;
    if (!known) return [];
    const values = new Map(
      known.singleValueExtendedProperties?.map((property) => [property?.id?.toLowerCase(), property?.value]),
    );
    const written = EXTENDED.map(([tag, kind]) => ({ field: values.get(tag.toLowerCase()), kind }));
    const categories = known.categories?.filter((category) => typeof category === 'string') ?? [];
    return [{ id: known.id, ...readWrittenNumbers(written, place, categories) }];
  }
}

type ReadDetails = ReturnType<typeof readWrittenNumbers> & { readonly id: string };

function toDetails(contacts: readonly ReadDetails[]): Details {
  return new Map(contacts.map(({ id, numbers }) => [id, numbers]));
}
