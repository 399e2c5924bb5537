import * as z from 'zod/mini';
import type { NumberKind } from '#shared/contact.ts';
import type { OrgContactsConfig } from '#shared/source-config.ts';
import type { GraphClient } from '../graph/client.ts';
import { readCount } from './count.ts';
import { entraFeed } from './entra-feed.ts';
import { graphId, listOf, readFields, text, texts } from './graph-fields.ts';
import { mailAddresses } from './mail-addresses.ts';
import { makeContact, type ReadContact } from './make-contact.ts';
import type { SourceReader } from './source-reader.ts';
import type { NumberPlace } from './written-numbers.ts';

const orgContact = z.object({
  id: graphId,
  displayName: text,
  givenName: text,
  surname: text,
  companyName: text,
  department: text,
  jobTitle: text,
  mail: text,
  proxyAddresses: texts,
  addresses: listOf({ city: text, officeLocation: text }),
  phones: listOf({ type: text, number: text }),
});

/** https://learn.microsoft.com/graph/api/resources/phone */
const KINDS: Readonly<Record<string, NumberKind>> = {
  business: 'business',
  mobile: 'mobile',
  home: 'home',
  assistant: 'assistant',
  pager: 'pager',
  businessfax: 'fax',
  homefax: 'fax',
  otherfax: 'fax',
};

/** The organisation's mail contacts: outsiders in its address list. Not to be confused with contacts in mailboxes. */
export function orgContacts(config: OrgContactsConfig, graph: GraphClient): SourceReader {
  const { kind, country, dialling } = config;
  const properties = Object.keys(orgContact.shape);
  const feed = entraFeed(graph, {
    path: '/contacts',
    properties,
    // Without `$select`: with it, phones have come back empty (microsoft-graph-explorer-v4#1666, O365Synchronizer#2).
    query: {},
    read: (item) => readOrgContact(item, { country, dialling }),
  });
  return {
    identity: JSON.stringify([kind, country, dialling, properties]),
    listParts: async () => [{ id: 'contacts' }],
    count: () => readCount(graph, '/contacts', { consistency: 'eventual' }),
    firstPage: () => feed.firstPage(),
    nextPage: (_part, link) => feed.nextPage(link),
  };
}

function readOrgContact(item: unknown, place: NumberPlace): ReadContact {
  const read = readFields(orgContact, item);
  if (!read) return { contact: undefined, isWhole: false };
  const raw = read.fields;
  // Graph has at most one address per mail contact.
  const address = raw.addresses?.[0];
  const made = makeContact(
    {
      ...raw,
      company: raw.companyName,
      office: address?.officeLocation,
      town: address?.city,
      emails: mailAddresses(raw.mail, raw.proxyAddresses),
      numbers: (raw.phones ?? []).map((phone) => ({
        field: phone?.number,
        kind: KINDS[phone?.type?.toLowerCase() ?? ''] ?? 'other',
      })),
    },
    place,
  );
  return { ...made, isWhole: made.isWhole && read.isWhole };
}
