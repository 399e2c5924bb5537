import * as z from 'zod/mini';
import { base } from '#shared/directory/manifest.ts';
import { build } from '../snapshot/build.ts';

/** The phase of a Source's run. It survives eviction: every alarm begins by reading it. */
export const phase = z.enum(['idle', 'listing', 'reading', 'detailing', 'building']);
export type Phase = z.infer<typeof phase>;

const time = z.number();

const published = z.object({
  sequence: z.number(),
  manifest: z.string(),
  contacts: z.number(),
  numbers: z.number(),
});

/** A base, the build that made it, and the format of its blocks (1 where none was recorded). */
const builtBase = z.object({ build: z.number(), builtAt: time, format: z._default(z.number(), 1), base });

const unannounced = z.extend(published, {
  asOf: time,
  build: z.number(),
  /** When the blocks will have had time to spread. */
  dueAt: time,
  base: z.optional(base),
});
export type Unannounced = z.infer<typeof unannounced>;
export type BuiltBase = z.infer<typeof builtBase>;

/** Removals that look like a mistake. */
const hold = z.object({
  /** `empty`: no contact was left; `drop`: a large share of the contacts was gone at once. */
  kind: z.enum(['empty', 'drop']),
  since: time,
  contacts: z.number(),
  /** Enumerations in a row that agree, and when the first and the last of them ended. */
  agreed: z.number(),
  firstAt: time,
  lastAt: time,
});
export type Hold = z.infer<typeof hold>;

/** A whole reading under way, and what it has read so far. */
const whole = z.object({
  startedAt: time,
  /** Every part was read to its end: the next round compares. */
  isRead: z.boolean(),
  read: z.number(),
  changed: z.number(),
  details: z.number(),
  requests: z.number(),
  unreadable: z.array(z.string()),
});
export type Whole = z.infer<typeof whole>;

/** The values by owner. Only its owner writes a value. */
const OWNED = {
  /** RunState. */
  run: {
    phase,
    /** The `identity` of the SourceReader that read the stored contacts. */
    identity: z.string(),
    /** When the next step of a run, or the next run, is due. Milliseconds since 1970. */
    workAt: time,
    /** Graph asked for no further requests until then. */
    pausedUntil: time,
    isRunWanted: z.boolean(),
    runId: z.number(),
    /** When the round began; kept across failed runs, since their pages are not read again. Becomes `asOf`. */
    roundStartedAt: time,
    partsListedAt: time,
    /** When the first import was complete; absent until then. */
    completedAt: time,
    /** Complete enumerations of parts in this round, and whether it enumerates every part. */
    enumerated: z.number(),
    isFullRound: z.boolean(),
    /** When every part was last enumerated, and when a round last ended. */
    lastFullAt: time,
    lastRoundAt: time,
    /** The next round has to enumerate every part, although no cursor is lost. */
    isFullWanted: z.boolean(),
    /** Removals that wait for a person or for time. */
    hold,
    /** Failed tries of the current step, and failed runs in a row. */
    tries: z.number(),
    failedRuns: z.number(),
    problem: z.object({ code: z.string(), since: time }),
  },
  /** GenerationState. */
  generation: {
    /** Number of the first build that will show the changes since the newest generation; absent when nothing changed. */
    dirtyBuild: z.number(),
    /** True when photos differ from the newest generation; they can wait. */
    hasNewPhotos: z.boolean(),
    /** Contacts were erased: bases of builds before this one still hold them, and have to be replaced. */
    rebuildFrom: z.number(),
    /** The first generation without the erased contacts; absent when none was erased. */
    erasedSequence: z.number(),
    /** Rises with every build, finished or not, of a base or an overlay. */
    lastBuild: z.number(),
    /** The build that is under way. */
    build,
    /** When the newest generation was made. */
    generatedAt: time,
    /** A generation whose blocks are written, but which is not yet in the head. */
    unannounced,
    /** Failed tries of its announcement. */
    announceTries: z.number(),
    published,
    /** The base that readers have, the build that made it, and when. */
    base: builtBase,
    /** Since when no generation of the source is served, because we may not read it any more. */
    withdrawnAt: time,
  },
  /** SourceLife. */
  life: {
    /** Set once the source has left the configuration: the id that it had, and since when it is gone. */
    retired: z.object({ sourceId: z.string(), since: time }),
    /** When superseded blocks and photos are due to be deleted. */
    cleanAt: time,
  },
  /** WholeState. */
  whole: {
    whole,
    /** When the lane may go on. */
    wholeAt: time,
    /** Failed tries in a row. */
    wholeTries: z.number(),
  },
  /** The lane that looks at photos. */
  photos: {
    /** When the lane may look again. */
    photosAt: time,
  },
  /** Suppressions. */
  suppressions: {
    /** The key that hashes the ids of erased contacts; made at first use and never changed. */
    suppressionKey: z.string(),
  },
};

const values = z.partial(
  z.object({
    ...OWNED.run,
    ...OWNED.generation,
    ...OWNED.life,
    ...OWNED.whole,
    ...OWNED.photos,
    ...OWNED.suppressions,
  }),
);
type Values = z.infer<typeof values>;

type Owner = keyof typeof OWNED;
export type KeyOf<Name extends Owner> = keyof (typeof OWNED)[Name] & keyof Values;

/** New values of these keys and no others. An absent key keeps its value; a key set to undefined loses it. */
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
