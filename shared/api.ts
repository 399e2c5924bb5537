import * as z from 'zod/mini';
import { contact, photoName } from './contact.ts';
import { failureCode } from './failure.ts';

/** The HTTP contract: one schema for every request and answer. The worker validates and documents with it, the extension reads with it. */

/**
 * Of this contract. Goes up when a client of the version before can no longer read an answer, or asks a worker of the version before
 * for what it does not have; an optional field more is no such change.
 */
export const API_VERSION = 1;

export const isoDate = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/));
const country = z.string().check(z.regex(/^[A-Za-z]{2}$/));

/** Where the reader telephones from. It says what a number without its prefix means, and how the reader would write it. */
const readerPlace = {
  /** ISO 3166 country; the worker's own when absent. */
  country: z.optional(country),
  /** Area code, with or without its zero: `030`. */
  area: z.optional(z.string().check(z.regex(/^\d{1,6}$/))),
  /** The reader's main number without its extension: `+49 30 23125`, `030 23125`, or `23125` where `area` is given. */
  main: z.optional(z.string().check(z.regex(/^[ +]?\d[\d\s()/.-]{1,24}$/))),
  /** What is dialled for an outside line. */
  outside: z.optional(z.string().check(z.regex(/^\d{1,5}$/))),
};

export const lookupQuery = z.object({
  /** A phone number in any spelling. A plus that arrived as a blank is understood. */
  number: z.string().check(z.minLength(1), z.maxLength(64)),
  ...readerPlace,
});

export const searchQuery = z.object({
  q: z.string().check(z.minLength(1), z.maxLength(64)),
  /** 1 … 50, 10 when absent. */
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(50))),
  ...readerPlace,
});

/** Which picture: `photo` of a contact, with the id of the contact's source. */
export const photoPath = z.object({
  source: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  name: photoName,
});
export type PhotoPath = z.infer<typeof photoPath>;

export const sourceName = z.object({ id: z.string(), name: z.string() });

export const hit = z.object({
  contact,
  source: sourceName,
  /** The caller's other sources that know the same person. What they know besides is among the numbers and addresses. */
  alsoIn: z.optional(z.array(sourceName)),
  /** When the source's data was last known to equal Microsoft 365. */
  asOf: isoDate,
});
export type Hit = z.infer<typeof hit>;

/** A number as it is written. Beyond the first two only newer workers say it. */
export const writtenNumber = z.object({
  e164: z.string(),
  international: z.string(),
  national: z.optional(z.string()),
  /** The least that says it to this reader: an internal number, one of the town, of the country, of the world. */
  shortest: z.optional(z.string()),
  /** What this reader's telephone must dial, digits only, the outside line included. */
  dialable: z.optional(z.string()),
  /** RFC 3966, with its extension. */
  uri: z.optional(z.string()),
});

export const lookupAnswer = z.object({
  number: writtenNumber,
  /** `company`: nobody carries the number, but it belongs to the company of the one hit, whose extension is unknown. */
  match: z.enum(['exact', 'company', 'none']),
  /** Everyone who carries the number, best source first; for `company` the company alone. */
  hits: z.array(hit),
  /** With `company`: how many digits at the end of the number no number of the company has. */
  droppedDigits: z.optional(z.number()),
  /** Age of the oldest data that was asked, in seconds. */
  ageSeconds: z.number(),
});
export type LookupAnswer = z.infer<typeof lookupAnswer>;

