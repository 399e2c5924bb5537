import * as z from 'zod/mini';
import { base } from '#shared/directory/manifest.ts';
import { build } from '../snapshot/build.ts';

/** Where a Source stands. Survives eviction; every alarm begins by reading it. */
export const phase = z.enum(['idle', 'listing', 'reading', 'detailing', 'building']);
export type Phase = z.infer<typeof phase>;

const time = z.number();

const published = z.object({
  sequence: z.number(),
  manifest: z.string(),
  contacts: z.number(),
  numbers: z.number(),
});

/** A base as this format's readers read it. */
const builtBase = z.object({ build: z.number(), builtAt: time, format: z._default(z.number(), 1), base });

const unannounced = z.extend(published, {
  asOf: time,
  build: z.number(),
  /** When the blocks have had time to spread. */
  dueAt: time,
  base: z.optional(base),
});
export type Unannounced = z.infer<typeof unannounced>;
export type BuiltBase = z.infer<typeof builtBase>;

/** Removals that look like a mistake of somebody's. */
const hold = z.object({
  /** `empty`: nothing was left; `drop`: much of it was gone at once. */
  kind: z.enum(['empty', 'drop']),
  since: time,
  contacts: z.number(),
  /** Enumerations in a row that agree, and when the first and the last of them ended. */
  agreed: z.number(),
  firstAt: time,
  lastAt: time,
});
export type Hold = z.infer<typeof hold>;

/** Who writes which value; a value has one owner. */
const OWNED = {
  /** RunState. */
  run: {
    phase,
    /** What the stored contacts are a copy of. */
    identity: z.string(),
    /** When the next step of a run, or the next run, is due. Milliseconds since 1970. */
    workAt: time,
    /** Graph asked to be left alone until then. */
    pausedUntil: time,
    isRunWanted: z.boolean(),
    runId: z.number(),
    /** When reading began; kept over failed runs, since their pages are not read again. Becomes `asOf`. */
    roundStartedAt: time,
    partsListedAt: time,
    /** Since when every contact was read at least once; absent during the first import. */
    completedAt: time,
    /** Complete enumerations of parts in this round, and whether it enumerates every part. */
    enumerated: z.number(),
    isFullRound: z.boolean(),
    /** When every part was last enumerated, and when a round last ended. */
    lastFullAt: time,
    lastRoundAt: time,
    /** Every contact is to be read again, though no cursor is lost. */
    isFullWanted: z.boolean(),
    /** Removals that wait for a person or for time. */
    hold,
    /** Tries of the step at hand, and failed runs in a row. */
    tries: z.number(),
    failedRuns: z.number(),
    problem: z.object({ code: z.string(), since: time }),
  },
  /** GenerationState. */
  generation: {
    /** Number of the build that will be the first to show what changed since the newest generation; absent when nothing did. */
    dirtyBuild: z.number(),
    /** True when photos differ from the newest generation; they can wait. */
    hasNewPhotos: z.boolean(),
    /** Contacts were erased: bases of builds before this one still hold them, and have to be replaced. */
    rebuildFrom: z.number(),
    /** The first generation without anybody who was erased; absent when nobody was. */
    erasedSequence: z.number(),
    /** Rises with every build, finished or not, of a base or an overlay. */
    lastBuild: z.number(),
    /** The building of a base that is under way. */
    build,
    /** When the newest generation was made. */
    generatedAt: time,
    /** A generation whose blocks are written and whose head is not. */
    unannounced,
    /** Failed tries of its announcement. */
    announceTries: z.number(),
    published,
    /** The base that readers have, the build that made it, and when. */
    base: builtBase,
    /** Since when no generation of the source is served, because it may not be read any more. */
    withdrawnAt: time,
  },
  /** SourceLife. */
  life: {
    /** The id under which the source that left the configuration was known, and since when it has. */
    retired: z.object({ sourceId: z.string(), since: time }),
    /** When superseded blocks and photos are due to be deleted. */
    cleanAt: time,
  },
  /** The lane that looks at photos. */
  photos: {
    /** When it may look again. */
    photosAt: time,
  },
  /** Suppressions. */
  suppressions: {
    /** Hashes the ids of erased contacts; made at first use and never changed. */
    suppressionKey: z.string(),
  },
};

const values = z.partial(
  z.object({
    ...OWNED.run,
    ...OWNED.generation,
    ...OWNED.life,
    ...OWNED.photos,
    ...OWNED.suppressions,
  }),
);
type Values = z.infer<typeof values>;

type Owner = keyof typeof OWNED;
export type KeyOf<Name extends Owner> = keyof (typeof OWNED)[Name] & keyof Values;

/** New values of these keys and no others. A key that is absent keeps its value; one that is undefined loses it. */
export type Change<Key extends keyof Values> = {
  readonly [Each in keyof Values]?: Each extends Key ? Values[Each] | undefined : never;
};

/** Single values of a Source, each parsed by its schema on the way out. Readers get this; owners write through OwnMeta. */
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
}

/** The values that one owner may write. */
export class OwnMeta<Name extends Owner> extends Meta {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    super(sql);
    this.#sql = sql;
  }

  write(change: Change<KeyOf<Name>>): void {
    for (const [key, value] of Object.entries(change)) {
      if (value === undefined) this.#sql.exec('DELETE FROM meta WHERE key = ?', key);
      else
        this.#sql.exec('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, JSON.stringify(value));
    }
  }
}
