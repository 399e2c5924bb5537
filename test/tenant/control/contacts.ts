/** Creating, changing, moving and deleting contacts as their owner would, outside any app's rights. */
import { z } from 'zod';
import {
  applyInput,
  contactInputSchema,
  contentFrom,
  type GraphContactInput,
} from '../graph/contact-content.ts';
import type { Folder, StoredContact } from '../graph/folder.ts';
import type { Mailbox } from '../graph/mailbox.ts';
import { notFound } from './failure.ts';
import { findFolder, requireMailbox } from './folders.ts';
import { readBody } from './read-body.ts';
import type { TenantParts } from './tenant-parts.ts';
import { contactTruth } from './truth.ts';

/** Control's own properties beside Graph's; `photo` is base64. */
const controlled = {
  mailbox: z.string().min(1),
  folder: z.string().min(1).optional(),
  photo: z.string().optional(),
};
const newContactSchema = z.strictObject({
  ...contactInputSchema.shape,
  ...controlled,
  /** Any JSON; its members replace those of Graph's answer. */
  raw: z.record(z.string(), z.unknown()).optional(),
});
const changedContactSchema = z.strictObject({
  ...contactInputSchema.shape,
  folder: controlled.folder,
  photo: controlled.photo,
});

export function createContact(parts: TenantParts, body: unknown): Record<string, unknown> {
  const { mailbox: address, folder: wanted, raw, ...input } = readBody(newContactSchema, body);
  const mailbox = requireMailbox(parts, address);
  const folder = wanted === undefined ? firstFolder(mailbox) : findFolder(mailbox, wanted);
  return contactTruth(mailbox, mailbox.create({ ...contentFrom(withPhoto(input)), raw }, folder));
}

export function changeContact(parts: TenantParts, id: string, body: unknown): Record<string, unknown> {
  const { mailbox, contact } = locateContact(parts, id);
  const { folder, ...input } = readBody(changedContactSchema, body);
  // Looked up before anything changes: a wrong folder must leave the contact as it was.
  const target = folder === undefined ? undefined : findFolder(mailbox, folder);
  if (Object.keys(input).length > 0)
    mailbox.update(contact, applyInput(mailbox.contentOf(contact), withPhoto(input)));
  if (target) mailbox.move(contact, target);
  return contactTruth(mailbox, contact);
}

export function deleteContact(parts: TenantParts, id: string): void {
  const { mailbox, contact } = locateContact(parts, id);
  mailbox.remove(contact);
}

export function locateContact(parts: TenantParts, id: string): { mailbox: Mailbox; contact: StoredContact } {
  const found = parts.graph.data.mailboxes.locate(id);
  if (!found) throw notFound('contact', id);
  return found;
}

/** The first folder inside the default one; in a mailbox without any, the default folder itself. */
function firstFolder(mailbox: Mailbox): Folder {
  return mailbox.childrenOf(mailbox.defaultFolder)[0] ?? mailbox.defaultFolder;
}

function withPhoto<Input extends { photo?: string | undefined }>(input: Input): GraphContactInput {
  const { photo, ...rest } = input;
  return photo === undefined ? rest : { ...rest, photo: Buffer.from(photo, 'base64') };
}
