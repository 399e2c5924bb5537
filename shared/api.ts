import * as z from 'zod/mini';
import { contact, photoName } from './contact.ts';
import { failureCode } from './failure.ts';

/** The HTTP contract: one schema for every request and answer. The worker validates and documents with it, the extension reads with it. */

const isoDate = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/));
const country = z.string().check(z.regex(/^[A-Za-z]{2}$/));

export const lookupQuery = z.object({
  /** A phone number in any spelling. A plus that arrived as a blank is understood. */
  number: z.string().check(z.minLength(1), z.maxLength(64)),
  /** ISO 3166 country in which a number without international prefix was written. */
  country: z.optional(country),
});

export const searchQuery = z.object({
  q: z.string().check(z.minLength(1), z.maxLength(64)),
  /** 1 … 50, 10 when absent. */
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(50))),
  country: z.optional(country),
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
  /** When the source's data was last known to equal Microsoft 365. */
  asOf: isoDate,
});
export type Hit = z.infer<typeof hit>;

export const lookupAnswer = z.object({
  number: z.object({ e164: z.string(), international: z.string() }),
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
  /** Contacts and numbers in the published generation; 0 before the first one. */
  contacts: z.number(),
  numbers: z.number(),
  /** Rises by one with each published generation that readers can see; 0 before the first one. */
  generation: z.number(),
  /** When the published data was last known to equal Microsoft 365; absent before the first generation. */
  asOf: z.optional(isoDate),
  ageSeconds: z.optional(z.number()),
  /** The run that is under way: contacts read so far and, when Graph told or an earlier run knows, how many to expect. */
  progress: z.optional(z.object({ done: z.number(), expected: z.optional(z.number()) })),
  /** When the last complete run began and ended, whatever it found. */
  lastRun: z.optional(z.object({ startedAt: isoDate, finishedAt: isoDate })),
  /** Why the last run failed, by code; the published data goes on being served. */
  problem: z.optional(z.object({ code: z.string(), since: isoDate })),
});
export type SourceStatus = z.infer<typeof sourceStatus>;

export const statusAnswer = z.object({
  /** Name the token carries for the person; absent for programs. */
  person: z.optional(z.string()),
  /** Only the sources that the caller may see. */
  sources: z.array(sourceStatus),
});
export type StatusAnswer = z.infer<typeof statusAnswer>;

/** Public facts that a client needs before anyone is signed in. */
export const healthAnswer = z.object({
  product: z.literal('ringcard'),
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
});
export type Problem = z.infer<typeof problem>;
