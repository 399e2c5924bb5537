/** The input of a route handler, and the tenant's data behind it. */
import type { OrgContact } from '../company/org-contacts.ts';
import { findUser, type TenantModel, type TenantUser } from '../model.ts';
import type { DeltaTokens } from './delta-tokens.ts';
import type { DirectoryLog } from './directory-log.ts';
import { refusals } from './errors.ts';
import type { Folder, StoredContact } from './folder.ts';
import type { SendRequest } from './handshake.ts';
import type { Mailbox } from './mailbox.ts';
import type { Mailboxes } from './mailboxes.ts';
import type { Caller, GraphRequest } from './message.ts';
import type { Notifications } from './notifications.ts';
import type { Preferences } from './query.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface GraphData {
  model: TenantModel;
  mailboxes: Mailboxes;
  orgContacts: Map<string, OrgContact>;
  tokens: DeltaTokens;
  userLog: DirectoryLog;
  orgContactLog: DirectoryLog;
  subscriptions: Subscriptions;
  notifications: Notifications;
  /** Sends this Graph's own requests, which validate notification addresses. */
  send: SendRequest;
  now: () => number;
}

export interface Call {
  request: GraphRequest;
  params: Record<string, string>;
  caller: Caller;
  preferences: Preferences;
  data: GraphData;
}

/** The user of `/users/{id|upn}`; unlike Outlook, the directory does not know mail addresses here. */
export function requireUser(call: Call): TenantUser {
  const key = call.params.user ?? '';
  const user = findUser(call.data.model, key);
  const isNamed =
    user && (user.id === key.toLowerCase() || user.userPrincipalName.toLowerCase() === key.toLowerCase());
  if (!user || !isNamed) throw refusals.noSuchObject(key);
  return user;
}

export function requireMailboxOwner(call: Call): TenantUser {
  const key = call.params.user ?? '';
  const user = findUser(call.data.model, key);
  if (!user) throw refusals.noSuchMailboxUser(key);
  return user;
}

export function requireMailbox(call: Call): Mailbox {
  const mailbox = call.data.mailboxes.of(requireMailboxOwner(call));
  if (!mailbox) throw refusals.noMailbox();
  return mailbox;
}

/** `{folder}`: an id, or the literal name `Contacts`; without it the default folder. */
export function requireFolder(call: Call, mailbox: Mailbox): Folder {
  const key = call.params.folder;
  if (key === undefined || key.toLowerCase() === 'contacts') return mailbox.defaultFolder;
  const folder = mailbox.folders.get(key);
  if (folder) return folder;
  throw key.startsWith('AQMk') ? refusals.noSuchItem() : refusals.malformedId();
}

/** `{contact}`, in `{folder}` when the path names one. */
export function requireContact(call: Call, mailbox: Mailbox): StoredContact {
  const found = mailbox.find(call.params.contact ?? '');
  if (found === 'malformed') throw refusals.malformedId();
  if (!found) throw refusals.noSuchItem();
  if (call.params.folder !== undefined && found.folder !== requireFolder(call, mailbox))
    throw refusals.noSuchItem();
  return found;
}
