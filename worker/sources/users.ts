import * as z from 'zod/mini';
import type { UsersConfig } from '#shared/source-config.ts';
import type { GraphClient } from '../graph/client.ts';
import { readCount } from './count.ts';
import { type EntraCollection, entraFeed } from './entra-feed.ts';
import { graphId, readFields, text, texts } from './graph-fields.ts';
import { groupMembersFeed } from './group-members.ts';
import { mailAddresses } from './mail-addresses.ts';
import { makeContact, type ReadContact } from './make-contact.ts';
import { photoReader } from './photos.ts';
import type { SourceReader } from './source-reader.ts';

const flag = z.optional(z.nullable(z.boolean()));

const user = z.object({
  id: graphId,
  displayName: text,
  givenName: text,
  surname: text,
  companyName: text,
  department: text,
  jobTitle: text,
  officeLocation: text,
  city: text,
  mail: text,
  proxyAddresses: texts,
  businessPhones: texts,
  mobilePhone: text,
  faxNumber: text,
  accountEnabled: flag,
  userType: text,
  showInAddressList: flag,
  assignedLicenses: z.optional(z.nullable(z.array(z.unknown()))),
});
type User = z.infer<typeof user>;

/** The size that a card shows, then smaller ones for photos that do not have it. */
const PHOTO_SIZES = ['96x96', '64x64', '48x48'];

/** Users of the tenant. Graph cannot filter the feed, so it is filtered here: users that no longer qualify are removed. */
export function users(config: UsersConfig, graph: GraphClient): SourceReader {
  const { kind, country, dialling, guests = false, licensedOnly = false, group } = config;
  // Licences change often, and the feed would report each change.
  const properties = Object.keys(user.shape).filter((name) => licensedOnly || name !== 'assignedLicenses');
  const collection: EntraCollection = {
    path: '/users',
    properties,
    query: { $select: properties.join(',') },
    read,
  };
  const members = group === undefined ? undefined : groupMembersFeed(graph, group, collection);
  const feed = members ?? entraFeed(graph, collection);
  const photo = (id: string) => `/users/${encodeURIComponent(id)}/photo`;

  return {
    identity: JSON.stringify([kind, country, dialling, guests, group, properties]),
    listParts: async () => [{ id: 'users' }],
    // Counts all users, qualified or not: the progress counts every item that is read.
    count: () => readCount(graph, members?.path ?? '/users', { consistency: 'eventual' }),
    firstPage: () => feed.firstPage(),
    nextPage: (_part, link) => feed.nextPage(link),
    photos: photoReader(graph, {
      metadata: ({ id }) => photo(id),
      bytes: PHOTO_SIZES.map(
        (size) =>
          ({ id }) =>
            `${photo(id)}s/${size}/$value`,
      ),
    }),
  };

  function read(item: unknown): ReadContact {
    const known = readFields(user, item);
    if (!known) return { contact: undefined, isWhole: false };
    const raw = known.fields;
    if (!qualifies(raw)) return { contact: undefined, isWhole: known.isWhole };
    const made = makeContact(
      {
        ...raw,
        company: raw.companyName,
        office: raw.officeLocation,
        town: raw.city,
        emails: mailAddresses(raw.mail, raw.proxyAddresses),
        numbers: [
          ...(raw.businessPhones ?? []).map((field) => ({ field, kind: 'business' as const })),
          { field: raw.mobilePhone, kind: 'mobile' },
          { field: raw.faxNumber, kind: 'fax' },
        ],
      },
      { country, dialling },
    );
    return { ...made, isWhole: made.isWhole && known.isWhole };
  }

  /** A missing `showInAddressList` means "shown": https://learn.microsoft.com/graph/api/resources/user */
  function qualifies({ accountEnabled, showInAddressList, userType, assignedLicenses }: User): boolean {
    if (accountEnabled === false || showInAddressList === false) return false;
    if (userType?.toLowerCase() === 'guest' && !guests) return false;
    return !licensedOnly || (assignedLicenses ?? []).length > 0;
  }
}
