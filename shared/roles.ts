/** App roles of the API registration. They grant a program or a person what no group grants. */

/** Lets a program read every source. */
export const PROGRAM_ROLE = 'Directory.Read.All';
/** Lets a person or a program administer the worker. It opens no source. */
export const ADMIN_ROLE = 'Directory.Admin';
/** Lets a program write contacts into people's mailboxes. */
const DISTRIBUTE_ROLE = 'Contacts.Distribute';
/** Lets a person or a program read the audit trail: who asked for what. */
export const AUDIT_ROLE = 'Audit.Read';

/** A program needs at least one of these roles. Each route says which it needs. */
export const KNOWN_ROLES: readonly string[] = [PROGRAM_ROLE, ADMIN_ROLE, DISTRIBUTE_ROLE, AUDIT_ROLE];
