/** Nordwind Logistik, an invented company: the whole tenant from one seed. */
import { contentFrom, type GraphContactInput } from '../graph/contact-content.ts';
import type { Folder } from '../graph/folder.ts';
import type { Mailbox } from '../graph/mailbox.ts';
import { Mailboxes } from '../graph/mailboxes.ts';
import { DOMAIN, TENANT_ID } from '../ids.ts';
import type { TenantModel } from '../model.ts';
import { ContactGenerator } from './contacts.ts';
import { groups } from './groups.ts';
import { type Country, Layout, type MailboxKey } from './layout.ts';
import { oddContacts } from './odd-contacts.ts';
import { type OrgContact, orgContacts } from './org-contacts.ts';
import { addressOf, IMPORT_MAILBOX, people, SHARED_MAILBOXES, sharedMailbox } from './people.ts';
import { registrations } from './registrations.ts';
import { companySources, importSource, type SourceConfig } from './sources.ts';

export const FEWEST_CONTACTS = 100;
export const MOST_CONTACTS = 1_000_000;
const DEFAULT_CONTACTS = 2_000;

export interface CompanyOptions {
  seed?: number | undefined;
  /** In the three shared mailboxes together; 100 to 1,000,000, default 2,000. */
  contacts?: number | undefined;
  imported?: GraphContactInput[] | undefined;
  now?: (() => number) | undefined;
}

export interface Company {
  model: TenantModel;
  mailboxes: Mailboxes;
  orgContacts: Map<string, OrgContact>;
  sources: SourceConfig[];
}

/** Folder names by mailbox: a parent with one child for each named country; all other countries share `rest`. */
const FOLDERS: Record<
  MailboxKey,
  { parent: string; byCountry: Partial<Record<Country, string>>; rest: string }
> = {
  customers: {
    parent: 'Kunden',
    byCountry: { DE: 'Deutschland', CH: 'Schweiz', AT: 'Österreich', FR: 'France', GB: 'United Kingdom' },
    rest: 'Übrige Länder',
  },
  suppliers: {
    parent: 'Lieferanten',
    byCountry: { DE: 'Inland', PL: 'Polska', TR: 'Türkiye' },
    rest: 'Ausland',
  },
  partners: { parent: 'Partner', byCountry: { DE: 'Speditionen', FR: 'Transporteurs' }, rest: 'Agents' },
};

export function foundCompany(options: CompanyOptions = {}): Company {
  const { seed = 1, contacts = DEFAULT_CONTACTS } = options;
  if (!Number.isInteger(contacts) || contacts < FEWEST_CONTACTS || contacts > MOST_CONTACTS) {
    throw new RangeError(`contacts must be a whole number from ${FEWEST_CONTACTS} to ${MOST_CONTACTS}`);
  }
  const users = people(seed);
  const model: TenantModel = {
    id: TENANT_ID,
    domain: DOMAIN,
    users,
    groups: groups(users),
    registrations: registrations((options.now ?? Date.now)()),
  };
  const layout = new Layout(seed);
  const generator = new ContactGenerator(seed, layout, contacts);
  const mailboxes = new Mailboxes(model, (ordinal) => generator.expand(ordinal), options.now);
  fill(mailboxes, layout, seed, contacts);
  const sources = companySources(model);
  if (options.imported && options.imported.length > 0) {
    addImported(model, mailboxes, options.imported);
    sources.push(importSource(model));
  }
  return { model, mailboxes, orgContacts: orgContacts(seed, layout), sources };
}

function fill(mailboxes: Mailboxes, layout: Layout, seed: number, contacts: number): void {
  const targets = {
    customers: openMailbox(mailboxes, 'customers'),
    suppliers: openMailbox(mailboxes, 'suppliers'),
    partners: openMailbox(mailboxes, 'partners'),
  };
  const odd = oddContacts(seed);
  const begin = Date.UTC(2021, 0, 4, 8);
  for (let ordinal = 0; ordinal < contacts - odd.length; ordinal++) {
    const { mailbox, country } = layout.baseAt(ordinal);
    const target = targets[mailbox];
    const folder = target.byCountry.get(country) ?? target.rest;
    // Spread over four years, in no order.
    target.mailbox.addGenerated(ordinal, folder, begin + ((ordinal * 7_919) % 35_000) * 3_600_000);
  }
  for (const { mailbox, content } of odd) {
    const { mailbox: target, rest } = targets[mailbox];
    target.addGenerated(-1, rest, begin).own = content;
  }
}

interface Target {
  mailbox: Mailbox;
  byCountry: Map<Country, Folder>;
  rest: Folder;
}

function openMailbox(mailboxes: Mailboxes, key: MailboxKey): Target {
  const mailbox = mailboxes.byAddress(addressOf(SHARED_MAILBOXES[key][0]));
  if (!mailbox) throw new Error(`The company lacks the mailbox ${key}`);
  const { parent: parentName, byCountry: names, rest } = FOLDERS[key];
  const parent = mailbox.addFolder(parentName, mailbox.defaultFolder);
  const byCountry = new Map<Country, Folder>();
  for (const [country, name] of Object.entries(names)) {
    byCountry.set(country as Country, mailbox.addFolder(name, parent));
  }
  return { mailbox, byCountry, rest: mailbox.addFolder(rest, parent) };
}

function addImported(model: TenantModel, mailboxes: Mailboxes, imported: GraphContactInput[]): void {
  const user = sharedMailbox(...IMPORT_MAILBOX);
  model.users.set(user.id, user);
  const mailbox = mailboxes.of(user);
  if (!mailbox) throw new Error('A shared mailbox always has a mailbox');
  for (const input of imported) {
    mailbox.addGenerated(-1, mailbox.defaultFolder, Date.UTC(2021, 0, 4, 8)).own = contentFrom(input);
  }
}
