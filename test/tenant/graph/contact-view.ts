/** A stored contact as Graph answers it. Pure. */
import type { ContactContent } from './contact-content.ts';
import { emptyFields } from './contact-content.ts';
import { refusals } from './errors.ts';
import { changeKey } from './exchange-ids.ts';
import type { Folder, StoredContact } from './folder.ts';
import type { Mailbox } from './mailbox.ts';

export type Json = Record<string, unknown>;

const STAMPS = ['id', 'createdDateTime', 'lastModifiedDateTime', 'changeKey', 'parentFolderId'];
const DERIVED = ['primaryEmailAddress', 'secondaryEmailAddress', 'tertiaryEmailAddress'];
const KNOWN = new Set([...STAMPS, ...DERIVED, ...Object.keys(emptyFields())]);

export function requireContactProperties(select: string[] | null): void {
  for (const name of select ?? []) {
    if (KNOWN.has(name)) continue;
    throw refusals.badRequest(
      `Could not find a property named '${name}' on type 'Microsoft.OutlookServices.Contact'.`,
    );
  }
}

export function etagOf(mailbox: Mailbox, contact: StoredContact): string {
  return `W/"${changeKey(mailbox.number, contact.serial, contact.version)}"`;
}

/** Etag and id are always there; `select` picks the other properties, and null means all. */
export function viewContact(
  mailbox: Mailbox,
  contact: StoredContact,
  options: { select: string[] | null; isImmutable: boolean },
): Json {
  // Only a contact's own content can be raw, so a generated contact need not be expanded to find out.
  return { ...viewSoundContact(mailbox, contact, options), ...contact.own?.raw };
}

function viewSoundContact(
  mailbox: Mailbox,
  contact: StoredContact,
  options: { select: string[] | null; isImmutable: boolean },
): Json {
  const id = mailbox.idOf(contact, options.isImmutable);
  const view: Json = { '@odata.etag': etagOf(mailbox, contact), id };
  if (options.select?.every((name) => name === 'id')) return view;
  const whole: Json = {
    createdDateTime: stamp(contact.createdAt),
    lastModifiedDateTime: stamp(contact.modifiedAt),
    changeKey: changeKey(mailbox.number, contact.serial, contact.version),
    parentFolderId: contact.folder.id,
  };
  const { fields } = mailbox.contentOf(contact);
  Object.assign(whole, fields);
  if (!options.select) return Object.assign(view, whole);
  DERIVED.forEach((name, at) => {
    whole[name] = fields.emailAddresses[at] ?? null;
  });
  for (const name of options.select) if (name !== 'id') view[name] = whole[name];
  return view;
}

/** Only the properties that were asked for and exist: Graph leaves absent ones out. */
export function viewExtended(content: ContactContent, wanted: Set<string>, contextUrl: string): Json {
  const found = content.extended
    .filter((property) => wanted.has(property.id.toLowerCase()))
    // Exchange echoes a tag in lower case, whatever case the request has.
    .map(({ id, value }) => ({ id: id.replace(/0x[0-9a-f]+/i, (tag) => tag.toLowerCase()), value }));
  if (found.length === 0) return {};
  return { 'singleValueExtendedProperties@odata.context': contextUrl, singleValueExtendedProperties: found };
}

export function viewFolder(mailbox: Mailbox, folder: Folder): Json {
  // The default folder hangs under the mailbox's root, which is no contact folder.
  const parentFolderId = folder.parent?.id ?? `${mailbox.defaultFolder.id.slice(0, -8)}AEIAAA==`;
  return { id: folder.id, parentFolderId, displayName: folder.displayName };
}

function stamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
