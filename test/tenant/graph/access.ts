/** Access rules: Entra roles for the directory, Exchange RBAC for mailboxes. Fails closed. */
import { findUser, type Registration, type TenantModel, type TenantUser } from '../model.ts';
import { refusals } from './errors.ts';
import type { Caller } from './message.ts';

const CONTACT_ROLES = ['Contacts.Read', 'Contacts.ReadWrite'];

/** One of the roles is enough. */
export function requireRole(caller: Caller, ...roles: string[]): void {
  if (!roles.some((role) => caller.roles.includes(role))) throw refusals.directoryDenied();
}

/** Someone else's memberships need both roles, or `Directory.Read.All`: https://learn.microsoft.com/graph/api/directoryobject-getmembergroups */
export function requireMembershipRoles(caller: Caller): void {
  const mayReadAll = caller.roles.includes('Directory.Read.All');
  const mayReadBoth = caller.roles.includes('User.Read.All') && caller.roles.includes('GroupMember.Read.All');
  if (!mayReadAll && !mayReadBoth) throw refusals.directoryDenied();
}

export function requireMailboxRead(model: TenantModel, caller: Caller, owner: TenantUser): void {
  if (caller.userId !== undefined) {
    requireDelegate(caller, owner, ['Contacts.Read', 'Contacts.ReadWrite']);
    return;
  }
  const holdsRole = CONTACT_ROLES.some((role) => caller.roles.includes(role));
  // RBAC adds to Entra's consent, so a consented Contacts role reaches every mailbox:
  // https://learn.microsoft.com/exchange/permissions-exo/application-rbac
  if (holdsRole) return;
  const registration = model.registrations.get(caller.clientId);
  if (isInScope(registration?.mailboxes, owner) || isInScope(registration?.writableMailboxes, owner)) return;
  throw refusals.outlookDenied();
}

export function requireMailboxWrite(model: TenantModel, caller: Caller, owner: TenantUser): void {
  if (caller.userId !== undefined) {
    requireDelegate(caller, owner, ['Contacts.ReadWrite']);
    return;
  }
  const holdsRole = caller.roles.includes('Contacts.ReadWrite');
  if (holdsRole || isInScope(model.registrations.get(caller.clientId)?.writableMailboxes, owner)) return;
  throw refusals.outlookDenied();
}

/**
 * A person's token reaches the person's own mailbox, and with a `.Shared` scope also mailboxes that others have shared.
 * To Exchange a mailbox that is not shared does not exist, so the answer is 404.
 */
function requireDelegate(caller: Caller, owner: TenantUser, scopes: string[]): void {
  const holdsShared = scopes.some((scope) => caller.roles.includes(`${scope}.Shared`));
  const holdsOwn = scopes.some((scope) => caller.roles.includes(scope));
  const isOwn = caller.userId === owner.id;
  if (isOwn ? !holdsOwn && !holdsShared : !holdsShared) throw refusals.outlookDenied();
  if (!isOwn && !owner.delegates.has(caller.userId ?? '')) throw refusals.noSuchItem();
}

/**
 * A person's token watches the person's own mailbox only, because the `.Shared` scopes do not permit change notifications:
 * https://learn.microsoft.com/graph/outlook-get-shared-contacts-folders
 */
export function requireMailboxWatch(model: TenantModel, caller: Caller, ownerId: string): void {
  const owner = findUser(model, ownerId);
  if (!owner) throw refusals.noSuchMailboxUser(ownerId);
  const isShared = caller.userId !== undefined && caller.userId !== owner.id;
  const holdsOnlyShared =
    caller.userId !== undefined && !CONTACT_ROLES.some((role) => caller.roles.includes(role));
  if (isShared || holdsOnlyShared) throw refusals.outlookDenied();
  requireMailboxRead(model, caller, owner);
}

function isInScope(scope: Registration['mailboxes'] | undefined, owner: TenantUser): boolean {
  if (scope === undefined) return false;
  if (scope === 'all') return true;
  const addresses = [owner.mail, owner.userPrincipalName].map((address) => address?.toLowerCase());
  return scope.some((address) => addresses.includes(address.toLowerCase()));
}
