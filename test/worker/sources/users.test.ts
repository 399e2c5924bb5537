import { describe, expect, it } from 'vitest';
import { usersConfig } from '#shared/source-config.ts';
import type { Change, DeltaPage, SourceReader } from '../../../worker/sources/source-reader.ts';
import { users } from '../../../worker/sources/users.ts';
import { FakeDirectory } from '../support/fake-directory.ts';
import { clientOf } from '../support/fake-graph.ts';

const PART = { id: 'users' };
const GROUP = 'f0000001-0000-4000-8000-000000000001';
const idOf = (n: number) => `a000000${n}-0000-4000-8000-00000000000${n}`;

const WHOLE = {
  givenName: null,
  surname: null,
  companyName: 'Nordwind',
  department: null,
  jobTitle: null,
  officeLocation: null,
  city: null,
  mail: null,
  proxyAddresses: [],
  businessPhones: [],
  mobilePhone: null,
  faxNumber: null,
  accountEnabled: true,
  userType: 'Member',
  showInAddressList: null,
  assignedLicenses: [{ skuId: 'x' }],
};
const user = (n: number, changes: object = {}) => ({
  ...WHOLE,
  id: idOf(n),
  displayName: `User ${n}`,
  ...changes,
});

function tenant(changes: object = {}) {
  const directory = new FakeDirectory();
  const { graph, asked, requests } = clientOf((request, url) => directory.answer(request, url));
  const config = usersConfig.parse({
    ...{ id: 'colleagues', name: 'Colleagues', kind: 'users', groups: [], priority: 1, country: 'DE' },
    ...changes,
  });
  // The worker creates a reader for each alarm.
  const source = () => users(config, graph);
  return { directory, users: directory.users, asked, requests, source };
}

/** Reads every page of a round, each as after an eviction. */
async function readRound(
  source: () => SourceReader,
  link?: string,
): Promise<{ changes: Change[]; done: string }> {
  const changes: Change[] = [];
  let page: DeltaPage =
    link === undefined ? await source().firstPage(PART) : await source().nextPage(PART, link);
  for (;;) {
    changes.push(...page.changes);
    if (page.done !== undefined) return { changes, done: page.done };
    page = await source().nextPage(PART, page.next ?? '');
  }
}

const told = (changes: readonly Change[]) =>
  changes.map((change) => (change.type === 'upsert' ? change.contact.displayName : `not ${change.id[7]}`));