/** How a look-up comes to its answer. */
export const explainAnswer = z.object({
  /** What the text may stand for, in the order in which it is asked; none when it is no number. */
  readings: z.array(
    z.object({
      as: z.enum([
        'international',
        'internal',
        'tie-line',
        'local',
        'national',
        'national-without-prefix',
        'international-without-plus',
        'outside-line',
      ]),
      /** What was looked up. */
      e164: z.string(),
      extension: z.optional(z.string()),
      /** What was done to the text, in order, by stable codes. */
      steps: z.array(z.object({ code: z.string(), before: z.string(), after: z.string() })),
      /** The place of which it is true: that of the source, else the reader's. */
      readAt: z.object({
        source: z.optional(sourceName),
        country: z.string(),
        area: z.optional(z.string()),
        main: z.optional(z.string()),
        outside: z.optional(z.string()),
      }),
      /** Empty where an earlier reading was somebody's. `contacts` are the ids of those who carry the number. */
      asked: z.array(z.object({ source: sourceName, contacts: z.array(z.string()) })),
    }),
  ),
  match: z.enum(['exact', 'company', 'none']),
  /** Where nobody carries the number: whether the first reading is a company's, and of the nearest number how much is alike. */
  company: z.array(
    z.object({
      source: sourceName,
      outcome: z.enum([
        'matched',
        'off',
        'nobody_near',
        'too_little_in_common',
        'too_many_digits_differ',
        'outside_trunk',
        'somebody_else_nearer',
        'no_company',
        'several_companies',
        'single_number',
      ]),
      commonDigits: z.optional(z.number()),
      droppedDigits: z.optional(z.number()),
    }),
  ),
  ageSeconds: z.number(),
});
export type ExplainAnswer = z.infer<typeof explainAnswer>;

/** Why a contact was found: which field, and how the word met it. */
export const matchReason = z.object({
  field: z.enum(['name', 'company', 'department', 'jobTitle', 'town', 'email', 'address', 'notes', 'number']),
  how: z.enum(['exact', 'prefix', 'typo', 'sound']),
});
export type MatchReason = z.infer<typeof matchReason>;

