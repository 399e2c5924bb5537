import type { Contact } from '#shared/contact.ts';
import type { DirectoryReader } from '#shared/directory/reader.ts';
import type { BlockStore } from '#shared/directory/store.ts';
import type { DiallingProfile } from '#shared/phone/dialling-profile.ts';
import type { Result } from '#shared/result.ts';
import type { Gatehouse } from './access/gatehouse.ts';
import type { GroupMembership } from './access/group-membership.ts';
import type { GroupOwnership } from './access/group-ownership.ts';
import type { Principal, Rejection } from './access/principal.ts';
import type { IsRevoked } from './access/revocations.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { ApiKeys } from './api-keys/api-keys.ts';
import type { VerifyKey } from './api-keys/verify-key.ts';
import type { AuditTrail } from './audit/audit-trail.ts';
import type { Budgets } from './budgets/budgets.ts';
import type { Configuration } from './configuration.ts';
import type { CredentialsStatus } from './graph/credentials-status.ts';
import type { Log } from './log.ts';
import type { Notification } from './notifications/notification.ts';
import type { ReadPhoto } from './photos/photo-store.ts';
import type { Run } from './runs/run-log.ts';
import type { NumberReport } from './sources/number-report.ts';
import type { SourceRunStatus } from './sync/run-status.ts';
import type { CopyFacts, Holder } from './sync/source.ts';
import type { Erasure } from './sync/suppressions.ts';

/** The dependencies of the HTTP app; `create-deps.ts` makes the real ones. */
export interface AppDeps {
  readonly configuration: Configuration;
  readonly reader: DirectoryReader;
  readonly readPhoto: ReadPhoto;
  /** Bytes of a block by its name, of any source: check first that the principal may read it. */
  readonly readBlock: BlockStore['readBlock'];
  /** The Durable Object of a configured source. */
  readonly source: (sourceId: string) => SourceObject;
  /** Passes notifications to the Source object, which drops the ones that are not genuine. */
  readonly notify: (sourceId: string, notifications: readonly Notification[]) => Promise<void>;
  readonly verify: (token: string) => Promise<Result<Principal, Rejection>>;
  readonly verifyKey: VerifyKey;
  readonly isRevoked: IsRevoked;
  readonly membership: GroupMembership;
  readonly ownership: GroupOwnership;
  readonly credentialsStatus: CredentialsStatus;
  /** Makes a new stub each time: a stub stays broken once its object has failed. */
  readonly accounts: () => DurableObjectStub<Accounts>;
  readonly apiKeys: () => DurableObjectStub<ApiKeys>;
  readonly budgets: Budgets;
  readonly gatehouse: () => DurableObjectStub<Gatehouse>;
  readonly audit: AuditTrail;
  readonly now: () => number;
  readonly log: Log;
}

/** The methods of a Source that routes use. */
export interface SourceObject {
  status(): Promise<SourceRunStatus>;
  runs(limit: number): Promise<Run[]>;
  sync(): Promise<void>;
  confirmRemovals(): Promise<number>;
  tryNumbers(dialling: DiallingProfile | undefined): Promise<NumberReport>;
  copyFacts(): Promise<CopyFacts>;
  holding(who: Holder): Promise<Contact[]>;
  erase(erasureId: string, contactIds: readonly string[]): Promise<number>;
  erasures(): Promise<Erasure[]>;
  undoErasure(erasureId: string): Promise<number>;
}
