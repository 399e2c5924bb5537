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
    /** The number that the request asks for, E.164, once it is parsed. */
    askedNumber: string | undefined;
    /** Size in bytes of an answer that belongs to an offline copy. */
    servedBytes: number | undefined;
    /** Sources that the principal may see. */
    sources: readonly OpenSource[];
    /** Where and when the principal's groups were read; absent for programs and devices. */
    groupsRead: GroupsRead | undefined;
    /** For the audit trail. */
    facts: AuditedFacts;
    /** Whether the entry is already written, or its writing has failed. */
    isAudited: boolean;
  };
}
