/** One mailbox's folders and contacts, with the change log from which delta answers. No I/O. */
import type { ContactContent } from './contact-content.ts';
import { folderId, immutableId, mailboxNumber, mutableId, readItemId } from './exchange-ids.ts';
import type { Folder, FolderEvent, StoredContact } from './folder.ts';

export interface MailboxOptions {
  ownerId: string;
  address: string;
  expand: (ordinal: number) => ContactContent;
  now: () => number;
  /** Called after each change of a contact. */
  changed: (change: MailboxChange) => void;
}

export interface MailboxChange {
  mailbox: Mailbox;
  contact: StoredContact;
  kind: FolderEvent['kind'];
  mutableId: string;
}

export class Mailbox {
  readonly number: number;
  readonly address: string;
  readonly ownerId: string;
  readonly folders = new Map<string, Folder>();
  readonly contacts: StoredContact[] = [];
  /** The folder that every mailbox has, and that `GET /contactFolders` leaves out. */
  readonly defaultFolder: Folder;
  sequence = 0;
  readonly removedFolders: { id: string; knownSince: number; sequence: number }[] = [];
  #lastFolder = 0;
  readonly #byOwnId = new Map<string, StoredContact>();
  readonly #options: MailboxOptions;

  constructor(options: MailboxOptions) {
    this.#options = options;
    this.number = mailboxNumber(options.ownerId);
    this.address = options.address;
    this.ownerId = options.ownerId;
    this.defaultFolder = this.addFolder('Contacts', null);
  }

  addFolder(displayName: string, parent: Folder | null, ownId?: string): Folder {
    const number = ++this.#lastFolder;
    const folder: Folder = {
      id: ownId ?? folderId(this.number, number),
      number,
      displayName,
      parent,
      members: [],
      events: [],
      addedAt: ++this.sequence,
      sequence: this.sequence,
    };
    this.folders.set(folder.id, folder);
    return folder;
  }

  /** Only before anybody has asked for the folder. */
  giveOwnId(folder: Folder, id: string): void {
    this.folders.delete(folder.id);
    folder.id = id;
    this.folders.set(id, folder);
  }

  renameFolder(folder: Folder, displayName: string): void {
    folder.displayName = displayName;
    folder.sequence = ++this.sequence;
  }

  /** Removes the contacts and folders in it, too. */
  removeFolder(folder: Folder): void {
    for (const child of this.childrenOf(folder)) this.removeFolder(child);
    for (const contact of folder.members) if (contact) this.remove(contact);
    this.folders.delete(folder.id);
    this.removedFolders.push({ id: folder.id, knownSince: folder.addedAt, sequence: ++this.sequence });
  }

  /** Folders beside the default one; the tenant's company has none. */
  besideDefault(): Folder[] {
    return [...this.folders.values()].filter(
      (folder) => folder.parent === null && folder !== this.defaultFolder,
    );
  }

  childrenOf(parent: Folder): Folder[] {
    return [...this.folders.values()].filter((folder) => folder.parent === parent);
  }

  /** Adds a contact that was there before the tenant started, hence without an entry in the change log. */
  addGenerated(ordinal: number, folder: Folder, at: number): StoredContact {
    return this.#place(ordinal, null, folder, at);
  }

  create(content: ContactContent, folder: Folder, ownId?: string): StoredContact {
    const contact = this.#place(-1, content, folder, this.#options.now());
    if (ownId !== undefined) {
      contact.ownId = ownId;
      this.#byOwnId.set(ownId, contact);
    }
    this.#record(folder, contact, 'added');
    return contact;
  }

  update(contact: StoredContact, content: ContactContent): void {
    contact.own = content;
    this.#touch(contact);
    this.#record(contact.folder, contact, 'changed');
  }

  move(contact: StoredContact, target: Folder): void {
    if (contact.folder === target) return;
    this.#record(contact.folder, contact, 'removed');
    contact.folder.members[contact.slot] = null;
    contact.moves++;
    contact.folder = target;
    contact.slot = target.members.push(contact) - 1;
    this.#touch(contact);
    this.#record(target, contact, 'added');
  }

  remove(contact: StoredContact): void {
    this.#record(contact.folder, contact, 'removed');
    contact.folder.members[contact.slot] = null;
    contact.isDeleted = true;
  }

  announce(folder: Folder, item: Record<string, unknown>): void {
    folder.events.push({ sequence: ++this.sequence, item });
  }

  /** Every contact that is there now, folder by folder. */
  *living(): Generator<StoredContact> {
    for (const folder of this.folders.values()) {
      for (const contact of folder.members) if (contact) yield contact;
    }
  }

  contentOf(contact: StoredContact): ContactContent {
    return contact.own ?? this.#options.expand(contact.ordinal);
  }

  idOf(contact: StoredContact, wantsImmutable: boolean): string {
    if (contact.ownId !== undefined) return contact.ownId;
    if (wantsImmutable) return immutableId(this.number, contact.serial);
    return mutableId(this.number, contact.folder.number, contact.serial, contact.moves);
  }

  /** Takes either form of id. A mutable id dies with the next move. */
  find(id: string): StoredContact | 'malformed' | undefined {
    const named = this.#byOwnId.get(id);
    if (named) return named.isDeleted ? undefined : named;
    const place = readItemId(id);
    if (!place) return 'malformed';
    if (place.mailbox !== this.number) return undefined;
    const contact = this.contacts[place.serial];
    if (!contact || contact.isDeleted) return undefined;
    if (place.form === 'mutable') {
      if (place.moves !== contact.moves || place.folder !== contact.folder.number) return undefined;
    }
    return contact;
  }

  #place(ordinal: number, own: ContactContent | null, folder: Folder, at: number): StoredContact {
    const contact: StoredContact = {
      serial: this.contacts.length,
      ordinal,
      folder,
      slot: folder.members.length,
      moves: 0,
      version: 1,
      createdAt: at,
      modifiedAt: at,
      own,
      isDeleted: false,
    };
    this.contacts.push(contact);
    folder.members.push(contact);
    return contact;
  }

  #touch(contact: StoredContact): void {
    contact.version++;
    contact.modifiedAt = this.#options.now();
  }

  #record(folder: Folder, contact: StoredContact, kind: FolderEvent['kind']): void {
    const id = mutableId(this.number, folder.number, contact.serial, contact.moves);
    folder.events.push({ sequence: ++this.sequence, contact, kind, mutableId: id });
    this.#options.changed({ mailbox: this, contact, kind, mutableId: id });
  }
}
