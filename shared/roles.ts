/** App roles of the API registration that let a program, or a person, do what groups do not decide. */

/** Lets a program read every source. */
export const PROGRAM_ROLE = 'Directory.Read.All';
/** Lets a person or a program administer the worker. It opens no source. */
export const ADMIN_ROLE = 'Directory.Admin';
/** Lets a program write contacts into people's mailboxes. */
export const DISTRIBUTE_ROLE = 'Contacts.Distribute';
/** Lets a person or a program read who asked for what. */
export const AUDIT_ROLE = 'Audit.Read';

/** A program without one of these has no business here. Which one a route needs, the route says. */
export const KNOWN_ROLES: readonly string[] = [PROGRAM_ROLE, ADMIN_ROLE, DISTRIBUTE_ROLE, AUDIT_ROLE];
