/** A contact of a file as Graph takes it: each number in the field of its kind. */
import type { FileContact, FileNumberKind } from '#shared/contact-files/file-contact.ts';
import type { GraphContactInput } from '../graph/contact-content.ts';

/** MAPI properties for the kinds that v1.0 has no field for; one value each. */
const TAGS: Partial<Record<FileNumberKind, string>> = {
  main: 'String 0x3a57',
  other: 'String 0x3a1f',
  'business-fax': 'String 0x3a24',
  'home-fax': 'String 0x3a25',
  assistant: 'String 0x3a2e',
  pager: 'String 0x3a21',
  car: 'String 0x3a1e',
};

/** A number whose kind has no free field joins the business numbers rather than being lost. */
export function toGraphContact(contact: FileContact): GraphContactInput {
  const businessPhones: string[] = [];
  const homePhones: string[] = [];
  const extended = new Map<string, string>();
  let mobilePhone: string | null = null;
  for (const { kind, text } of contact.numbers) {
    const tag = TAGS[kind];
    if (kind === 'mobile' && mobilePhone === null) mobilePhone = text;
    else if (kind === 'home') homePhones.push(text);
    else if (tag && !extended.has(tag)) extended.set(tag, text);
    else businessPhones.push(text);
  }
  return {
    ...contact.texts,
    ...contact.addresses,
    businessPhones,
    homePhones,
    mobilePhone,
    emailAddresses: contact.emails.map((address) => ({ name: address, address })),
    categories: contact.categories,
    singleValueExtendedProperties: [...extended].map(([id, value]) => ({ id, value })),
    ...(contact.photo && { photo: contact.photo }),
  };
}
