import { describe, expect, it } from 'vitest';
import { readContact } from '../../../worker/sources/graph-contact.ts';
import { sharedMailbox } from '../../../worker/sources/shared-mailbox.ts';
import type { Change } from '../../../worker/sources/source-reader.ts';
import { clientOf, json } from '../support/fake-graph.ts';
import { HOSTILE_CONTACTS, hostileItem } from '../support/hostile-contacts.ts';

const place = { country: 'DE' } as const;

describe('a hostile contact', () => {
  const withoutCopies = HOSTILE_CONTACTS.filter(({ name }) => !/^shared-number-[1-9]/.test(name));
  const read = withoutCopies.filter(({ fields }) => fields['@removed'] === undefined);
  it.each(read.map((contact) => [contact.name, contact] as const))(
    'is read for what it is: %s',
    (_name, contact) => {
      const { contact: kept, isWhole } = readContact(hostileItem(contact), place);
      if (contact.kept) expect(kept).toMatchObject(contact.kept);
      else expect(kept).toBeUndefined();
      expect(isWhole).toBe(contact.isNamed === undefined);
      if (kept) expect(JSON.stringify(kept).length).toBeLessThan(5000);
    },
  );

  it('never stops its page: every other contact is kept, and the bad ones are named', async () => {
    const items = HOSTILE_CONTACTS.map(hostileItem);
    const { graph } = clientOf(() =>
      json({ value: items, '@odata.deltaLink': 'http://127.0.0.1:9444/v1.0/x' }),
    );
    const reader = sharedMailbox(
      {
        ...{ id: 'sales', name: 'Sales', groups: [], priority: 1, kind: 'shared-mailbox', country: 'DE' },
        ...{ mailbox: 'sales@nordwind.example', folders: 'all' },
      },
      graph,
    );
    const { changes, unreadable } = await reader.firstPage({ id: 'default' });
    // Changes apply in order: of two with the same id, the later one counts.
    const kept = new Map<string, Change>();
    for (const change of changes) kept.set(change.type === 'upsert' ? change.contact.id : change.id, change);
    const expected = HOSTILE_CONTACTS.filter((contact) => contact.kept);
    expect([...kept.values()].filter((change) => change.type === 'upsert')).toHaveLength(expected.length - 1);
    expect(kept.get('AAMk-xss-displayName')).toMatchObject({ contact: { displayName: 'Canary' } });
    expect(kept.get('AAMk-removed-with-data')).toEqual({ type: 'removed', id: 'AAMk-removed-with-data' });
    expect(unreadable).toEqual([
      '?',
      'AAMk-phones-string',
      'AAMk-phones-nested',
      'AAMk-name-array',
      'AAMk-phones-10k',
      '?',
      '?',
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
