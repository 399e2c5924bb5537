/** The worker's configuration for this tenant. */
import type { TenantModel } from '../model.ts';
import { ACCESS_GROUPS } from './groups.ts';
import { addressOf, IMPORT_MAILBOX, SHARED_MAILBOXES } from './people.ts';

export interface SourceConfig {
  id: string;
  name: string;
  description: string;
  kind: 'shared-mailbox';
  mailbox: string;
  /** Folder ids. */
  folders: 'all' | string[];
  /** Object ids of the groups whose members see the source. */
  groups: string[];
  /** Where two sources have the same number, the lowest value wins. */
  priority: number;
  /** For numbers without a country code. */
  country: string;
}

const TEXTS = {
  customers: ['Customers', 'Contacts at our customers'],
  suppliers: ['Suppliers', 'Contacts at our suppliers'],
  partners: ['Partners', 'Partners and forwarding agents'],
} as const;

export function companySources(model: TenantModel): SourceConfig[] {
  return (['customers', 'suppliers', 'partners'] as const).map((key, at) => {
    const [name, description] = TEXTS[key];
    const mailbox = addressOf(SHARED_MAILBOXES[key][0]);
    return source(key, name, description, mailbox, groupId(model, ACCESS_GROUPS[key]), (at + 1) * 10);
  });
}

/** The directory's own sources: mail contacts, and the company's people. */
export function directorySources(model: TenantModel) {
  const common = { groups: [groupId(model, ACCESS_GROUPS.customers)], country: 'DE' };
  return [
    {
      ...common,
      id: 'mail-contacts',
      name: 'Mail contacts',
      description: 'Mail contacts of the organisation',
      kind: 'org-contacts',
      priority: 40,
    },
    {
      ...common,
      id: 'colleagues',
      name: 'Colleagues',
      description: 'People of Nordwind Logistik',
      kind: 'users',
      licensedOnly: true,
      priority: 50,
    },
  ] as const;
}

export function importSource(model: TenantModel): SourceConfig {
  const mailbox = addressOf(IMPORT_MAILBOX[0]);
  const group = groupId(model, ACCESS_GROUPS.customers);
  return source('my-contacts', 'My contacts', 'Contacts from the imported file', mailbox, group, 5);
}

function source(
  id: string,
  name: string,
  description: string,
  mailbox: string,
  group: string,
  priority: number,
) {
  return {
    id,
    name,
    description,
    kind: 'shared-mailbox',
    mailbox,
    folders: 'all',
    groups: [group],
    priority,
    country: 'DE',
  } satisfies SourceConfig;
}

function groupId(model: TenantModel, displayName: string): string {
  const group = [...model.groups.values()].find((candidate) => candidate.displayName === displayName);
  if (!group) throw new Error(`The tenant lacks the group ${displayName}`);
  return group.id;
}
