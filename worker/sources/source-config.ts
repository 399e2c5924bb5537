import * as z from 'zod/mini';
import { type CountryCode, isCountryCode } from '#shared/phone/normalise.ts';

const guid = z.pipe(
  z
    .string()
    .check(
      z.regex(
        /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
        'the object id of a group, a GUID',
      ),
    ),
  z.transform((text) => text.toLowerCase()),
);

/** ISO 3166, upper case. */
export const countryCode = z.custom<CountryCode>(
  (value) => typeof value === 'string' && isCountryCode(value),
  'an ISO 3166 country such as DE',
);

/** What every kind of source has. */
const common = {
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, 'an id of a-z, 0-9 and -, at most 40')),
  name: z.string().check(z.minLength(1, 'a name'), z.maxLength(80, 'a name of at most 80 characters')),
  description: z.optional(z.string().check(z.maxLength(300, 'at most 300 characters'))),
  /** Object ids of the groups whose members see the source. None: nobody but programs. */
  groups: z.array(guid).check(z.maxLength(100, 'at most 100 groups')),
  /** Which source wins when several carry a number. */
  priority: z.number('a whole number').check(z.int('a whole number')),
  /** Country in which numbers without international prefix were written. */
  country: countryCode,
};

export const sharedMailboxConfig = z.object({
  ...common,
  kind: z.literal('shared-mailbox'),
  mailbox: z
    .string()
    .check(z.regex(/^[^\s/?#@]+@[^\s/?#@]+$|^[0-9a-f-]{36}$/i, 'a mailbox address or object id')),
  folders: z.union(
    [
      z.literal('all'),
      z.array(z.string().check(z.minLength(1), z.maxLength(512))).check(z.minLength(1), z.maxLength(200)),
    ],
    '"all", or folder ids, or paths such as "Contacts" and "Customers/Berlin"',
  ),
});
export type SharedMailboxConfig = z.infer<typeof sharedMailboxConfig>;

/** A new kind of source is a new member here. */
export const sourceConfig = z.discriminatedUnion(
  'kind',
  [sharedMailboxConfig],
  '"kind" to be "shared-mailbox"',
);
export type SourceConfig = z.infer<typeof sourceConfig>;
