import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The files beside a state: the maker writes them, the tests compare with them. */

export const STATES = join(import.meta.dirname, '..', 'data', 'upgrade');

/** Columns with the times by which something expires. Each state names its own, since tables change with the format. */
const lives = z.array(
  z.object({
    className: z.string(),
    table: z.string(),
    columns: z.array(z.string()),
    unitMs: z.number(),
  }),
);
export type Lives = z.infer<typeof lives>;

const secretOf = z.object({ id: z.string(), secret: z.string() });

const record = z.object({
  commit: z.string(),
  /** When the worker ended; milliseconds since 1970. */
  madeAt: z.number(),
  company: z.object({ seed: z.number(), contacts: z.number() }),
  origins: z.object({ entra: z.string(), graph: z.string(), worker: z.string() }),
  /** The worker's variables, with these origins in them. */
  variables: z.record(z.string(), z.string()),
  /** People of the tenant who administer. */
  administrators: z.array(z.string()),
  lives,
  sources: z.array(
    z.object({
      id: z.string(),
      contacts: z.number(),
      generation: z.number(),
      lastRun: z.object({ startedAt: z.string(), finishedAt: z.string() }),
      notifications: z.string(),
    }),
  ),
  keys: z.object({
    /** In the order of the worker's list. */
    listed: z.array(z.object({ id: z.string(), label: z.string(), secrets: z.number() })),
    plain: secretOf,
    rotated: secretOf.extend({ secretBefore: z.string() }),
    revoked: secretOf,
    number: z.string(),
    name: z.string(),
  }),
  account: z.object({ id: z.string(), user: z.string(), refreshToken: z.string() }),
  erasure: z.object({
    id: z.string(),
    source: z.string(),
    number: z.string(),
    name: z.string(),
  }),
  revocation: z.object({ user: z.string(), objectId: z.string(), reason: z.string() }),
  budget: z.object({ objectId: z.string(), numbers: z.number() }),
  audit: z.object({
    /** The person whose requests are recorded. Entries are newest first. */
    objectId: z.string(),
    entries: z.array(
      z.object({
        id: z.number(),
        at: z.string(),
        method: z.string(),
        route: z.string(),
        status: z.number(),
        hits: z.number().optional(),
      }),
    ),
    /** A number, and how often it was looked up. */
    number: z.string(),
    times: z.number(),
  }),
});
export type UpgradeRecord = z.infer<typeof record>;

const request = z.object({
  /** Who asks, by user principal name; absent where no token is sent. */
  as: z.string().optional(),
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
  answer: z.object({
    status: z.number(),
    contentType: z.string(),
    /** JSON as it was answered. */
    json: z.unknown().optional(),
    /** SHA-256 of other bytes. */
    sha256: z.string().optional(),
  }),
});
export type RecordedRequest = z.infer<typeof request>;

const base64 = z.string();
const offlineCopy = z.object({
  owner: z.object({ worker: z.string(), tenant: z.string(), client: z.string() }),
  person: z.object({ name: z.string(), username: z.string() }),
  confirmedAt: z.number(),
  database: z.object({ name: z.string(), version: z.number() }),
  /** AES-GCM, raw. A browser never gives it out. */
  key: base64,
  values: z.record(z.string(), z.object({ iv: base64, bytes: base64 })),
  /** What the copy holds: the number of contacts, and one of them. */
  contacts: z.number(),
  number: z.string(),
  name: z.string(),
});
export type RecordedCopy = z.infer<typeof offlineCopy>;

/** The versions of which there is a state, oldest first. */
export function statesKept(): string[] {
  return readdirSync(STATES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

const read = (version: string, file: string) => readFileSync(join(STATES, version, file));
const readJson = (version: string, file: string): unknown => JSON.parse(read(version, file).toString('utf8'));

export const readRecord = (version: string) => record.parse(readJson(version, 'record.json'));
export const readRequests = (version: string) => z.array(request).parse(readJson(version, 'requests.json'));
export const readCopy = (version: string) => offlineCopy.parse(readJson(version, 'offline-copy.json'));
export const readState = (version: string) => read(version, 'worker-state.gz');
