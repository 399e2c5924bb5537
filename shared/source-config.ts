import * as z from 'zod/mini';
import { numberKind } from '#shared/contact.ts';
import type { CompanyMatchRule } from '#shared/directory/company-match.ts';
import { HIDEABLE_FIELDS } from '#shared/directory/field-view.ts';
import { diallingProfile } from '#shared/phone/dialling-profile.ts';
import { type CountryCode, getCountryCallingCode, isCountryCode } from '#shared/phone/normalise.ts';

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

const hideableField = z.enum(HIDEABLE_FIELDS, `fields among ${HIDEABLE_FIELDS.join(', ')}`);
const numberKinds: ReadonlySet<string> = new Set(numberKind.options);

/** Fields that are shown only to members of the groups. */
const fieldRule = z
  .strictObject(
    {
      fields: z.array(hideableField).check(z.minLength(1, 'at least one field')),
      groups: z
        .array(guid)
        .check(z.minLength(1, 'at least one group'), z.maxLength(100, 'at most 100 groups')),
      /** True: a hidden number still identifies a caller, but is not shown. */
      identify: z.optional(z.boolean('true or false')),
    },
    '{ "fields", "groups", "identify" }',
  )
  .check(
    z.refine(
      ({ fields, identify }) => !identify || fields.some((field) => numberKinds.has(field)),
      '"identify" only with a kind of number',
    ),
  );

const fieldRules = z
  .array(fieldRule, 'a list of rules')
  .check(
    z.refine(
      (rules) =>
        new Set(rules.flatMap(({ fields }) => fields)).size === rules.flatMap(({ fields }) => fields).length,
      'each field in one rule, and there once',
    ),
  );

/** Settings of every kind of source. */
const common = {
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, 'an id of a-z, 0-9 and -, at most 40')),
  name: z.string().check(z.minLength(1, 'a name'), z.maxLength(80, 'a name of at most 80 characters')),
  description: z.optional(z.string().check(z.maxLength(300, 'at most 300 characters'))),
  /**
   * Object ids of the groups whose members see the source. An empty list opens it to programs alone. `everyone`: every
   * member of the tenant, by the token's optional claim `acct`; `everyone-and-guests`: everybody whom the tenant lets sign in.
   */
  groups: z.union(
    [z.array(guid).check(z.maxLength(100)), z.enum(['everyone', 'everyone-and-guests'])],
    'at most 100 object ids of groups, "everyone" or "everyone-and-guests"',
  ),
  /** Fields that only some of the people who see the source may see. Programs are in no group and never see them. */
  fields: z.optional(fieldRules),
  /** True: people who see all fields of the source may keep an encrypted copy of it in the browser. Off by default. */
  offline: z.optional(z.boolean('true or false')),
  /** Rank of the source where several carry a number: the lowest number wins. */
  priority: z.number('a whole number').check(z.int('a whole number')),
  /** Country in which numbers without international prefix were written. */
  country: countryCode,
  /** How contacts of the source write internal numbers. Look-ups are read this way, too. */
  dialling: z.optional(diallingProfile),
  /**
   * Days within which every contact is read anew, 1 … 30; 7 when absent. Graph's change feed may lose a change: nothing
   * stays wrong for longer than this.
   */
  readWholeEveryDays: z.optional(
    z
      .number('a whole number of days')
      .check(z.int('a whole number of days'), z.gte(1, 'at least 1'), z.lte(30, 'at most 30')),
  ),
  /**
   * The answer for a number that no contact carries: nothing (`off`), the company whose own numbers begin alike
   * (`companies`, the default), or also the company of a single colleague whose number does (`colleagues`). `digits`: how
   * many trailing digits may differ. 5 by default; 0, the default in North America, means off.
   */
  companyMatch: z.optional(
    z.object({
      mode: z.enum(['off', 'companies', 'colleagues'], '"off", "companies" or "colleagues"'),
      digits: z.optional(
        z.number('a whole number').check(z.int(), z.gte(0, 'at least 0'), z.lte(5, 'at most 5')),
      ),
    }),
  ),
};

/** A misspelt setting must be refused, not ignored: without its `group`, a source of users would show everyone. */
const settingsOf = (kind: string) => `the settings of "${kind}" and no others`;

const yesOrNo = z.optional(z.boolean('true or false'));

export const sharedMailboxConfig = z.strictObject(
  {
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
    /** Private fields to keep as well: the notes, the home address. Both are off by default. */
    include: z.optional(
      z.strictObject(
        { notes: yesOrNo, privateAddresses: yesOrNo },
        '{ "notes": true, "privateAddresses": true }, or one of them',
      ),
    ),
    /** Id of the delegated account that reads the mailbox; the app's own rights when absent. */
    account: z.optional(
      z
        .string('the id of a delegated account')
        .check(z.regex(/^[a-z0-9-]{1,40}$/, 'the id of a delegated account: a-z, 0-9 and -, at most 40')),
    ),
  },
  settingsOf('shared-mailbox'),
);
export type SharedMailboxConfig = z.infer<typeof sharedMailboxConfig>;

/** The organisation's mail contacts. */
export const orgContactsConfig = z.strictObject(
  { ...common, kind: z.literal('org-contacts') },
  settingsOf('org-contacts'),
);
export type OrgContactsConfig = z.infer<typeof orgContactsConfig>;

/** The tenant's users. Accounts that are disabled or hidden from address lists never show. */
export const usersConfig = z.strictObject(
  {
    ...common,
    kind: z.literal('users'),
    /** True: includes guests. */
    guests: yesOrNo,
    /** True: only users with a licence, which leaves out rooms, shared mailboxes and service accounts. */
    licensedOnly: yesOrNo,
    /** Only members of this group, nested ones included. */
    group: z.optional(guid),
  },
  settingsOf('users'),
);
export type UsersConfig = z.infer<typeof usersConfig>;

/** A new kind of source is a new member here. */
export const sourceConfig = z.discriminatedUnion(
  'kind',
  [sharedMailboxConfig, orgContactsConfig, usersConfig],
  '"kind" to be "shared-mailbox", "org-contacts" or "users"',
);
export type SourceConfig = z.infer<typeof sourceConfig>;

/** The source's rule for company matches; undefined when they are off. */
export function companyMatchRule({ companyMatch, country }: SourceConfig): CompanyMatchRule | undefined {
  const mode = companyMatch?.mode ?? 'companies';
  // North American numbers have one length and no direct-dial extensions.
  const maxDigits = companyMatch?.digits ?? (getCountryCallingCode(country) === '1' ? 0 : 5);
  return mode === 'off' || maxDigits === 0 ? undefined : { mode, maxDigits };
}

const DEFAULT_WHOLE_DAYS = 7;

/** Days within which every contact of the source is read anew. */
export function wholeReadingDays({ readWholeEveryDays }: SourceConfig): number {
  return readWholeEveryDays ?? DEFAULT_WHOLE_DAYS;
}
