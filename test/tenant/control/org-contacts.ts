/** Organisation mail contacts, as an Exchange administrator would enter them. */
import { z } from 'zod';
import type { OrgContact } from '../company/org-contacts.ts';
import { notFound } from './failure.ts';
import { readBody } from './read-body.ts';
import type { TenantParts } from './tenant-parts.ts';

const text = z.string().max(256).nullable();
const fields = {
  displayName: z.string().max(256),
  mail: z.email(),
  givenName: text,
  surname: text,
  companyName: text,
  department: text,
  jobTitle: text,
  street: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  officeLocation: text,
  aliases: z.array(z.string()),
  /** At most one of each kind: Graph keeps no more. */
  phones: z
    .array(
      z.strictObject({ type: z.enum(['mobile', 'business', 'businessFax']), number: z.string().max(64) }),
    )
    .refine((phones) => new Set(phones.map(({ type }) => type)).size === phones.length, 'one of each kind'),
};
const changeSchema = z.strictObject(fields).partial();
const newSchema = z.strictObject({
  ...changeSchema.shape,
  displayName: fields.displayName,
  mail: fields.mail,
});

export function listOrgContacts({ graph }: TenantParts): unknown {
  return { orgContacts: [...graph.data.orgContacts.values()] };
}

export function createOrgContact({ graph }: TenantParts, body: unknown): OrgContact {
  const input = readBody(newSchema, body);
  const contact = apply(blank(input.displayName, input.mail), input);
  graph.data.orgContacts.set(contact.id, contact);
  graph.observeDirectory();
  return contact;
}

export function changeOrgContact(parts: TenantParts, id: string, body: unknown): OrgContact {
  const contact = apply(requireOrgContact(parts, id), readBody(changeSchema, body));
  parts.graph.observeDirectory();
  return contact;
}

export function deleteOrgContact(parts: TenantParts, id: string): void {
  const { id: known } = requireOrgContact(parts, id);
  // There is no recycle bin for mail contacts.
  parts.graph.data.orgContactLog.markPurged(known);
  parts.graph.data.orgContacts.delete(known);
  parts.graph.observeDirectory();
}

function requireOrgContact({ graph }: TenantParts, id: string): OrgContact {
  const found = graph.data.orgContacts.get(id);
  if (!found) throw notFound('organisation contact', id);
  return found;
}

function apply(contact: OrgContact, change: z.infer<typeof changeSchema>): OrgContact {
  for (const [name, value] of Object.entries(change))
    if (value !== undefined) Reflect.set(contact, name, value);
  return contact;
}

function blank(displayName: string, mail: string): OrgContact {
  return {
    id: crypto.randomUUID(),
    displayName,
    mail,
    givenName: null,
    surname: null,
    companyName: null,
    department: null,
    jobTitle: null,
    street: null,
    city: null,
    state: null,
    postalCode: null,
    country: null,
    officeLocation: null,
    aliases: [],
    phones: [],
  };
}
