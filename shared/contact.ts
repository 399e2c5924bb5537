import * as z from 'zod/mini';

/** What a number is for, as the source states it. */
export const numberKind = z.enum([
  'business',
  'mobile',
  'home',
  'main',
  'fax',
  'pager',
  'assistant',
  'other',
]);
export type NumberKind = z.infer<typeof numberKind>;

const text = z.string().check(z.maxLength(256));

export const contactNumber = z.object({
  /** E.164 with its plus, e.g. `+493023125123`. */
  e164: z.string().check(z.regex(/^\+[1-9]\d{4,14}$/)),
  kind: numberKind,
  /** Extension that is dialled once the call is answered (`;ext=`), digits only. */
  extension: z.optional(z.string().check(z.regex(/^\d{1,11}$/))),
  /** How many of the digits (without the plus) stand before the direct-dial extension, where the writer marked it: `+49 30 23125-0`. */
  trunk: z.optional(z.number().check(z.int(), z.gte(7), z.lte(14))),
});
export type ContactNumber = z.infer<typeof contactNumber>;

/** Name of a photo within its source: a hash in hexadecimal. */
export const photoName = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** A contact as the index keeps and the card shows it. Absent means empty: no field is ever an empty string. */
export const contact = z.object({
  /** Id within its source, stable over moves between folders. */
  id: z.string().check(z.minLength(1), z.maxLength(512)),
  /** Never empty: built from the names or the company where the source has none. */
  displayName: text,
  givenName: z.optional(text),
  surname: z.optional(text),
  nickName: z.optional(text),
  initials: z.optional(text),
  /** Pronunciation of the names, where their writing does not tell (Japanese). */
  yomiGivenName: z.optional(text),
  yomiSurname: z.optional(text),
  yomiCompany: z.optional(text),
  company: z.optional(text),
  department: z.optional(text),
  jobTitle: z.optional(text),
  office: z.optional(text),
  town: z.optional(text),
  /** Private; present only where the source's configuration includes it. */
  homeAddress: z.optional(text),
  /** Present only where the source's configuration includes them. */
  notes: z.optional(text),
  photo: z.optional(photoName),
  emails: z.array(text).check(z.maxLength(10)),
  categories: z.array(text).check(z.maxLength(25)),
  numbers: z.array(contactNumber).check(z.maxLength(50)),
});
export type Contact = z.infer<typeof contact>;
