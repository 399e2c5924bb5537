import type { Device } from '../access/device.ts';
import type { GroupsRead } from '../access/group-membership.ts';
import type { OpenSource } from '../access/open-sources.ts';
import type { Principal } from '../access/principal.ts';
import type { AuditedFacts } from '../audit/audit-trail.ts';

/** Hono's context values. */
export interface AppEnv {
  Variables: {
    requestId: string;
    principal: Principal | Device;
    /** The number that the request asked for, E.164, once it has been read. */
    askedNumber: string | undefined;
    /** Bytes that the answer gives out for an offline copy. */
    servedBytes: number | undefined;
    /** Sources that the principal may see. */
    sources: readonly OpenSource[];
    /** Where the principal's groups were read; absent for programs. */
    groupsRead: GroupsRead | undefined;
    /** For the audit trail. */
    facts: AuditedFacts;
    isAudited: boolean;
  };
}