export const searchAnswer = z.object({
  hits: z.array(z.extend(hit, { matched: z.array(matchReason) })),
  /** True when more contacts match than were asked for. */
  more: z.boolean(),
  ageSeconds: z.number(),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;

export const sourcePhase = z.enum(['waiting', 'importing', 'checking', 'publishing', 'ready', 'failed']);
export const sourceStatus = z.object({
  id: z.string(),
  name: z.string(),
  description: z.optional(z.string()),
  phase: sourcePhase,
  /** Contacts and numbers in the published generation; 0 before the first one. Without numbers where some are hidden from the caller. */
  contacts: z.number(),
  numbers: z.optional(z.number()),
  /** Rises by one with each published generation that readers can see; 0 before the first one. */
  generation: z.number(),
  /** When the published data was last known to equal Microsoft 365; absent before the first generation. */
  asOf: z.optional(isoDate),
  ageSeconds: z.optional(z.number()),
  /** The run that is under way. */
  progress: z.optional(
    z.object({
      /** Contacts read so far; in a first import all that were read. */
      done: z.number(),
      /** How many to expect, when Graph told or an earlier run knows. */
      expected: z.optional(z.number()),
      perSecond: z.optional(z.number()),
      secondsLeft: z.optional(z.number()),
    }),
  ),
  /** When the last complete run began and ended, whatever it found. */
  lastRun: z.optional(z.object({ startedAt: isoDate, finishedAt: isoDate })),
  /** When every contact was last read, and when what changed was. */
  lastFull: z.optional(isoDate),
  lastDelta: z.optional(isoDate),
  /** Why the last run failed, by code, and what helps; the published data goes on being served. */
  problem: z.optional(z.object({ code: z.string(), since: isoDate, remedy: z.string() })),
  /** Removals that look like a mistake and wait for an administrator, or for time (`drop` alone). */
  held: z.optional(
    z.object({ kind: z.enum(['empty', 'drop']), since: isoDate, contacts: z.number(), remedy: z.string() }),
  ),
  /** Since when the source is not shown, because it may not be read any more. */
  withdrawnSince: z.optional(isoDate),
  /** Contacts with a picture, and those whose picture was not looked for yet. */
  photos: z.optional(z.object({ shown: z.number(), waiting: z.number() })),
  /** Whether Graph tells of changes as they happen; else they are asked for on a schedule. */
  notifications: z.object({
    state: z.enum(['off', 'active', 'failing', 'unsupported']),
    expiresAt: z.optional(isoDate),
    code: z.optional(z.string()),
    lastNotifiedAt: z.optional(isoDate),
  }),
  /** How long Graph made the last run wait. */
  throttledSeconds: z.number(),
});
export type SourceStatus = z.infer<typeof sourceStatus>;

/** What the caller may do, and how old that knowledge is. */
export const accessStatus = z.object({
  objectId: z.string(),
  /** App roles in the token. */
  roles: z.array(z.string()),
  /** The token's own time. Roles, and groups from the token, are as old as that. */
  issuedAt: isoDate,
  ageSeconds: z.number(),
  /** Where the groups were read, and when; absent for programs. `graph`: the token could not hold them all. */
  groups: z.optional(z.object({ from: z.enum(['token', 'graph']), readAt: isoDate })),
  /** By then a changed membership shows by itself; with a new token it shows at once. */
  renewAfter: isoDate,
});
export type AccessStatus = z.infer<typeof accessStatus>;

export const statusAnswer = z.object({
  /** Name the token carries for the person; absent for programs. */
  person: z.optional(z.string()),
  access: z.optional(accessStatus),
  /** Only the sources that the caller may see. */
  sources: z.array(sourceStatus),
});
export type StatusAnswer = z.infer<typeof statusAnswer>;

/** Every configured source, for administrators. */
export const sourcesAnswer = z.object({ sources: z.array(sourceStatus) });
export type SourcesAnswer = z.infer<typeof sourcesAnswer>;

export const run = z.object({
  id: z.number(),
  startedAt: isoDate,
  /** Absent while it is under way. */
  finishedAt: z.optional(isoDate),
  /** It read every contact. */
  full: z.boolean(),
  /** Why it failed, by code. */
  code: z.optional(z.string()),
  read: z.number(),
  changed: z.number(),
  removed: z.number(),
  /** Contacts whose further numbers were asked for. */
  details: z.number(),
  requests: z.number(),
  throttledSeconds: z.number(),
  /** Contacts that could not be read, and Graph's ids of the first ones. */
  unreadable: z.number(),
  unreadableIds: z.array(z.string()),
});
/** The last runs of a source, newest first. */
export const runsAnswer = z.object({ source: z.string(), runs: z.array(run) });
export type RunsAnswer = z.infer<typeof runsAnswer>;

export const syncAnswer = z.object({ source: z.string(), started: z.boolean() });
export type SyncAnswer = z.infer<typeof syncAnswer>;

/** What a dialling profile makes of a source's phone fields. For administrators: the examples are contacts' numbers. */
export const numbersAnswer = z.object({
  source: z.string(),
  /** Contacts that were read: the first 2,000, of what 20 seconds suffice for. */
  contacts: z.number(),
  /** There are more. */
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
  examples: z.array(z.object({ text: z.string(), problem: z.enum(['not-understood', 'outside-line']) })),
  /** The dialling profile that was tried, as it stands in the source's configuration. */
  dialling: z.record(z.string(), z.unknown()),
});
export type NumbersAnswer = z.infer<typeof numbersAnswer>;

/** How many contacts a confirmed removal took away. */
export const removalsAnswer = z.object({ source: z.string(), removed: z.number() });
export type RemovalsAnswer = z.infer<typeof removalsAnswer>;

/** The worker's version of this contract, read before anything else: these two never change. */
export const spokenVersion = z.looseObject({
  product: z.literal('ringcard'),
  /** Absent from the workers that did not say it yet: 1. */
  api: z._default(z.number(), 1),
});

/** Public facts that a client needs before anyone is signed in. */
export const healthAnswer = z.object({
  product: z.literal('ringcard'),
  api: z._default(z.number(), 1),
  ok: z.boolean(),
  /** True when at least one generation of a source can be read. */
  answering: z.boolean(),
  signIn: z.object({ tenantId: z.string(), scope: z.string().check(z.regex(/^api:\/\/[^\s/]+\/[\w.]+$/)) }),
});
export type HealthAnswer = z.infer<typeof healthAnswer>;

/** What the app proves itself with at Microsoft, by the worker's variable that holds it; never the credential itself. */
export const credentialStatus = z.object({
  variable: z.string(),
  kind: z.enum(['secret', 'certificate']),
  expiresAt: z.optional(isoDate),
  /** Whole days until then; below 0 when it has passed. */
  daysLeft: z.optional(z.number()),
  /** Who says so. */
  source: z.enum(['certificate', 'graph', 'configured', 'unknown']),
  /** Why Microsoft did not take it when it was last tried. */
  refused: z.optional(z.object({ code: z.string(), since: isoDate })),
});
export type CredentialStatus = z.infer<typeof credentialStatus>;

export const credentialsAnswer = z.object({ credentials: z.array(credentialStatus) });
export type CredentialsAnswer = z.infer<typeof credentialsAnswer>;

/** A person's account on whose behalf shared mailboxes are read. For administrators. */
export const account = z.object({
  id: z.string(),
  label: z.string(),
  /** `reconnect_needed`: the person must consent again; until then the last good state is served. */
  state: z.enum(['waiting_for_consent', 'connected', 'reconnect_needed']),
  since: isoDate,
  /** Why it is not connected: Microsoft's code such as `AADSTS50173`, or our own. */
  code: z.optional(z.string()),
  /** Who consented; absent until somebody has. */
  person: z.optional(z.object({ objectId: z.string(), userPrincipalName: z.optional(z.string()) })),
  /** Permissions that were granted. */
  scopes: z.array(z.string()),
});
export type Account = z.infer<typeof account>;

export const accountsAnswer = z.object({ accounts: z.array(account) });
export type AccountsAnswer = z.infer<typeof accountsAnswer>;

export const newAccount = z.strictObject({
  /** What sources name the account by; made up when absent. */
  id: z.optional(z.string().check(z.regex(/^[a-z0-9-]{1,40}$/))),
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
});

/** Where the account's person signs in and consents; good once, until `expiresAt`. */
export const consentLink = z.object({ account, authorizeUrl: z.string(), expiresAt: isoDate });
export type ConsentLink = z.infer<typeof consentLink>;

/** What an API key can open, each an address of this API. */
export const keyRoute = z.enum(['lookup', 'search', 'photo', 'status']);
export type KeyRoute = z.infer<typeof keyRoute>;

const keyScope = {
  /** Where the key is used, for people. */
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  /** Ids of the sources that it sees. */
  sources: z.array(z.string().check(z.regex(/^[a-z0-9-]{1,40}$/))).check(z.minLength(1), z.maxLength(100)),
  routes: z.array(keyRoute).check(z.minLength(1)),
  /** Whence it may be used: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`. Everywhere is `0.0.0.0/0` and `::/0`. */
  addresses: z.array(z.string().check(z.maxLength(49))).check(z.minLength(1), z.maxLength(100)),
};

export const newKey = z.strictObject({
  ...keyScope,
  /** True: it may stand in the query as `key`, for devices that know addresses alone. */
  query: z._default(z.boolean(), false),
  /** How long each of its secrets lives: 1 … 365, 365 when absent. */
  days: z._default(z.int().check(z.gte(1), z.lte(365)), 365),
});
export type NewKey = z.infer<typeof newKey>;

/** An API key, without what it proves itself with. For administrators. */
export const apiKey = z.object({
  id: z.string(),
  ...keyScope,
  query: z.boolean(),
  days: z.number(),
  createdAt: isoDate,
  /** Its secrets, newest first: two after a rotation, until the older one ends. */
  secrets: z.array(z.object({ createdAt: isoDate, expiresAt: isoDate })),
  /** The hour in which it was last used; absent before. */
  lastUsedAt: z.optional(isoDate),
});
export type ApiKey = z.infer<typeof apiKey>;

export const keysAnswer = z.object({ keys: z.array(apiKey) });
export type KeysAnswer = z.infer<typeof keysAnswer>;

/** A key with a secret that was just made. `secret` is what the device sends; it is told this once. */
export const issuedKey = z.object({ key: apiKey, secret: z.string() });
export type IssuedKey = z.infer<typeof issuedKey>;

/** Who has asked for unusually many different numbers today (UTC). For administrators. */
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
export type BudgetsAnswer = z.infer<typeof budgetsAnswer>;
/** Tokens of this person or program that were issued before `revokedAt` count no more. For administrators. */
export const revocation = z.object({
  objectId: z.string(),
  revokedAt: isoDate,
  /** Object id of the administrator. */
  revokedBy: z.string(),
  reason: z.optional(z.string()),
  /** When the entry is dropped: every token of that time has expired by then. */
  keptUntil: isoDate,
});
export type RevocationAnswer = z.infer<typeof revocation>;

export const revocationsAnswer = z.object({ revocations: z.array(revocation) });
export type RevocationsAnswer = z.infer<typeof revocationsAnswer>;

export const newRevocation = z.strictObject({
  /** Of the person in Entra, or of a program's service principal. */
  objectId: z.guid().check(z.toLowerCase()),
  reason: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
});
const guid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i));
/** A day, or a moment in UTC. */
const when = z.string().check(z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/));