describe('users of the tenant', () => {
  it('keep the fields of a card, and their numbers', async () => {
    const { users, source } = tenant();
    users.put(
      user(1, {
        displayName: 'Anna Arendt',
        givenName: 'Anna',
        surname: 'Arendt',
        department: 'Sales',
        jobTitle: 'Lead',
        officeLocation: 'B 4',
        city: 'Kiel',
        mail: 'anna@nordwind.example',
        proxyAddresses: ['SMTP:anna@nordwind.example', 'smtp:aa@nordwind.example'],
        businessPhones: ['030 23125001'],
        mobilePhone: '0171 5550123',
        faxNumber: '030 23125009',
      }),
    );
    expect((await readRound(source)).changes).toEqual([
      {
        type: 'upsert',
        contact: {
          id: idOf(1),
          displayName: 'Anna Arendt',
          givenName: 'Anna',
          surname: 'Arendt',
          company: 'Nordwind',
          department: 'Sales',
          jobTitle: 'Lead',
          office: 'B 4',
          town: 'Kiel',
          emails: ['anna@nordwind.example', 'aa@nordwind.example'],
          categories: [],
          numbers: [
            { e164: '+493023125001', kind: 'business' },
            { e164: '+491715550123', kind: 'mobile' },
            { e164: '+493023125009', kind: 'fax' },
          ],
        },
      },
    ]);
  });

  it.each<[string, object, object, string]>([
    ['are left out when disabled', {}, { accountEnabled: false }, 'not 1'],
    ['are left out when hidden from address lists', {}, { showInAddressList: false }, 'not 1'],
    ['are included when shown in address lists', {}, { showInAddressList: true }, 'User 1'],
    ['are left out as guests', {}, { userType: 'Guest' }, 'not 1'],
    ['are included as guests where the source says so', { guests: true }, { userType: 'Guest' }, 'User 1'],
    ['are included without a user type', {}, { userType: null }, 'User 1'],
    ['are included without a licence', {}, { assignedLicenses: [] }, 'User 1'],
    [
      'are left out without a licence where the source says so',
      { licensedOnly: true },
      { assignedLicenses: [] },
      'not 1',
    ],
    ['are included with a licence', { licensedOnly: true }, {}, 'User 1'],
  ])('%s', async (_what, config, changes, expected) => {
    const { users, source } = tenant(config);
    users.put(user(1, changes));
    expect(told((await readRound(source)).changes)).toEqual([expected]);
  });

  it('leave when they no longer qualify, and return when they do', async () => {
    const { users, source } = tenant();
    users.put(user(1), user(2), user(3));
    const first = await readRound(source);
    expect(told(first.changes)).toEqual(['User 1', 'User 2', 'User 3']);
    users.put(user(2, { showInAddressList: false }));
    users.remove(idOf(3), 'changed');
    const second = await readRound(source, first.done);
    expect(told(second.changes)).toEqual(['not 2', 'not 3']);
    users.put(user(2));
    expect(told((await readRound(source, second.done)).changes)).toEqual(['User 2']);
  });

  it('request licences only where they count, because every licence change would be reported', async () => {
    const plain = tenant();
    await readRound(plain.source);
    expect(plain.asked[0]).not.toContain('assignedLicenses');
    const licensed = tenant({ licensedOnly: true });
    await readRound(licensed.source);
    expect(licensed.asked[0]).toContain('assignedLicenses');
  });

  it('are fetched whole when a change leaves properties out', async () => {
    const { users, source, asked } = tenant();
    users.put({ id: idOf(1), displayName: 'User 1' });
    const { done } = await readRound(source);
    expect(asked).toHaveLength(1);
    users.objects.set(idOf(1), user(1, { city: 'Kiel' }));
    users.announce({ id: idOf(1), city: 'Kiel' });
    users.announce({ id: idOf(9), city: 'Kiel' });
    const { changes } = await readRound(source, done);
    expect(changes).toMatchObject([
      { contact: { displayName: 'User 1', town: 'Kiel' } },
      { type: 'removed' },
    ]);
  });

  it('start over when the configuration selects another set of users', () => {
    const identities = [
      {},
      { guests: true },
      { licensedOnly: true },
      { group: GROUP },
      { country: 'AT' },
    ].map((changes) => tenant(changes).source().identity);
    expect(new Set(identities).size).toBe(5);
    expect(tenant({ guests: false }).source().identity).toBe(identities[0]);
  });
});

