import * as z from 'zod/mini';
import {
  type Contact,
  type ContactNumber,
  contact as contactSchema,
  type NumberKind,
} from '#shared/contact.ts';
import type { DiallingProfile } from '#shared/phone/dialling-profile.ts';
import { type CountryCode, readNumbers } from '#shared/phone/normalise.ts';
import { cleanText } from './clean-text.ts';

/** A personal contact as Graph v1.0 gives it. `undefined` = not said (unknown), null = empty. */
const text = z.optional(z.nullable(z.string()));
const texts = z.optional(z.nullable(z.array(z.nullable(z.string()))));

/** Ids are opaque ASCII; anything else would be an item that no later page could name again. */
export const graphId = z.string().check(z.regex(/^[\x21-\x7e]{1,512}$/));

const graphContact = z.object({
  id: graphId,
  displayName: text,
  givenName: text,
  middleName: text,
  surname: text,
  nickName: text,
  companyName: text,
  department: text,
  jobTitle: text,
  officeLocation: text,
  businessAddress: z.optional(z.nullable(z.object({ city: text }))),
  emailAddresses: z.optional(z.nullable(z.array(z.object({ address: text })))),
  categories: texts,
  businessPhones: texts,
  homePhones: texts,
  mobilePhone: text,
});
type GraphContact = z.infer<typeof graphContact>;

const PROPERTIES = Object.keys(graphContact.shape);
export const CONTACT_SELECT = PROPERTIES.join(',');

/** Where the source's numbers were written. */
export interface NumberPlace {
  readonly country: CountryCode;
  readonly dialling?: DiallingProfile | undefined;
}

const MAX_NUMBERS = 50;
const MAX_EMAILS = 10;
const MAX_CATEGORIES = 25;

/** True when an item leaves properties unsaid: after a change Graph may send only what changed, and absent is not empty. */
export function isPartial(item: object): boolean {
  return PROPERTIES.some((name) => !Object.hasOwn(item, name));
}

/** Undefined when the item is no contact, or carries neither a name nor a number nor an address. */
export function toContact(item: unknown, place: NumberPlace): Contact | undefined {
  const parsed = graphContact.safeParse(item);
  if (!parsed.success) return undefined;
  const raw = parsed.data;
  const emails = list(
    raw.emailAddresses?.map((entry) => entry.address),
    MAX_EMAILS,
  );
  const numbers = numbersOf(raw, place);
  const displayName = displayNameOf(raw) ?? emails[0] ?? numbers[0]?.e164;
  if (displayName === undefined) return undefined;
  const contact = contactSchema.safeParse({
    id: raw.id,
    displayName,
    ...optional('givenName', raw.givenName),
    ...optional('surname', raw.surname),
    ...optional('nickName', raw.nickName),
    ...optional('company', raw.companyName),
    ...optional('department', raw.department),
    ...optional('jobTitle', raw.jobTitle),
    ...optional('office', raw.officeLocation),
    ...optional('town', raw.businessAddress?.city),
    emails,
    categories: list(raw.categories, MAX_CATEGORIES),
    numbers,
  });
  return contact.success ? contact.data : undefined;
}

function displayNameOf(raw: GraphContact): string | undefined {
  const full = [raw.givenName, raw.middleName, raw.surname]
    .map((part) => cleanText(part))
    .filter(Boolean)
    .join(' ');
  return (
    cleanText(raw.displayName) ?? cleanText(full) ?? cleanText(raw.nickName) ?? cleanText(raw.companyName)
  );
}

function numbersOf(raw: GraphContact, { country, dialling }: NumberPlace): ContactNumber[] {
  const found = new Map<string, ContactNumber>();
  const read = (field: string | null | undefined, kind: NumberKind) => {
    if (field === null || field === undefined) return;
    for (const number of readNumbers(field, country, dialling)) {
      const key = `${number.e164};${number.extension ?? ''}`;
      // The first field that holds a number says what it is for.
      if (!found.has(key)) found.set(key, { ...number, kind });
    }
  };
  // A hostile contact may hold thousands of entries; reading a number is the dear part.
  for (const field of raw.businessPhones?.slice(0, MAX_NUMBERS) ?? []) read(field, 'business');
  read(raw.mobilePhone, 'mobile');
  for (const field of raw.homePhones?.slice(0, MAX_NUMBERS) ?? []) read(field, 'home');
  return [...found.values()].slice(0, MAX_NUMBERS);
}

function list(values: readonly (string | null | undefined)[] | null | undefined, limit: number): string[] {
  const clean = (values ?? [])
    .slice(0, limit * 4)
    .map((value) => cleanText(value))
    .filter((value) => value !== undefined);
  return [...new Set(clean)].slice(0, limit);
}

function optional<Name extends string>(name: Name, value: string | null | undefined) {
  const clean = cleanText(value);
  return clean === undefined ? {} : { [name]: clean };
}
