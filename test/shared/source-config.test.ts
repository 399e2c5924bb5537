import { describe, expect, it } from 'vitest';
import { type SourceConfig, sourceConfig } from '#shared/source-config.ts';
import { mailboxShares } from '../../worker/sources/mailbox-shares.ts';

const common = { id: 's', name: 'S', groups: [], priority: 1, country: 'DE' };
const HR_GROUP = 'f0000003-0000-4000-8000-000000000003';
const mailbox = { ...common, kind: 'shared-mailbox', mailbox: 'sales@nordwind.example', folders: 'all' };

describe('the configuration of a source', () => {
  it.each([
    mailbox,
    { ...mailbox, include: { notes: true }, account: 'main' },
    { ...common, kind: 'org-contacts' },
    { ...common, kind: 'users' },
    { ...common, kind: 'users', guests: true, licensedOnly: true },
  ])('accepts sources of three kinds (%#)', (config) => {
    expect(sourceConfig.parse(config)).toEqual(config);
  });

  it('accepts rules for fields that only some groups see', () => {
    const fields = [{ fields: ['mobile', 'notes'], groups: [HR_GROUP], identify: true }];
    expect(sourceConfig.parse({ ...mailbox, fields })).toMatchObject({ fields });
  });

  it('accepts the id of a group, and writes it in lower case', () => {
    const group = 'F0000001-0000-4000-8000-000000000001';
    expect(sourceConfig.parse({ ...common, kind: 'users', group })).toMatchObject({
      group: group.toLowerCase(),
    });
  });

  it.each<[object, string, string]>([
    [{ ...mailbox, kind: 'mailbox' }, 'kind', '"kind" to be "shared-mailbox", "org-contacts" or "users"'],
    [{ ...mailbox, mailbox: 'no address' }, 'mailbox', 'a mailbox address or object id'],
    [{ ...mailbox, include: { notes: 'yes' } }, 'include.notes', 'true or false'],
    [
      { ...mailbox, include: { note: true } },
      'include',
      '{ "notes": true, "privateAddresses": true }, or one of them',
    ],
    [
      { ...mailbox, account: 'Main!' },
      'account',
      'the id of a delegated account: a-z, 0-9 and -, at most 40',
    ],
    [{ ...mailbox, fields: [{ fields: [], groups: [HR_GROUP] }] }, 'fields.0.fields', 'at least one field'],
    [{ ...mailbox, fields: [{ fields: ['notes'], groups: [] }] }, 'fields.0.groups', 'at least one group'],
    [
      { ...mailbox, fields: [{ fields: ['notes', 'notes'], groups: [HR_GROUP] }] },
      'fields',
      'each field in one rule, and there once',
    ],
    [
      { ...mailbox, fields: [{ fields: ['notes'], groups: [HR_GROUP], identify: true }] },
      'fields.0',
      '"identify" only with a kind of number',
    ],
    [{ ...common, kind: 'users', guests: 1 }, 'guests', 'true or false'],
    [{ ...common, kind: 'users', group: 'Sales' }, 'group', 'the object id of a group, a GUID'],
  ])('tells which setting is wrong, and why (%#)', (config, path, message) => {
    const issue = sourceConfig.safeParse(config).error?.issues[0];
    expect([issue?.path.join('.'), issue?.message]).toEqual([path, message]);
  });
});

describe('a mailbox that several sources read', () => {
  const source = (id: string, fields: object): SourceConfig =>
    sourceConfig.parse({ ...mailbox, id, ...fields });

  it('has as many shares, however they write its address', () => {
    const shares = mailboxShares([
      source('a', {}),
      source('b', { mailbox: 'Sales@Nordwind.example', folders: ['Contacts'] }),
      source('c', { mailbox: 'support@nordwind.example' }),
      sourceConfig.parse({ ...common, id: 'd', kind: 'users' }),
      sourceConfig.parse({ ...common, id: 'e', kind: 'users' }),
    ]);
    expect(Object.fromEntries(shares)).toEqual({ a: 2, b: 2, c: 1, d: 1, e: 1 });
  });
});