describe('users of a group', () => {
  function sales() {
    const made = tenant({ group: GROUP });
    made.users.put(user(1), user(2), user(3), user(4, { accountEnabled: false }), user(5));
    made.directory.groups.set(GROUP, [1, 2, 3, 4].map(idOf));
    return made;
  }

  it('are read from the group, not from the whole tenant', async () => {
    const { source, asked } = sales();
    expect(told((await readRound(source)).changes)).toEqual(['User 1', 'User 2', 'User 3', 'not 4']);
    expect(asked.map((path) => path.split('?')[0])).toEqual([
      '/users/delta',
      `/groups/${GROUP}/transitiveMembers/microsoft.graph.user`,
      `/groups/${GROUP}/transitiveMembers/microsoft.graph.user`,
    ]);
    expect(await source().count(PART)).toBe(4);
  });

  it('cost a list of ids and the feed in a round without changes', async () => {
    const { source, requests } = sales();
    const { done } = await readRound(source);
    const before = requests();
    expect((await readRound(source, done)).changes).toEqual([]);
    // Four members make two pages of two; the feed is one request.
    expect(requests() - before).toBe(3);
  });

  it('change with the feed, while other users of the tenant stay invisible', async () => {
    const { users, source, asked } = sales();
    const first = await readRound(source);
    users.put(user(1, { displayName: 'User 1b' }), user(5, { displayName: 'User 5b' }));
    users.announce({ id: idOf(5), city: 'Kiel' });
    expect(told((await readRound(source, first.done)).changes)).toEqual(['User 1b', 'not 5', 'not 5']);
    expect(asked.filter((path) => path.startsWith(`/users/${idOf(5)}`))).toEqual([]);
  });

  it('are enumerated again when a member joins, leaves or is exchanged, although the feed is silent', async () => {
    for (const members of [
      [1, 2, 3, 4, 5],
      [1, 2, 3],
      [1, 2, 3, 5],
    ]) {
      const { directory, source } = sales();
      const { done } = await readRound(source);
      directory.groups.set(GROUP, members.map(idOf));
      await expect(readRound(source, done)).rejects.toMatchObject({ code: 'sync_state_lost' });
      const again = await readRound(source);
      const shown = again.changes.filter((change) => change.type === 'upsert');
      expect(shown.map((change) => change.contact.id)).toEqual(members.filter((n) => n !== 4).map(idOf));
      expect((await readRound(source, again.done)).changes).toEqual([]);
    }
  });

  it('are the same in any order of Graph’s list', async () => {
    const { directory, source } = sales();
    const { done } = await readRound(source);
    directory.groups.set(GROUP, [4, 2, 3, 1].map(idOf));
    expect((await readRound(source, done)).changes).toEqual([]);
  });

  it('lose no change made during their enumeration', async () => {
    const { users, source } = sales();
    const first = await source().firstPage(PART);
    users.put(user(1, { displayName: 'User 1b' }));
    const rest = await readRound(source, first.next);
    expect(told((await readRound(source, rest.done)).changes)).toEqual(['User 1b']);
  });

  it('start over when the cursor is lost, or was written by another version', async () => {
    const { users, source } = sales();
    const { done } = await readRound(source);
    users.forgetCursors();
    for (const link of [done, 'https://graph.microsoft.com/v1.0/x', '{}'])
      await expect(readRound(source, link)).rejects.toMatchObject({ code: 'sync_state_lost' });
  });

  it('are not followed in a circle', async () => {
    const again = { '@odata.nextLink': 'http://127.0.0.1:9444/v1.0/groups/x' };
    const { graph } = clientOf((_request, url) =>
      url.pathname.endsWith('/delta')
        ? Response.json({ value: [], '@odata.deltaLink': 'http://127.0.0.1:9444/v1.0/users/delta?x' })
        : Response.json({ value: [user(1)], ...again }),
    );
    const config = {
      id: 'c',
      name: 'C',
      kind: 'users',
      groups: [],
      priority: 1,
      country: 'DE',
      group: GROUP,
    };
    const source = users(usersConfig.parse(config), graph);
    const { next = '' } = await source.firstPage(PART);
    await expect(source.nextPage(PART, next)).rejects.toMatchObject({ code: 'link_loop' });
  });

  it('are unknown when the group no longer exists', async () => {
    const { directory, source } = sales();
    directory.groups.clear();
    await expect(readRound(source)).rejects.toMatchObject({ code: 'mailbox_not_found' });
  });
});

describe('photos of users', () => {
  it('come in the largest of the small sizes', async () => {
    const { directory, source, asked, requests } = tenant();
    const of = (...bytes: number[]) => ({ bytes: Uint8Array.from(bytes), etag: '"1"' });
    directory.photos.set('a', { '96x96': of(96), '48x48': of(48) });
    directory.photos.set('b', { '64x64': of(64) });
    const photos = await source().photos?.read(
      ['a', 'b', 'none'].map((id) => ({ part: 'users', id, etag: undefined })),
    );
    expect(Object.fromEntries(photos ?? [])).toEqual({
      a: { kind: 'photo', bytes: Uint8Array.of(96), etag: '"1"' },
      b: { kind: 'photo', bytes: Uint8Array.of(64), etag: '"1"' },
      none: { kind: 'none' },
    });
    expect(requests()).toBe(3);
    expect(asked.at(-1)).toBe('/users/none/photos/48x48/$value');
  });

  it('are not fetched again while their etag is the same', async () => {
    const { directory, source, requests } = tenant();
    directory.photos.set('a', { '96x96': { bytes: Uint8Array.of(1), etag: '"1"' } });
    const photos = await source().photos?.read([{ part: 'users', id: 'a', etag: '"1"' }]);
    expect(photos?.get('a')).toEqual({ kind: 'unchanged' });
    expect(requests()).toBe(1);
  });
});
