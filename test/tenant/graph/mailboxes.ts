/** Every mailbox of the tenant, by its owner. */
import type { TenantModel, TenantUser } from '../model.ts';
import { findUser } from '../model.ts';
import type { ContactContent } from './contact-content.ts';
import { readItemId } from './exchange-ids.ts';
import type { StoredContact } from './folder.ts';
import { Mailbox, type MailboxChange } from './mailbox.ts';

export class Mailboxes {
  readonly #byOwner = new Map<string, Mailbox>();
  readonly #model: TenantModel;
  readonly #expand: (ordinal: number) => ContactContent;
  readonly #now: () => number;
  readonly #listeners: ((change: MailboxChange) => void)[] = [];

  constructor(model: TenantModel, expand: (ordinal: number) => ContactContent, now: () => number = Date.now) {
    this.#model = model;
    this.#expand = expand;
    this.#now = now;
  }

  /** undefined: the account has no mailbox. */
  of(user: TenantUser): Mailbox | undefined {
    if (user.mailbox === null) return undefined;
    const known = this.#byOwner.get(user.id);
    if (known) return known;
    const address = user.mail ?? user.userPrincipalName;
    const mailbox = new Mailbox({
      ownerId: user.id,
      address,
      expand: this.#expand,
      now: this.#now,
      changed: (change) => {
        for (const listener of this.#listeners) listener(change);
      },
    });
    this.#byOwner.set(user.id, mailbox);
    return mailbox;
  }

  byAddress(address: string): Mailbox | undefined {
    const user = findUser(this.#model, address);
    return user && this.of(user);
  }

  /** Calls `listener` at every later change of a contact, in any mailbox. */
  listen(listener: (change: MailboxChange) => void): void {
    this.#listeners.push(listener);
  }

  all(): Mailbox[] {
    return [...this.#byOwner.values()];
  }

  /** The contact with this id, in any mailbox. */
  locate(contactId: string): { mailbox: Mailbox; contact: StoredContact } | undefined {
    const place = readItemId(contactId);
    const mailbox = place && this.all().find((candidate) => candidate.number === place.mailbox);
    const contact = mailbox?.find(contactId);
    return mailbox && contact && contact !== 'malformed' ? { mailbox, contact } : undefined;
  }
}
