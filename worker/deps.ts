import type { DirectoryReader } from '#shared/directory/reader.ts';
import type { DiallingProfile } from '#shared/phone/dialling-profile.ts';
import type { Result } from '#shared/result.ts';
import type { Caller, Rejection } from './access/caller.ts';
import type { GroupMembership } from './access/group-membership.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { Configuration } from './env.ts';
import type { CredentialsStatus } from './graph/credentials-status.ts';
import type { Log } from './log.ts';
import type { Notification } from './notifications/notification.ts';
import type { ReadPhoto } from './photos/photo-store.ts';
import type { NumberReport } from './sources/number-report.ts';
import type { SourceConfig } from './sources/source-config.ts';
import type { Run } from './sync/run-log.ts';
import type { SourceRunStatus } from './sync/run-status.ts';

/** What the HTTP side needs from the world; worker/index.ts chooses the real ones. */
export interface AppDeps {
  readonly configuration: Configuration;
  readonly reader: DirectoryReader;
  readonly readPhoto: ReadPhoto;
  /** The object of a configured source. */
  readonly source: (sourceId: string) => SourceObject;
  /** Hands notifications over to the Source object, which tells genuine ones from others. */
  readonly notify: (sourceId: string, notifications: readonly Notification[]) => Promise<void>;
  readonly verify: (token: string) => Promise<Result<Caller, Rejection>>;
  readonly membership: GroupMembership;
  readonly credentialsStatus: CredentialsStatus;
  /** A fresh stub each time: one stays broken once its object has failed. */
  readonly accounts: () => DurableObjectStub<Accounts>;
  readonly now: () => number;
  readonly log: Log;
}

/** What routes ask of a Source. */
export interface SourceObject {
  status(): Promise<SourceRunStatus>;
  runs(limit: number): Promise<Run[]>;
  sync(): Promise<void>;
  confirmRemovals(): Promise<number>;
  tryNumbers(dialling: DiallingProfile | undefined): Promise<NumberReport>;
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
