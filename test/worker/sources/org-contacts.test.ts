import { describe, expect, it } from 'vitest';
import { orgContactsConfig } from '#shared/source-config.ts';
import { orgContacts } from '../../../worker/sources/org-contacts.ts';
import { FakeDirectory } from '../support/fake-directory.ts';
import { clientOf, json } from '../support/fake-graph.ts';

const config = orgContactsConfig.parse({
  id: 'partners',
  name: 'Partners',
  kind: 'org-contacts',
  groups: [],
  priority: 1,
  country: 'DE',
});
const PART = { id: 'contacts' };

function partners() {
  const directory = new FakeDirectory();
  const { graph, asked, requests } = clientOf((request, url) => directory.answer(request, url));
  return { directory, contacts: directory.contacts, asked, requests, source: orgContacts(config, graph) };
}

const WHOLE = {
  displayName: null,
  givenName: null,
  surname: null,
  companyName: null,
  department: null,
  jobTitle: null,
  mail: null,
  proxyAddresses: [],
  addresses: [],
  phones: [],
};
const named = (id: string, displayName = id) => ({ ...WHOLE, id, displayName });

describe('mail contacts of the organisation', () => {
  it('are one part, and keep everything that Graph knows of them', async () => {
    const { contacts, source } = partners();
    contacts.put({
      id: 'eric',
      displayName: 'Eric Solomon',
      givenName: 'Eric',
      surname: 'Solomon',
      companyName: 'Fabrikam',
      department: 'Marketing',
      jobTitle: 'Accountant',
      mail: 'eric@fabrikam.example',
      mailNickname: 'eric',
      proxyAddresses: ['SMTP:Eric@fabrikam.example', 'smtp:es@fabrikam.example', 'X500:/o=x', 'sip:e@x'],
      addresses: [{ city: 'Kiel', officeLocation: 'B 4', street: 'x' }],
      phones: [
        { type: 'business', number: '030 23125001' },
        { type: 'mobile', number: '0171 5550123' },
        { type: 'businessFax', number: '030 23125009' },
        { type: 'radio', number: '030 23125010' },
        { type: 'business', number: null },
      ],
    });
    expect(await source.listParts()).toEqual([PART]);
    expect(await source.count(PART)).toBe(1);
    const { changes, unreadable, done } = await source.firstPage(PART);
    expect(changes).toEqual([
      {
        type: 'upsert',
        contact: {
          id: 'eric',
          displayName: 'Eric Solomon',
          givenName: 'Eric',
          surname: 'Solomon',
          company: 'Fabrikam',
          department: 'Marketing',
          jobTitle: 'Accountant',
          office: 'B 4',
          town: 'Kiel',
          emails: ['eric@fabrikam.example', 'es@fabrikam.example'],
          categories: [],
          numbers: [
            { e164: '+493023125001', kind: 'business' },
            { e164: '+491715550123', kind: 'mobile' },
            { e164: '+493023125009', kind: 'fax' },
            { e164: '+493023125010', kind: 'other' },
          ],
        },
      },
    ]);
    expect(unreadable).toEqual([]);
    expect(done).toBeDefined();
  });

  it('keep the phones that $select would lose, because no $select is sent', async () => {
    const { contacts, source, asked } = partners();
    contacts.lostBySelect = ['phones'];
    contacts.put({ ...named('a'), phones: [{ type: 'business', number: '030 23125001' }] });
    expect((await source.firstPage(PART)).changes).toMatchObject([
      { contact: { numbers: [{ e164: '+493023125001' }] } },
    ]);
    expect(asked).toEqual(['/contacts/delta']);
  });

  it('leave when they are deleted, restorable or not', async () => {
    const { contacts, source } = partners();
    contacts.put(named('a'), named('b'));
    const { done = '' } = await source.firstPage(PART);
    contacts.remove('a', 'changed');
    contacts.remove('b', 'deleted');
    expect((await source.nextPage(PART, done)).changes).toEqual([
      { type: 'removed', id: 'a' },
      { type: 'removed', id: 'b' },
    ]);
  });

  it('are fetched one by one only for properties that a change leaves out, never for unset ones', async () => {
    const { contacts, source, asked } = partners();
    contacts.put({ id: 'a', displayName: 'Anna' }, { id: 'b', displayName: 'Bert' }, named('c'));
    const first = await source.firstPage(PART);
    const second = await source.nextPage(PART, first.next ?? '');
    expect(asked).toHaveLength(2);
    contacts.objects.set('a', { ...named('a', 'Anna'), mail: 'anna@fabrikam.example' });
    contacts.announce({ id: 'a', displayName: 'Anna' });
    const { changes } = await source.nextPage(PART, second.done ?? '');
    expect(changes).toMatchObject([{ contact: { displayName: 'Anna', emails: ['anna@fabrikam.example'] } }]);
    expect(asked.at(-1)).toBe('/contacts/a');
  });

  it('start over when the cursor is lost, or was written by another version', async () => {
    const { contacts, source } = partners();
    contacts.put(named('a'));
    const { done = '' } = await source.firstPage(PART);
    contacts.forgetCursors();
    await expect(source.nextPage(PART, done)).rejects.toMatchObject({ code: 'sync_state_lost' });
    await expect(source.nextPage(PART, 'https://graph.microsoft.com/v1.0/x')).rejects.toMatchObject({
      code: 'sync_state_lost',
    });
  });

  it('name contacts that cannot be read', async () => {
    const { graph } = clientOf(() =>
      json({
        value: [7, { ...named('a'), phones: 'x', mail: 'a@fabrikam.example' }, { ...WHOLE, id: 'empty' }],
        '@odata.deltaLink': 'http://127.0.0.1:9444/v1.0/contacts/delta?x',
      }),
    );
    const { changes, unreadable } = await orgContacts(config, graph).firstPage(PART);
    expect(unreadable).toEqual(['?', 'a', 'empty']);
    expect(changes).toMatchObject([
      { type: 'upsert', contact: { id: 'a' } },
      { type: 'removed', id: 'empty' },
    ]);
  });
});
