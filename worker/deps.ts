import type { DirectoryReader } from '#shared/directory/reader.ts';
import type { Result } from '#shared/result.ts';
import type { Caller, Rejection } from './access/caller.ts';
import type { GroupMembership } from './access/group-membership.ts';
import type { Configuration } from './env.ts';
import type { Log } from './log.ts';
import type { ReadPhoto } from './photos/photo-store.ts';
import type { SourceConfig } from './sources/source-config.ts';
import type { SourceRunStatus } from './sync/run-status.ts';

/** What the HTTP side needs from the world; worker/index.ts chooses the real ones. */
export interface AppDeps {
  readonly configuration: Configuration;
  readonly reader: DirectoryReader;
  readonly readPhoto: ReadPhoto;
  /** Asks the Source object. */
  readonly sourceStatus: (sourceId: string) => Promise<SourceRunStatus>;
  readonly verify: (token: string) => Promise<Result<Caller, Rejection>>;
  readonly membership: GroupMembership;
  readonly now: () => number;
  readonly log: Log;
}

/** Hono's context values. */
export interface AppEnv {
  Variables: {
    requestId: string;
    caller: Caller;
    /** Sources that the caller may see. */
    sources: readonly SourceConfig[];
  };
}
