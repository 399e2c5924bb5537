import * as z from 'zod/mini';
import { country, isoDate, sourceName, sourceStatus } from './api.ts';
import { contact } from './contact.ts';

/** The HTTP contract's part for administrators: sources and their runs, accounts, API keys, budgets, revocations, the audit trail, erasure. */

/** Every configured source, for administrators. */
export const sourcesAnswer = z.object({ sources: z.array(sourceStatus) });
export type SourcesAnswer = z.infer<typeof sourcesAnswer>;

const run = z.object({
  id: z.number(),
  startedAt: isoDate,
  /** Absent while the run is under way. */
  finishedAt: z.optional(isoDate),
  /** Whether the run read every contact. */
  full: z.boolean(),
  /** Code of the failure, if the run failed. */
  code: z.optional(z.string()),
  read: z.number(),
  changed: z.number(),
  removed: z.number(),
  /** Contacts for which the run read further numbers. */
  details: z.number(),
  requests: z.number(),
  throttledSeconds: z.number(),
  /** Number of contacts that could not be read, and Graph's ids of the first ones. */
  unreadable: z.number(),
  unreadableIds: z.array(z.string()),
});
export const runsQuery = z.object({
  /** 1 … 200, 20 when absent. */
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(200))),
});

/** The last runs of a source, newest first. */
export const runsAnswer = z.object({ source: z.string(), runs: z.array(run) });
export type RunsAnswer = z.infer<typeof runsAnswer>;

export const syncAnswer = z.object({ source: z.string(), started: z.boolean() });

/** How a dialling profile reads a source's phone fields. For administrators only, since the examples are contacts' numbers. */
export const numbersAnswer = z.object({
  source: z.string(),
  /** Contacts that were read: the first 2,000, or fewer when 20 seconds run out. */
  contacts: z.number(),
  /** True when the source has more contacts. */
  cut: z.boolean(),
  /** Phone fields that hold anything, and the numbers in them. */
  fields: z.number(),
  numbers: z.number(),
  /** Fields whose number is not written as E.164 yet. */
  changed: z.number(),
  /** Fields in which no number was found. */
  notUnderstood: z.number(),
  /** Fields that keep the digit for an outside line with the number. */
  outsideLine: z.number(),
  /** Fields with two likely readings, of which neither is stored; 0 from older workers, like the next two. */
  severalReadings: z._default(z.number(), 0),
  /** Fields whose digits a spreadsheet has lost: nothing is stored. */
  digitsLost: z._default(z.number(), 0),
  /** Fields that hold a remark beside their numbers. */
  withRemark: z._default(z.number(), 0),
  examples: z.array(z.object({ text: z.string(), problem: z.enum(['not-understood', 'outside-line']) })),
  /** The first fields that are unclear. A list of its own, since older extensions know no other problems. */
  unclear: z._default(
    z.array(z.object({ text: z.string(), reason: z.enum(['several-readings', 'digits-lost']) })),
    [],
  ),
  /** The dialling profile that was tried, as it stands in the source's configuration. */
  dialling: z.record(z.string(), z.unknown()),
});
export type NumbersAnswer = z.infer<typeof numbersAnswer>;

/** How many contacts a confirmed removal took away. */
export const removalsAnswer = z.object({ source: z.string(), removed: z.number() });

/** A credential of the app at Microsoft. Names the worker's variable that holds it; never contains the credential itself. */
const credentialStatus = z.object({
  variable: z.string(),
  kind: z.enum(['secret', 'certificate']),
  expiresAt: z.optional(isoDate),
  /** Whole days until then; below 0 when it has passed. */
  daysLeft: z.optional(z.number()),
  /** Where `expiresAt` is known from. */
  source: z.enum(['certificate', 'graph', 'configured', 'unknown']),
  /** Why Microsoft refused the credential at the last attempt. */
  refused: z.optional(z.object({ code: z.string(), since: isoDate })),
});
export type CredentialStatus = z.infer<typeof credentialStatus>;