export const auditQuery = z.object({
  /** From this moment on, and until before that one. */
  from: z.optional(when),
  to: z.optional(when),
  objectId: z.optional(guid),
  /** Who asked for this number. */
  number: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  country: z.optional(country),
  /** 1 … 500, 100 when absent. */
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(500))),
  /** `cursor` of the answer before. */
  cursor: z.optional(z.coerce.number().check(z.int(), z.gte(1))),
});

export const auditEntry = z.object({
  id: z.number(),
  at: isoDate,
  caller: z.object({ kind: z.string(), objectId: z.string() }),
  method: z.string(),
  route: z.string(),
  status: z.number(),
  /** Sources that were open to the caller. */
  sources: z.array(z.string()),
  /** Contacts or entries in the answer. */
  hits: z.optional(z.number()),
  /** Keyed hash of the number that was asked for. */
  number: z.optional(z.string()),
});

/** Newest first. */
export const auditAnswer = z.object({
  entries: z.array(auditEntry),
  /** Entries of that time that could not be written. */
  lost: z.number(),
  /** Where the next page begins; absent on the last one. */
  cursor: z.optional(z.number()),
});
export type AuditAnswer = z.infer<typeof auditAnswer>;

/** Somebody by a number, in all sources or one, or by a contact of a source. */
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

