import * as z from 'zod/mini';
import { base } from '#shared/directory/manifest.ts';
import { build } from '../snapshot/build.ts';

/** Where a Source stands. Survives eviction; every alarm begins by reading it. */
export const phase = z.enum(['idle', 'listing', 'reading', 'building', 'announcing']);
export type Phase = z.infer<typeof phase>;

const time = z.number();

const published = z.object({
  sequence: z.number(),
  manifest: z.string(),
  contacts: z.number(),
  numbers: z.number(),
});

const unannounced = z.extend(published, { asOf: time, build: z.number(), base: z.optional(base) });
export type Unannounced = z.infer<typeof unannounced>;

const values = z.partial(
  z.object({
    phase,
    /** What the stored contacts are a copy of. */
    identity: z.string(),
    /** When the next step of a run, or the next run, is due; when superseded blocks are. Milliseconds since 1970. */
    workAt: time,
    cleanAt: time,
    isRunWanted: z.boolean(),
    runId: z.number(),
    /** When reading began; kept over failed runs, since their pages are not read again. Becomes `asOf`. */
    roundStartedAt: time,
    partsListedAt: time,
    /** True when contacts differ from the published generation. */
    isDirty: z.boolean(),
    /** Tries of the step at hand, and failed runs in a row. */
    tries: z.number(),
    failedRuns: z.number(),
    problem: z.object({ code: z.string(), since: time }),
    /** Rises with every build, finished or not, of a base or an overlay. */
    lastBuild: z.number(),
    /** The building of a base that is under way. */
    build,
    /** The base that readers have, the build that made it, and when. */
    base: z.object({ build: z.number(), builtAt: time, base }),
    /** A generation whose blocks are written and whose head is not. */
    unannounced,
    published,
  }),
);
type Values = z.infer<typeof values>;

/** Single values of a Source, each parsed by its schema on the way out. */
export class Meta {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get<Key extends keyof Values>(key: Key): Values[Key] {
    const row = this.#sql.exec<{ value: string }>('SELECT value FROM meta WHERE key = ?', key).toArray()[0];
    if (!row) return undefined;
    const value: unknown = JSON.parse(row.value);
    return values.parse({ [key]: value })[key];
  }

  set<Key extends keyof Values>(key: Key, value: NonNullable<Values[Key]>): void {
    this.#sql.exec('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, JSON.stringify(value));
  }

  delete(...keys: (keyof Values)[]): void {
    for (const key of keys) this.#sql.exec('DELETE FROM meta WHERE key = ?', key);
  }
}
