/** Contact folders, as a mailbox's owner makes, renames and deletes them. */
import { z } from 'zod';
import type { Folder } from '../graph/folder.ts';
import type { Mailbox } from '../graph/mailbox.ts';
import { badRequest, ControlFailure, notFound } from './failure.ts';
import { readBody } from './read-body.ts';
import type { TenantParts } from './tenant-parts.ts';
import { pathOf } from './truth.ts';

const nameSchema = z.string().min(1).max(255);
const newSchema = z.strictObject({ displayName: nameSchema, parent: z.string().min(1).optional() });
const changeSchema = z.strictObject({ displayName: nameSchema });

export function listFolders(parts: TenantParts, address: string): unknown {
  const mailbox = requireMailbox(parts, address);
  return { folders: [...mailbox.folders.values()].map(tell) };
}

/** Without a `parent`, the new folder lies in the default folder. */
export function createFolder(parts: TenantParts, address: string, body: unknown): unknown {
  const mailbox = requireMailbox(parts, address);
  const { displayName, parent: key } = readBody(newSchema, body);
  const parent = key === undefined ? mailbox.defaultFolder : findFolder(mailbox, key);
  requireFreeName(mailbox, parent, displayName);
  return tell(mailbox.addFolder(displayName, parent));
}

export function renameFolder(parts: TenantParts, address: string, key: string, body: unknown): unknown {
  const mailbox = requireMailbox(parts, address);
  const folder = requireMadeFolder(mailbox, key);
  const { displayName } = readBody(changeSchema, body);
  requireFreeName(mailbox, folder.parent, displayName);
  mailbox.renameFolder(folder, displayName);
  return tell(folder);
}

/** Deletes everything in the folder, too. */
export function deleteFolder(parts: TenantParts, address: string, key: string): void {
  const mailbox = requireMailbox(parts, address);
  mailbox.removeFolder(requireMadeFolder(mailbox, key));
}

/** `wanted` is an id or a path of display names: `Kunden/Deutschland`. */
export function findFolder(mailbox: Mailbox, wanted: string): Folder {
  const byId = mailbox.folders.get(wanted);
  if (byId) return byId;
  const path = wanted
    .split('/')
    .map((part) => part.trim().toLowerCase())
    .join('/');
  for (const folder of mailbox.folders.values()) if (pathOf(folder).toLowerCase() === path) return folder;
  throw notFound('folder', wanted);
}

export function requireMailbox(parts: TenantParts, address: string): Mailbox {
  const mailbox = parts.graph.data.mailboxes.byAddress(address);
  if (!mailbox) throw notFound('mailbox', address);
  return mailbox;
}

function requireMadeFolder(mailbox: Mailbox, key: string): Folder {
  const folder = findFolder(mailbox, key);
  if (folder === mailbox.defaultFolder) throw badRequest('The default folder stays as it is.');
  return folder;
}

function requireFreeName(mailbox: Mailbox, parent: Folder | null, displayName: string): void {
  const isTaken = parent && mailbox.childrenOf(parent).some((folder) => folder.displayName === displayName);
  if (isTaken) throw new ControlFailure(409, 'exists', `There is a folder "${displayName}" already.`);
}

function tell(folder: Folder): unknown {
  const contacts = folder.members.filter((contact) => contact !== null).length;
  return { id: folder.id, displayName: folder.displayName, path: pathOf(folder), contacts };
}