/** What is held of somebody. */
export const exportAnswer = z.object({
  contacts: z.array(
    z.object({
      source: sourceName,
      contact,
      /** `data:` address of the picture. */
      picture: z.optional(z.string()),
      /** Fields that are not shown to the caller, filled or not. */
      withheld: z.optional(z.array(z.string())),
    }),
  ),
});
export type ExportAnswer = z.infer<typeof exportAnswer>;

export const newErasure = z
  .strictObject({
    ...naming,
    /** What the answer before said. Without it nothing is erased; what would be is shown. */
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
  /** When the last block that still holds them is deleted. Answers are without them as soon as the next generation is shown. */
  goneBy: isoDate,
});
export type ErasedAnswer = z.infer<typeof erasedAnswer>;

/** Who was erased is not told. */
export const erasuresAnswer = z.object({
  erasures: z.array(
    z.object({ id: z.string(), at: isoDate, contacts: z.number(), sources: z.array(z.string()) }),
  ),
});
export type ErasuresAnswer = z.infer<typeof erasuresAnswer>;

/** RFC 9457 problem details. `code` is stable; `detail` is a sentence for people. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: failureCode,
  detail: z.string(),
  requestId: z.string(),
  group: z.optional(z.string()),
  contact: z.optional(z.string()),
  retryAfterSeconds: z.optional(z.number()),
  /** With `too_many_requests`: which budget is used up. */
  budget: z.optional(z.enum(['burst', 'lookups', 'searches', 'offline', 'numbers'])),
});
export type Problem = z.infer<typeof problem>;
