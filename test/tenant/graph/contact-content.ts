/** The types of a personal contact: its v1.0 properties, an app's input, and the tenant's knowledge about it. */
import { z } from 'zod';
import type { PhotoOverrides } from './image.ts';

const text = z.string().max(32_000).nullable();
const texts = z.array(z.string().max(1_000)).max(50);
const address = z
  .object({ street: text, city: text, state: text, postalCode: text, countryOrRegion: text })
  .partial();

/** The v1.0 properties, in the order of Graph's answers. */
const contactFieldsSchema = z.object({
  categories: texts,
  birthday: text,
  fileAs: text,
  displayName: text,
  givenName: text,
  initials: text,
  middleName: text,
  nickName: text,
  surname: text,
  title: text,
  yomiGivenName: text,
  yomiSurname: text,
  yomiCompanyName: text,
  generation: text,
  emailAddresses: z.array(z.object({ name: text.optional(), address: text.optional() })).max(50),
  imAddresses: texts,
  jobTitle: text,
  companyName: text,
  department: text,
  officeLocation: text,
  profession: text,
  businessHomePage: text,
  assistantName: text,
  manager: text,
  homePhones: texts,
  mobilePhone: text,
  businessPhones: texts,
  homeAddress: address,
  businessAddress: address,
  otherAddress: address,
  spouseName: text,
  personalNotes: text,
  children: texts,
});
export type ContactFields = z.infer<typeof contactFieldsSchema>;

/** A MAPI property beside the v1.0 ones, e.g. `String 0x3a57`: the company's main number. */
const extendedPropertySchema = z.object({ id: z.string().max(300), value: z.string().max(1_000) });
type ExtendedProperty = z.infer<typeof extendedPropertySchema>;

/** The input of POST and PATCH. The strict form refuses an unknown property, as Graph does. */
export const contactInputSchema = contactFieldsSchema.partial().extend({
  singleValueExtendedProperties: z.array(extendedPropertySchema).max(50).optional(),
});
export const strictContactInputSchema = z.strictObject({
  ...contactInputSchema.shape,
  '@odata.type': z.string().optional(),
});
export type GraphContactInput = z.infer<typeof contactInputSchema> & { photo?: Uint8Array };

export type NumberKind =
  | 'business'
  | 'home'
  | 'mobile'
  | 'company-main'
  | 'other'
  | 'pager'
  | 'business-fax'
  | 'home-fax'
  | 'assistant'
  | 'car';

/** A number as the generator made it; `e164` never went through a parser. */
export interface NumberTruth {
  text: string;
  e164: string | null;
  kind: NumberKind;
  /** The country of the numbering plan. A text in national form can be read only with this country. */
  country: string | null;
  form: 'international' | 'national' | null;
}

export interface ContactContent extends PhotoOverrides {
  fields: ContactFields;
  extended: ExtendedProperty[];
  photo: (() => Uint8Array) | null;
  numbers: NumberTruth[];
  /** Unchecked members that replace those of Graph's answer, such as a real mailbox should never hold. */
  raw?: Record<string, unknown> | undefined;
}

export function emptyFields(): ContactFields {
  return {
    categories: [],
    birthday: null,
    fileAs: '',
    displayName: '',
    givenName: null,
    initials: null,
    middleName: null,
    nickName: null,
    surname: null,
    title: null,
    yomiGivenName: null,
    yomiSurname: null,
    yomiCompanyName: null,
    generation: null,
    emailAddresses: [],
    imAddresses: [],
    jobTitle: null,
    companyName: null,
    department: null,
    officeLocation: null,
    profession: null,
    businessHomePage: null,
    assistantName: null,
    manager: null,
    homePhones: [],
    mobilePhone: null,
    businessPhones: [],
    homeAddress: {},
    businessAddress: {},
    otherAddress: {},
    spouseName: null,
    personalNotes: null,
    children: [],
  };
}

const NAME_PARTS = ['title', 'givenName', 'middleName', 'surname', 'generation'] as const;

/** Lays a POST or PATCH body over a contact, as Exchange does: complex values are replaced whole. */
export function applyInput(base: ContactContent, input: GraphContactInput): ContactContent {
  const { singleValueExtendedProperties, photo, ...fields } = input;
  const merged: ContactFields = { ...base.fields };
  for (const key of Object.keys(fields)) {
    const value = Reflect.get(fields, key);
    if (key in merged && value !== undefined) Reflect.set(merged, key, value);
  }
  const nameChanged = NAME_PARTS.some((part) => fields[part] !== undefined);
  // A change of name parts regenerates displayName unless the same request sends it:
  // https://learn.microsoft.com/graph/api/user-post-contacts
  if (nameChanged && fields.displayName === undefined) merged.displayName = joinName(merged);
  if (fields.fileAs === undefined && (nameChanged || !merged.fileAs)) merged.fileAs = fileAsOf(merged);
  const extended = new Map(base.extended.map((property) => [property.id.toLowerCase(), property]));
  for (const property of singleValueExtendedProperties ?? [])
    extended.set(property.id.toLowerCase(), property);
  return {
    fields: merged,
    extended: [...extended.values()].filter((property) => property.value !== ''),
    photo: photo ? () => photo : base.photo,
    photoType: photo ? undefined : base.photoType,
    noPhoto: base.noPhoto,
    numbers: base.numbers,
    raw: base.raw,
  };
}

export function contentFrom(input: GraphContactInput, numbers: NumberTruth[] = []): ContactContent {
  return applyInput({ fields: emptyFields(), extended: [], photo: null, numbers }, input);
}

function joinName(fields: ContactFields): string {
  const parts = NAME_PARTS.map((part) => fields[part]).filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : (fields.companyName ?? '');
}

function fileAsOf(fields: ContactFields): string {
  if (fields.surname && fields.givenName) return `${fields.surname}, ${fields.givenName}`;
  return fields.displayName || fields.companyName || '';
}