export const credentialsAnswer = z.object({ credentials: z.array(credentialStatus) });

/** An account on whose behalf the worker reads shared mailboxes. For administrators. */
export const account = z.object({
  id: z.string(),
  label: z.string(),
  /** `reconnect_needed`: the person must consent again; until then the last good state is served. */
  state: z.enum(['waiting_for_consent', 'connected', 'reconnect_needed']),
  since: isoDate,
  /** Why the account is not connected: Microsoft's code such as `AADSTS50173`, or our own. */
  code: z.optional(z.string()),
  /** The person who consented; absent before. */
  person: z.optional(z.object({ objectId: z.string(), userPrincipalName: z.optional(z.string()) })),
  /** Permissions that were granted. */
  scopes: z.array(z.string()),
});
export type Account = z.infer<typeof account>;

export const accountsAnswer = z.object({ accounts: z.array(account) });

export const newAccount = z.strictObject({
  /** Id by which sources refer to the account; generated when absent. */
  id: z.optional(z.string().check(z.regex(/^[a-z0-9-]{1,40}$/))),
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
});

/** Address where a person signs in and consents for the account. Valid once, until `expiresAt`. */
export const consentLink = z.object({ account, authorizeUrl: z.string(), expiresAt: isoDate });
export type ConsentLink = z.infer<typeof consentLink>;

/** Routes that an API key can open. */
const keyRoute = z.enum(['lookup', 'search', 'photo', 'status']);
export type KeyRoute = z.infer<typeof keyRoute>;

const keyScope = {
  /** Tells people where the key is used. */
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  /** Ids of the sources that the key can read. */
  sources: z.array(z.string().check(z.regex(/^[a-z0-9-]{1,40}$/))).check(z.minLength(1), z.maxLength(100)),
  routes: z.array(keyRoute).check(z.minLength(1)),
  /** Networks from which the key is accepted: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`. Everywhere is `0.0.0.0/0` and `::/0`. */
  addresses: z.array(z.string().check(z.maxLength(49))).check(z.minLength(1), z.maxLength(100)),
};

export const newKey = z.strictObject({
  ...keyScope,
  /** True: the secret may also stand in the query as `key`, for devices that accept nothing but an address. */
  query: z._default(z.boolean(), false),
  /** Days for which each secret is valid: 1 … 365, 365 when absent. */
  days: z._default(z.int().check(z.gte(1), z.lte(365)), 365),
});
export type NewKey = z.infer<typeof newKey>;

/** An API key, with the dates of its secrets but not the secrets. For administrators. */
export const apiKey = z.object({
  id: z.string(),
  ...keyScope,
  query: z.boolean(),
  days: z.number(),
  createdAt: isoDate,
  /** Newest first. After a rotation there are two, until the older one expires. */
  secrets: z.array(z.object({ createdAt: isoDate, expiresAt: isoDate })),
  /** Hour of the last use; absent before the first. */
  lastUsedAt: z.optional(isoDate),
});
export type ApiKey = z.infer<typeof apiKey>;

export const keysAnswer = z.object({ keys: z.array(apiKey) });

/** A key with its new secret, which the device sends. The secret is shown this once. */
export const issuedKey = z.object({ key: apiKey, secret: z.string() });
export type IssuedKey = z.infer<typeof issuedKey>;

/** Principals that asked for unusually many different numbers today (UTC). For administrators. */
export const budgetsAnswer = z.object({
  day: z.string(),
  /** Most numbers first. */
  callers: z.array(
    z.object({
      kind: z.enum(['person', 'key']),
      /** Object id of the person, or id of the API key. */
      id: z.string(),
      numbers: z.number(),
      limit: z.number(),
      state: z.enum(['near', 'over']),
    }),
  ),
});

