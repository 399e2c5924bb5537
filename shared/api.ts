import * as z from 'zod/mini';
import { contact, photoName } from './contact.ts';
import { failureCode } from './failure.ts';

/**
 * The HTTP contract: one schema for every request and answer. The worker validates and documents with it, the extension
 * reads with it. What administrators ask is in `admin-api.ts`.
 */

/**
 * Of this contract. Goes up when a client of the version before can no longer read an answer, or asks a worker of the version before
 * for what it does not have; an optional field more is no such change.
 */
export const API_VERSION = 1;

export const isoDate = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/));
export const country = z.string().check(z.regex(/^[A-Za-z]{2}$/));

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
      /**
       * Entries read so far: all of them in a run that reads everything, as a first import does, else what has changed.
       * Some may turn out to be no contacts, such as accounts that are disabled.
       */
      done: z.number(),
      /** How many entries there are to read, always more than `done`. Absent while nobody knows, and once all are read. */
      expected: z.optional(z.number()),
      /** How much of the whole run is through, further numbers and publishing included; below 1. Absent where nobody knows. */
      share: z.optional(z.number()),
      perSecond: z.optional(z.number()),
      /** Until the whole run is through. */
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
