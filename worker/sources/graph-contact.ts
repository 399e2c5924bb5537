import * as z from 'zod/mini';
import { graphId, listOf, readFields, text, texts } from './graph-fields.ts';
import { makeContact, type ReadContact } from './make-contact.ts';
import type { NumberPlace } from './written-numbers.ts';

const address = z.optional(
  z.nullable(z.object({ street: text, postalCode: text, city: text, countryOrRegion: text })),
);

/** A contact in a mailbox. */
const graphContact = z.object({
  id: graphId,
  displayName: text,
  givenName: text,
  middleName: text,
  surname: text,
  nickName: text,
  initials: text,
  yomiGivenName: text,
  yomiSurname: text,
  yomiCompanyName: text,
  companyName: text,
  department: text,
  jobTitle: text,
  officeLocation: text,
  businessAddress: address,
  emailAddresses: listOf({ address: text }),
  categories: texts,
  businessPhones: texts,
  homePhones: texts,
  mobilePhone: text,
  homeAddress: address,
  personalNotes: text,
});

/** Private fields of contacts, which a source keeps only on request. */
export interface Include {
  readonly notes?: boolean | undefined;
  readonly privateAddresses?: boolean | undefined;
}

/** The properties to request. Fields that the source does not keep are not even fetched. */
export function contactProperties({ notes, privateAddresses }: Include): string[] {
  const omitted = new Set([
    ...(notes ? [] : ['personalNotes']),
    ...(privateAddresses ? [] : ['homeAddress']),
  ]);
  return Object.keys(graphContact.shape).filter((name) => !omitted.has(name));
}

export function readContact(item: unknown, place: NumberPlace, include: Include = {}): ReadContact {
  const read = readFields(graphContact, item);
  if (!read) return { contact: undefined, isWhole: false };
  const raw = read.fields;
  const made = makeContact(
    {
      ...raw,
      yomiCompany: raw.yomiCompanyName,
      company: raw.companyName,
      office: raw.officeLocation,
      town: raw.businessAddress?.city,
      homeAddress: include.privateAddresses ? oneLine(raw.homeAddress) : undefined,
      notes: include.notes ? raw.personalNotes : undefined,
      emails: raw.emailAddresses?.map((entry) => entry?.address) ?? [],
      numbers: [
        ...(raw.businessPhones ?? []).map((field) => ({ field, kind: 'business' as const })),
        { field: raw.mobilePhone, kind: 'mobile' },
        ...(raw.homePhones ?? []).map((field) => ({ field, kind: 'home' as const })),
      ],
    },
    place,
  );
  return { ...made, isWhole: made.isWhole && read.isWhole };
}

function oneLine(address: z.infer<typeof graphContact>['homeAddress']): string {
  const { street, postalCode, city, countryOrRegion } = address ?? {};
  const town = [postalCode, city].filter(Boolean).join(' ');
  return [street, town, countryOrRegion].filter(Boolean).join(', ');
}