/** Tokens of this person or program that were issued before `revokedAt` are refused. For administrators. */
export const revocation = z.object({
  objectId: z.string(),
  revokedAt: isoDate,
  /** Object id of the administrator. */
  revokedBy: z.string(),
  reason: z.optional(z.string()),
  /** When the entry is deleted. By then, every token that it refuses has expired. */
  keptUntil: isoDate,
});
export type RevocationAnswer = z.infer<typeof revocation>;

export const revocationsAnswer = z.object({ revocations: z.array(revocation) });

export const newRevocation = z.strictObject({
  /** Object id of the person in Entra, or of a program's service principal. */
  objectId: z.guid().check(z.toLowerCase()),
  reason: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
});

const guid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i));
/** A day, or a moment in UTC. */
const when = z.string().check(z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/));

export const auditQuery = z.object({
  /** `from` is inclusive, `to` exclusive. */
  from: z.optional(when),
  to: z.optional(when),
  objectId: z.optional(guid),
  /** Only requests for this number. */
  number: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  country: z.optional(country),
  /** 1 … 500, 100 when absent. */
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(500))),
  /** `cursor` of the previous answer. */
  cursor: z.optional(z.coerce.number().check(z.int(), z.gte(1))),
});

const auditEntry = z.object({
  id: z.number(),
  at: isoDate,
  caller: z.object({ kind: z.string(), objectId: z.string() }),
  method: z.string(),
  route: z.string(),
  status: z.number(),
  /** Sources that were open to the principal. */
  sources: z.array(z.string()),
  /** Contacts or entries in the answer. */
  hits: z.optional(z.number()),
  /** Keyed hash of the number that was asked for. */
  number: z.optional(z.string()),
});

/** Newest first. */
export const auditAnswer = z.object({
  entries: z.array(auditEntry),
  /** Entries of the requested period that could not be written. */
  lost: z.number(),
  /** Where the next page begins; absent on the last one. */
  cursor: z.optional(z.number()),
});
export type AuditAnswer = z.infer<typeof auditAnswer>;

/** Names contacts by a number, in all sources or in one, or names one contact of a source by its id. */
const naming = {
  number: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  country: z.optional(country),
  source: z.optional(z.string().check(z.regex(/^[a-z0-9-]{1,40}$/))),
  contactId: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
};
function namesSomebody(given: {
  number?: string | undefined;
  source?: string | undefined;
  contactId?: string | undefined;
}): boolean {
  const { number, source, contactId } = given;
  return number === undefined ? source !== undefined && contactId !== undefined : contactId === undefined;
}

export const exportQuery = z.object(naming).check(z.refine(namesSomebody));

/** Everything that is stored about the named contacts. */
export const exportAnswer = z.object({
  contacts: z.array(
    z.object({
      source: sourceName,
      contact,
      /** `data:` URL of the photo. */
      picture: z.optional(z.string()),
      /** Fields that are hidden from the principal, filled or not. */
      withheld: z.optional(z.array(z.string())),
    }),
  ),
});
export type ExportAnswer = z.infer<typeof exportAnswer>;

export const newErasure = z
  .strictObject({
    ...naming,
    /** `confirm` of the preview. Without it nothing is erased, and the answer is a preview. */
    confirm: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  })
  .check(z.refine(namesSomebody));

export const erasurePreview = z.object({
  contacts: z.array(
    z.object({ source: sourceName, contactId: z.string(), displayName: z.string(), numbers: z.number() }),
  ),
  confirm: z.string(),
});
export type ErasurePreview = z.infer<typeof erasurePreview>;

export const erasedAnswer = z.object({
  id: z.string(),
  erased: z.number(),
  /** When the last block that holds the contacts is deleted. Answers omit them as soon as the next generation is shown. */
  goneBy: isoDate,
});

/** Past erasures. The answer does not tell which contacts they erased. */
export const erasuresAnswer = z.object({
  erasures: z.array(
    z.object({ id: z.string(), at: isoDate, contacts: z.number(), sources: z.array(z.string()) }),
  ),
});
export type ErasuresAnswer = z.infer<typeof erasuresAnswer>;
