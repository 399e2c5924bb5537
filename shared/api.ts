import * as z from 'zod/mini';
import { contact, photoName } from './contact.ts';
import { failureCode } from './failure.ts';

/**
 * The HTTP contract: one schema for every request and answer. The worker validates and documents with it, the extension
 * reads with it. Requests of administrators are in `admin-api.ts`.
 */

/**
 * Version of this contract. It rises when a client of the previous version can no longer read an answer, or when a new client
 * needs what a worker of the previous version lacks. An additional optional field does not raise it.
 */
export const API_VERSION = 1;

export const isoDate = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/));
export const country = z.string().check(z.regex(/^[A-Za-z]{2}$/));

/** Where the principal telephones from. It decides what a number without its prefix means, and how answers write numbers. */
const principalPlace = {
  /** ISO 3166 country; the one of the worker's configuration when absent. */
  country: z.optional(country),
  /** Area code, with or without its zero: `030`. */
  area: z.optional(z.string().check(z.regex(/^\d{1,6}$/))),
  /** The main number of the place without its extension: `+49 30 23125`, `030 23125`, or `23125` where `area` is given. */
  main: z.optional(z.string().check(z.regex(/^[ +]?\d[\d\s()/.-]{1,24}$/))),
  /** Digits that are dialled for an outside line. */
  outside: z.optional(z.string().check(z.regex(/^\d{1,5}$/))),
};

export const lookupQuery = z.object({
  /** A phone number in any spelling. A leading blank counts as a plus, since query strings turn one into the other. */
  number: z.string().check(z.minLength(1), z.maxLength(64)),
  ...principalPlace,
});

export const searchQuery = z.object({
  q: z.string().check(z.minLength(1), z.maxLength(64)),
  /** 1 … 50, 10 when absent. */
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(50))),
  ...principalPlace,
});

/** Names a photo: `photo` of a contact, with the id of the contact's source. */
export const photoPath = z.object({
  source: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  name: photoName,
});
export type PhotoPath = z.infer<typeof photoPath>;

export const sourceName = z.object({ id: z.string(), name: z.string() });

export const hit = z.object({
  contact,
  source: sourceName,
  /** The principal's other sources that hold a duplicate of the contact. Its further numbers and addresses are merged into this one. */
  alsoIn: z.optional(z.array(sourceName)),
  /** When the source's data was last known to equal Microsoft 365. */
  asOf: isoDate,
});
export type Hit = z.infer<typeof hit>;

/** A number in its written forms. Older workers send only the first two. */
const writtenNumber = z.object({
  e164: z.string(),
  international: z.string(),
  national: z.optional(z.string()),
  /** The shortest form that means this number at the principal's place: internal, local, national or international. */
  shortest: z.optional(z.string()),
  /** Digits that a telephone at the principal's place must dial, the outside line included. */
  dialable: z.optional(z.string()),
  /** RFC 3966, with its extension. */
  uri: z.optional(z.string()),
});

export const lookupAnswer = z.object({
  number: writtenNumber,
  /** `company`: no contact carries the number, but it belongs to the company of the one hit; its extension is unknown. */
  match: z.enum(['exact', 'company', 'none']),
  /** All contacts that carry the number, best source first; for `company` the company alone. */
  hits: z.array(hit),
  /** With `company`: how many digits at the end of the number no number of the company shares. */
  droppedDigits: z.optional(z.number()),
  /** Age of the oldest data behind the answer, in seconds. */
  ageSeconds: z.number(),
});
export type LookupAnswer = z.infer<typeof lookupAnswer>;

/** How a look-up arrives at its answer. */
export const explainAnswer = z.object({
  /** Readings of the text, in the order in which sources are asked for them; none when the text is no number. */
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
      /** The number that was looked up. */
      e164: z.string(),
      extension: z.optional(z.string()),
      /** Transformations of the text, in order, with stable codes. */
      steps: z.array(z.object({ code: z.string(), before: z.string(), after: z.string() })),
      /** The place at which the reading holds: that of the source, else the principal's. */
      readAt: z.object({
        source: z.optional(sourceName),
        country: z.string(),
        area: z.optional(z.string()),
        main: z.optional(z.string()),
        outside: z.optional(z.string()),
      }),
      /** Empty where an earlier reading found contacts. `contacts` are the ids of the contacts that carry the number. */
      asked: z.array(z.object({ source: sourceName, contacts: z.array(z.string()) })),
    }),
  ),
  match: z.enum(['exact', 'company', 'none']),
  /** Where no contact carries the number: whether the first reading is a company's, and how many digits the nearest number shares. */
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

/** Why a contact was found: the field, and how the word matched it. With a number, `prefix` also stands for its last digits. */
const matchReason = z.object({
  field: z.enum(['name', 'company', 'department', 'jobTitle', 'town', 'email', 'address', 'notes', 'number']),
  how: z.enum(['exact', 'prefix', 'typo', 'sound']),
});
export type MatchReason = z.infer<typeof matchReason>;

export const searchAnswer = z.object({
  hits: z.array(z.extend(hit, { matched: z.array(matchReason) })),
  /** True when more than `limit` contacts match. */
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
  /** Contacts and numbers in the published generation; 0 before the first one. `numbers` is absent where some are hidden from the principal. */
  contacts: z.number(),
  numbers: z.optional(z.number()),
  /** The published generation that answers use; rises by one with each. 0 before the first one. */
  generation: z.number(),
  /** When the published data was last known to equal Microsoft 365; absent before the first generation. */
  asOf: z.optional(isoDate),
  ageSeconds: z.optional(z.number()),
  /** The run that is under way. */
  progress: z.optional(
    z.object({
      /**
       * Entries read so far: all entries in a run that reads everything, such as a first import, else the changed ones.
       * Some may turn out to be no contacts, such as disabled accounts.
       */
      done: z.number(),
      /** How many entries there are to read, always more than `done`. Absent while this is unknown, and once all are read. */
      expected: z.optional(z.number()),
      /** Share of the whole run that is done, further numbers and publishing included; below 1. Absent while this is unknown. */
      share: z.optional(z.number()),
      perSecond: z.optional(z.number()),
      /** Seconds until the end of the whole run. */
      secondsLeft: z.optional(z.number()),
    }),
  ),
  /** When the last complete run began and ended, even if nothing had changed. */
  lastRun: z.optional(z.object({ startedAt: isoDate, finishedAt: isoDate })),
  /** When a run last read every contact, and when one last read the changes. */
  lastFull: z.optional(isoDate),
  lastDelta: z.optional(isoDate),
  /** When a run reads every contact again. */
  nextFull: z.optional(isoDate),
  /** Why the last run failed, by code, and what helps. The published data stays in service. */
  problem: z.optional(z.object({ code: z.string(), since: isoDate, remedy: z.string() })),
  /** Removals that look like a mistake. They wait for an administrator; those of a `drop` are also carried out after a time. */
  held: z.optional(
    z.object({ kind: z.enum(['empty', 'drop']), since: isoDate, contacts: z.number(), remedy: z.string() }),
  ),
  /** Since when the source is hidden, because the worker may no longer read it. */
  withdrawnSince: z.optional(isoDate),
  /** Contacts with a photo, and contacts whose photo the worker has not looked for yet. */
  photos: z.optional(z.object({ shown: z.number(), waiting: z.number() })),
  /** Whether Graph notifies the worker of changes; otherwise the worker asks on a schedule. */
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

/** What the principal may do, and how old that knowledge is. */
const accessStatus = z.object({
  objectId: z.string(),
  /** App roles in the token. */
  roles: z.array(z.string()),
  /** When the token was issued. Roles, and groups from the token, are as old as that. */
  issuedAt: isoDate,
  ageSeconds: z.number(),
  /** Where the groups were read, and when; absent for programs. `graph`: the token could not hold them all. */
  groups: z.optional(z.object({ from: z.enum(['token', 'graph']), readAt: isoDate })),
  /** By then a changed membership takes effect by itself; with a new token it does so at once. */
  renewAfter: isoDate,
});
export type AccessStatus = z.infer<typeof accessStatus>;

export const statusAnswer = z.object({
  /** The person's name from the token; absent for programs. */
  person: z.optional(z.string()),
  access: z.optional(accessStatus),
  /** Only the sources that the principal may see. */
  sources: z.array(sourceStatus),
});
export type StatusAnswer = z.infer<typeof statusAnswer>;

/** The worker's version of this contract. Clients read it before anything else, so these two fields never change. */
export const spokenVersion = z.looseObject({
  product: z.literal('ringcard'),
  /** Workers that lack the field speak version 1. */
  api: z._default(z.number(), 1),
});

/** Public facts that a client needs before sign-in. */
export const healthAnswer = z.object({
  product: z.literal('ringcard'),
  api: z._default(z.number(), 1),
  ok: z.boolean(),
  /** True when at least one generation of a source can be read. */
  answering: z.boolean(),
  signIn: z.object({ tenantId: z.string(), scope: z.string().check(z.regex(/^api:\/\/[^\s/]+\/[\w.]+$/)) }),
});
export type HealthAnswer = z.infer<typeof healthAnswer>;

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
