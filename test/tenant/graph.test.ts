import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { emptyFields } from './graph/contact-content.ts';
import { DirectoryThrottle } from './graph/directory-throttle.ts';
import {
  type Answer,
  CUSTOMERS,
  IMMUTABLE,
  openGraph,
  shapeOf,
  WRITER_CLIENT_ID,
} from './graph/graph-for-tests.ts';
import { Throttle } from './graph/throttle.ts';
import { API_CLIENT_ID } from './ids.ts';

type Opened = Awaited<ReturnType<typeof openGraph>>;
let open: Opened;
const mailbox = `/users/${CUSTOMERS}`;

beforeEach(async () => {
  open = await openGraph();
});
afterEach(() => open.graph.close());

const contactsIn = (name: string) =>
  open.folder(name).members.flatMap((contact) => (contact ? [open.customers.idOf(contact, true)] : []));
const path = (name: string) => `${mailbox}/contactFolders/${encodeURIComponent(open.folder(name).id)}`;
const errorCode = ({ body }: Answer) => body.error.code;

describe('a request to Graph', () => {
  it('is refused without a token', async () => {
    const answer = await open.ask(`${mailbox}/contacts`, { clientId: null });
    expect([answer.status, errorCode(answer)]).toEqual([401, 'InvalidAuthenticationToken']);
  });
  it('is refused with an unknown token', async () => {
    const answer = await open.ask(`${mailbox}/contacts`, { clientId: 'nobody' });
    expect([answer.status, errorCode(answer)]).toEqual([401, 'InvalidAuthenticationToken']);
  });
  it('is refused for a mailbox that is not in the scope of the app', async () => {
    const answer = await open.ask('/users/anna.berger@nordwind.example/contacts');
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({
      code: 'ErrorAccessDenied',
      message: 'Access is denied. Check credentials and try again.',
    });
    expect(shapeOf(answer.body.error.innerError)).toEqual(['client-request-id', 'date', 'request-id']);
  });
  it('is refused for the directory without its role', async () => {
    open.company.model.registrations.get(API_CLIENT_ID)?.graphRoles.splice(0);
    for (const wanted of ['/users', '/contacts', '/groups', '/users/delta']) {
      const answer = await open.ask(wanted);
      expect([wanted, answer.status, errorCode(answer)]).toEqual([
        wanted,
        403,
        'Authorization_RequestDenied',
      ]);
    }
  });
  it('is refused for a write by an app that may only read', async () => {
    const answer = await open.ask(`${mailbox}/contacts`, { method: 'POST', body: { givenName: 'Ada' } });
    expect([answer.status, errorCode(answer)]).toEqual([403, 'ErrorAccessDenied']);
  });
  it.each([
    ['/users/nobody@nordwind.example/contacts', 404, 'ErrorInvalidUser'],
    ['/users/nobody@nordwind.example', 404, 'Request_ResourceNotFound'],
    [`${mailbox}/contacts/nonsense`, 400, 'ErrorInvalidIdMalformed'],
    [`${mailbox}/mailboxSettings/userPurpose`, 403, 'ErrorAccessDenied'],
    ['/planner', 400, 'BadRequest'],
    [`${mailbox}/contacts?$orderby=displayName`, 400, 'BadRequest'],
    [`${mailbox}/contacts?$select=phones`, 400, 'BadRequest'],
    ['/users?$select=mailboxSettings', 501, 'NotImplemented'],
  ])('for %s is answered with %i %s', async (wanted, status, code) => {
    const answer = await open.ask(wanted);
    expect([answer.status, errorCode(answer)]).toEqual([status, code]);
  });
  it('is answered with 405 where the path exists for another method', async () => {
    expect((await open.ask('/users', { method: 'DELETE' })).status).toBe(405);
  });
});

describe('members of a group', () => {
  const groupOf = (name: string) => {
    const found = [...open.company.model.groups.values()].find(({ displayName }) => displayName === name);
    if (!found) throw new Error(`The company lacks ${name}`);
    return found;
  };
  const idsOf = async (path: string) => {
    const ids: string[] = [];
    for (let link: string | undefined = path; link; ) {
      const { body }: Answer = await open.ask(link);
      ids.push(...body.value.map(({ id }: { id: string }) => id));
      link = body['@odata.nextLink'];
    }
    return ids;
  };
  it('are direct, or transitive through nested groups, in pages', async () => {
    const sales = groupOf('Sales');
    const field = groupOf('Field Sales');
    const direct = await idsOf(`/groups/${sales.id}/members?$select=id`);
    expect(direct).toEqual([...sales.members, field.id]);
    const all = await idsOf(`/groups/${sales.id}/transitiveMembers/microsoft.graph.user?$select=id&$top=5`);
    expect(new Set(all)).toEqual(new Set([...sales.members, ...field.members]));
    expect(all.length).toBeGreaterThan(direct.length - 1);
  });
  it('do not include owners', async () => {
    const team = groupOf('Partner Team');
    const [owner = ''] = team.owners;
    expect(await idsOf(`/groups/${team.id}/transitiveMembers`)).not.toContain(owner);
  });
  it('are shown by id alone to an app that may not read users', async () => {
    open.company.model.registrations.get(API_CLIENT_ID)?.graphRoles.splice(0, 9, 'GroupMember.Read.All');
    const { body } = await open.ask(`/groups/${groupOf('Sales').id}/members?$select=id,displayName&$top=1`);
    expect(body.value).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: expect.any(String), displayName: null },
    ]);
  });
});

describe("the directory's throttling", () => {
  it('takes resource units from a bucket that refills within ten seconds', async () => {
    let now = Date.UTC(2026, 0, 1);
    const throttle = new DirectoryThrottle(
      true,
      () => now,
      () => 49,
    );
    const request = (query: string) => ({
      method: 'GET',
      base: '',
      path: '/',
      query: new URLSearchParams(query),
      headers: {},
      body: new Uint8Array(),
    });
    const template = '/groups/{group}/transitiveMembers';
    const cost = (query: string) => throttle.charge('app', template, request(query))['x-ms-resource-unit'];
    expect([cost(''), cost('$select=id'), cost('$select=id&$top=5')]).toEqual(['5', '4', '3']);
    for (let spent = 12; spent < 3_500 - 4; spent += 5) cost('');
    expect(() => cost('')).toThrow(expect.objectContaining({ status: 429, code: 'TooManyRequests' }));
    now += 1_000;
    expect(cost('')).toBe('5');
    expect(throttle.charge('another app', template, request(''))['x-ms-resource-unit']).toBe('5');
  });
  it('states its cost in an answer', async () => {
    const answer = await open.ask('/users');
    expect(answer.headers.get('x-ms-resource-unit')).toBe('2');
  });
});

describe('app registrations', () => {
  it('are all visible to an app that may read all, and otherwise only its own', async () => {
    const { body } = await open.ask('/applications?$select=appId');
    expect(body.value.map(({ appId }: { appId: string }) => appId)).toEqual([API_CLIENT_ID]);
    const foreign = await open.ask(`/applications(appId='${WRITER_CLIENT_ID}')`);
    expect([foreign.status, errorCode(foreign)]).toEqual([404, 'Request_ResourceNotFound']);
    const roles = open.company.model.registrations.get(API_CLIENT_ID)?.graphRoles ?? [];
    roles.push('Application.Read.All');
    const one = await open.ask(`/applications(appId='${WRITER_CLIENT_ID}')`);
    expect([one.status, one.body.appId]).toEqual([200, WRITER_CLIENT_ID]);
    expect((await open.ask(`/applications/${one.body.id}`)).body.appId).toBe(WRITER_CLIENT_ID);
    roles.splice(0);
    expect(errorCode(await open.ask('/applications'))).toBe('Authorization_RequestDenied');
  });
});

describe('Graph on contact folders', () => {
  it('leaves the default Contacts folder out of the list', async () => {
    const { body } = await open.ask(`${mailbox}/contactFolders`);
    expect(body.value.map((folder: { displayName: string }) => folder.displayName)).toEqual(['Kunden']);
    expect(shapeOf(body.value[0])).toEqual(['displayName', 'id', 'parentFolderId']);
  });
  it('gives the default folder under its literal name, also without the /v1.0 prefix', async () => {
    const answer = await open.ask(`${open.graph.url}${mailbox}/contactFolders/Contacts`);
    expect(answer.body).toMatchObject({ id: open.customers.defaultFolder.id, displayName: 'Contacts' });
    expect(answer.body['@odata.context']).toBe(
      `${open.graph.url}/$metadata#users('customers%40nordwind.example')/contactFolders/$entity`,
    );
  });
  it('pages through child folders', async () => {
    const first = await open.ask(`${path('Kunden')}/childFolders?$top=4`);
    const second = await open.ask(first.body['@odata.nextLink']);
    const names = [...first.body.value, ...second.body.value].map(({ displayName }) => displayName);
    expect(names).toEqual([
      'Deutschland',
      'Schweiz',
      'Österreich',
      'France',
      'United Kingdom',
      'Übrige Länder',
    ]);
    expect(second.body['@odata.nextLink']).toBeUndefined();
  });
  it('reads the key form and the nested form of a path', async () => {
    const { id } = open.folder('Schweiz');
    const keyed = await open.ask(`${mailbox}/contactFolders('${encodeURIComponent(id)}')`);
    const nested = await open.ask(
      `${path('Kunden')}/childFolders/${encodeURIComponent(id)}/contacts/delta()`,
    );
    expect(keyed.body.displayName).toBe('Schweiz');
    expect(nested.status).toBe(200);
  });
  it('reports a new folder in the next round of the folder delta', async () => {
    const first = await open.round(`${mailbox}/contactFolders/delta`, 'odata.maxpagesize=3');
    expect(first.items.map(({ displayName }) => displayName)).not.toContain('Contacts');
    expect([first.items.length, first.pages]).toEqual([7, 3]);
    await open.write(`${mailbox}/contactFolders`, 'POST', { displayName: 'Neu' });
    const second = await open.round(first.deltaLink);
    expect(second.items.map(({ displayName }) => displayName)).toEqual(['Neu']);
    const again = await open.write(`${mailbox}/contactFolders`, 'POST', { displayName: 'Neu' });
    expect([again.status, errorCode(again)]).toEqual([409, 'ErrorFolderExists']);
  });
});

describe('Graph on contacts', () => {
  it('shows the documented properties', async () => {
    const { body } = await open.ask(`${path('Deutschland')}/contacts?$top=1`);
    const stamps = [
      '@odata.etag',
      'id',
      'createdDateTime',
      'lastModifiedDateTime',
      'changeKey',
      'parentFolderId',
    ];
    expect(shapeOf(body.value[0])).toEqual([...stamps, ...Object.keys(emptyFields())].sort());
    expect(body.value[0]['@odata.etag']).toBe(`W/"${body.value[0].changeKey}"`);
    expect(body.value[0].createdDateTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });
  it('keeps every property that v1.0 has', async () => {
    const home = { street: 'Ring 1', city: 'Köln', state: 'NRW', postalCode: '50667', countryOrRegion: 'DE' };
    const sent = {
      ...emptyFields(),
      displayName: 'Ada',
      fileAs: 'Ada',
      initials: 'A. L.',
      yomiGivenName: 'エイダ',
      yomiSurname: 'ラブレス',
      yomiCompanyName: 'カイシャ',
      personalNotes: 'Two\nlines',
      homeAddress: home,
      otherAddress: { city: 'London' },
      homePhones: ['+49 30 23125001'],
      birthday: '1815-12-10T00:00:00Z',
      children: ['Byron'],
    };
    const made = await open.write(`${mailbox}/contacts`, 'POST', sent);
    expect(made.body).toMatchObject(sent);
  });
  it('gives ten contacts at a time, and all of them through nextLink', async () => {
    const seen: string[] = [];
    let link: string | undefined = `${path('Deutschland')}/contacts?$select=id`;
    while (link) {
      const { body }: Answer = await open.ask(link, { prefer: IMMUTABLE });
      expect(body.value.length).toBeLessThanOrEqual(10);
      seen.push(...body.value.map((contact: { id: string }) => contact.id));
      link = body['@odata.nextLink'];
    }
    expect(seen).toEqual(contactsIn('Deutschland'));
  });
  it('finds contacts by $filter', async () => {
    const { body } = await open.ask(
      `${path('Übrige Länder')}/contacts?$filter=displayName eq '<b>Tag</b> %26 Söhne'`,
    );
    expect(body.value).toHaveLength(1);
  });
  it('gives the extended properties that exist, with tags in lower case', async () => {
    const body = {
      displayName: 'Garth Fort',
      singleValueExtendedProperties: [{ id: 'String 0x3A57', value: '+49 30 23125000' }],
    };
    const made = await open.write(`${mailbox}/contacts`, 'POST', body);
    const expand =
      "$expand=singleValueExtendedProperties($filter=id eq 'String 0x3A21' or id eq 'String 0x3A57')";
    const one = await open.ask(`${mailbox}/contacts/${made.body.id}?${expand}`);
    const all = await open.ask(`${mailbox}/contacts?${expand}`);
    const expected = [{ id: 'String 0x3a57', value: '+49 30 23125000' }];
    expect(one.body.singleValueExtendedProperties).toEqual(expected);
    expect(all.body.value[0].singleValueExtendedProperties).toEqual(expected);
    const own = 'String {00020329-0000-0000-C000-000000000046} Name ExternalId';
    await open.write(`${mailbox}/contacts/${made.body.id}`, 'PATCH', {
      singleValueExtendedProperties: [{ id: own, value: 'Abc' }],
    });
    const filter = `$filter=singleValueExtendedProperties/Any(ep: ep/id eq '${own}' and ep/value eq 'abc')`;
    expect((await open.ask(`${mailbox}/contacts?${filter}`)).body.value).toHaveLength(1);
  });
  it('creates a contact, changes it under If-Match and deletes it', async () => {
    const made = await open.write(`${path('Schweiz')}/contacts`, 'POST', {
      givenName: 'Pavel',
      surname: 'Bansky',
    });
    expect([made.status, made.body.displayName, made.body.parentFolderId]).toEqual([
      201,
      'Pavel Bansky',
      open.folder('Schweiz').id,
    ]);
    const one = `${mailbox}/contacts/${encodeURIComponent(made.body.id)}`;
    const changed = await open.write(one, 'PATCH', { surname: 'Neumann', businessPhones: ['1'] });
    expect(changed.body).toMatchObject({ displayName: 'Pavel Neumann', businessPhones: ['1'] });
    const stale = await open.write(
      one,
      'PATCH',
      { surname: 'X' },
      { headers: { 'if-match': made.body['@odata.etag'] } },
    );
    expect(stale.status).toBe(412);
    expect((await open.write(one, 'PATCH', { shoeSize: 43 })).status).toBe(400);
    expect((await open.write(one, 'DELETE')).status).toBe(204);
    expect(errorCode(await open.ask(one))).toBe('ErrorItemNotFound');
  });
  it('keeps the immutable id through a move, but not the default id', async () => {
    const [contact] = open.folder('Deutschland').members;
    if (!contact) throw new Error('Deutschland is empty');
    const before = {
      immutable: open.customers.idOf(contact, true),
      mutable: open.customers.idOf(contact, false),
    };
    expect(before.immutable).not.toBe(before.mutable);
    open.customers.move(contact, open.folder('Schweiz'));
    const moved = await open.ask(`${path('Schweiz')}/contacts/${before.immutable}`, { prefer: IMMUTABLE });
    expect(moved.body.id).toBe(before.immutable);
    expect(errorCode(await open.ask(`${mailbox}/contacts/${before.mutable}`))).toBe('ErrorItemNotFound');
  });
});

describe('contact delta', () => {
  it('gives every contact of the folder once, in pages that end with a delta link', async () => {
    const { items, pages } = await open.round(`${path('Deutschland')}/contacts/delta`);
    expect(items.map(({ id }) => id)).toEqual(contactsIn('Deutschland'));
    expect(pages).toBe(Math.ceil(items.length / 7));
  });
  it('answers in the documented shape, with id and the selected properties only', async () => {
    const first = await open.ask(`${path('Deutschland')}/contacts/delta?$select=displayName`, {
      prefer: IMMUTABLE,
    });
    expect(shapeOf(first.body)).toEqual(['@odata.context', '@odata.nextLink', 'value']);
    expect(first.body['@odata.context']).toBe(`${open.graph.url}/v1.0/$metadata#Collection(contact)`);
    expect(first.body.value).toHaveLength(10);
    for (const item of first.body.value) {
      expect(shapeOf(item)).toEqual(['@odata.etag', '@odata.type', 'displayName', 'id']);
    }
    const self = path('Deutschland').replace('contactFolders', 'contactfolders');
    expect(first.body['@odata.nextLink']).toContain(`${open.graph.url}/v1.0${self}/contacts/delta?`);
  });
  it('gives an empty round when nothing has changed', async () => {
    const { deltaLink } = await open.round(`${path('Deutschland')}/contacts/delta`);
    const { items, last } = await open.round(deltaLink);
    expect(items).toEqual([]);
    expect(shapeOf(last)).toEqual(['@odata.context', '@odata.deltaLink', 'value']);
  });
  it('reports additions, changes, deletions and moves, each in its folder', async () => {
    const germany = await open.round(`${path('Deutschland')}/contacts/delta`);
    const swiss = await open.round(`${path('Schweiz')}/contacts/delta`);
    const [changed = '', deleted = '', moved = ''] = contactsIn('Deutschland');
    const made = await open.write(`${path('Deutschland')}/contacts`, 'POST', { givenName: 'Neu' });
    await open.write(`${mailbox}/contacts/${changed}`, 'PATCH', { jobTitle: 'Neu' });
    await open.write(`${mailbox}/contacts/${deleted}`, 'DELETE');
    const contact = open.customers.find(moved);
    if (!contact || contact === 'malformed') throw new Error('lost');
    open.customers.move(contact, open.folder('Schweiz'));
    const next = await open.round(germany.deltaLink);
    expect(next.items.filter((item) => item['@removed'])).toEqual(
      [deleted, moved].map((id) => ({
        '@odata.type': '#microsoft.graph.contact',
        id,
        '@removed': { reason: 'deleted' },
      })),
    );
    expect(next.items.filter((item) => !item['@removed']).map(({ id }) => id)).toEqual([
      made.body.id,
      changed,
    ]);
    expect((await open.round(swiss.deltaLink)).items.map(({ id }) => id)).toEqual([moved]);
  });
  it('says nothing about a contact that came and went between two rounds', async () => {
    const { deltaLink } = await open.round(`${path('Schweiz')}/contacts/delta`);
    const made = await open.write(`${path('Schweiz')}/contacts`, 'POST', { givenName: 'Kurz' });
    await open.write(`${mailbox}/contacts/${made.body.id}`, 'DELETE');
    expect((await open.round(deltaLink)).items).toEqual([]);
  });
  it('stays right when the folder changes while the first round is under way', async () => {
    const folder = open.folder('Deutschland');
    const known = new Map<string, string>();
    const apply = (items: Answer['body'][]) => {
      for (const item of items) {
        if (item['@removed']) known.delete(item.id);
        else known.set(item.id, item.displayName);
      }
    };
    let turn = 0;
    const upset = async () => {
      turn++;
      const here = contactsIn('Deutschland');
      await open.write(`${path('Deutschland')}/contacts`, 'POST', { givenName: `Während ${turn}` });
      await open.write(`${mailbox}/contacts/${here[turn]}`, 'DELETE');
      await open.write(`${mailbox}/contacts/${here.at(-turn)}`, 'PATCH', { displayName: `Geändert ${turn}` });
      const contact = open.customers.find(here[turn + 9] ?? '');
      if (contact && contact !== 'malformed')
        open.customers.move(contact, turn % 2 ? open.folder('Schweiz') : folder);
    };
    const first = await open.round(`${path('Deutschland')}/contacts/delta`, undefined, upset);
    apply(first.items);
    const second = await open.round(first.deltaLink, undefined, upset);
    apply(second.items);
    apply((await open.round(second.deltaLink)).items);
    const truth = folder.members.flatMap((contact) => {
      if (!contact) return [];
      return [
        [open.customers.idOf(contact, true), open.customers.contentOf(contact).fields.displayName] as const,
      ];
    });
    expect(turn).toBeGreaterThan(3);
    expect(new Map([...known].sort())).toEqual(new Map([...truth].sort()));
  });
  it('gives a short page where contacts have gone, and goes on after it', async () => {
    for (const id of contactsIn('Deutschland').slice(0, 7))
      await open.write(`${mailbox}/contacts/${id}`, 'DELETE');
    const { body } = await open.ask(`${path('Deutschland')}/contacts/delta`, {
      prefer: 'odata.maxpagesize=7',
    });
    expect(body.value).toEqual([]);
    expect(body['@odata.nextLink']).toBeTypeOf('string');
  });
  it('fails on $expand as Microsoft does', async () => {
    const answer = await open.ask(
      `${path('Deutschland')}/contacts/delta?$expand=singleValueExtendedProperties`,
    );
    expect(answer.status).toBe(500);
    expect(answer.body.error).toMatchObject({
      code: 'InternalServerError',
      message: 'Value cannot be null.\r\nParameter name: type',
    });
  });
  it('answers 410 for a token that was forgotten', async () => {
    const { deltaLink } = await open.round(`${path('Deutschland')}/contacts/delta`);
    open.graph.forgetDeltaTokens();
    const answer = await open.ask(deltaLink, { prefer: IMMUTABLE });
    expect([answer.status, errorCode(answer)]).toEqual([410, 'SyncStateNotFound']);
  });
  it('refuses a link that was obtained with the other kind of id', async () => {
    const { deltaLink } = await open.round(`${path('Deutschland')}/contacts/delta`);
    const answer = await open.ask(deltaLink);
    expect([answer.status, errorCode(answer)]).toEqual([410, 'SyncStateInvalid']);
  });
  it('names a moved contact by its old id when ids are mutable', async () => {
    const { deltaLink } = await open.round(`${path('Deutschland')}/contacts/delta`, '');
    const [contact] = open.folder('Deutschland').members;
    if (!contact) throw new Error('Deutschland is empty');
    const before = open.customers.idOf(contact, false);
    open.customers.move(contact, open.folder('Schweiz'));
    expect((await open.round(deltaLink, '')).items).toMatchObject([
      { id: before, '@removed': { reason: 'deleted' } },
    ]);
  });
});

describe('the directory', () => {
  it('reports changes and removals of users by delta, with the selected properties only', async () => {
    const { items, deltaLink } = await open.round(
      '/users/delta?$select=displayName,jobTitle',
      'odata.maxpagesize=20',
    );
    expect(items).toHaveLength(open.company.model.users.size);
    expect(shapeOf(items[0])).toEqual(['displayName', 'id', 'jobTitle']);
    const [first, second, third] = [...open.company.model.users.values()];
    if (!first || !second || !third) throw new Error('nobody works here');
    first.jobTitle = 'Neu';
    second.mobilePhone = '+49 176 04069000';
    open.company.model.users.delete(third.id);
    const next = await open.round(deltaLink);
    expect(next.items).toEqual([
      { displayName: first.displayName, jobTitle: 'Neu', id: first.id },
      { id: third.id, '@removed': { reason: 'changed' } },
    ]);
  });
  it('lets a directory token live for seven days', async () => {
    let now = Date.UTC(2026, 0, 1);
    const other = await openGraph({}, { now: () => now });
    onTestFinished(() => other.graph.close());
    const { deltaLink } = await other.round('/contacts/delta');
    now += 6 * 86_400_000;
    expect((await other.ask(deltaLink)).status).toBe(200);
    now += 2 * 86_400_000;
    const dead = await other.ask(deltaLink);
    expect(dead.status).toBe(410);
    expect(dead.headers.get('location')).toBe(`${other.graph.url}/v1.0/contacts/delta?$deltatoken=`);
  });
  it('shows organisation contacts with one number of each kind', async () => {
    const { body } = await open.ask('/contacts?$top=5');
    expect(body.value).toHaveLength(5);
    expect(body.value[0].phones[0]).toEqual({ type: 'business', number: expect.any(String) });
    expect(body['@odata.nextLink']).toContain('$skiptoken=');
    expect((await open.ask(`/contacts/${body.value[0].id}`)).body.mail).toBe(body.value[0].mail);
  });
  it('shows the default properties of a user, and others on $select', async () => {
    const { body } = await open.ask('/users/anna.berger@nordwind.example');
    expect(body).not.toHaveProperty('department');
    const selected = await open.ask(`/users/${body.id}?$select=department,accountEnabled`);
    expect(selected.body).toMatchObject({ department: 'Vertrieb', accountEnabled: true });
  });
  it('finds groups by $filter', async () => {
    const { body } = await open.ask("/groups?$filter=displayName eq 'Partner Team'");
    expect(body.value).toMatchObject([
      { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false },
    ]);
  });
  it('checks memberships through nesting, and not through ownership', async () => {
    const ids = Object.fromEntries(
      [...open.company.model.groups.values()].map((group) => [group.displayName, group.id]),
    );
    const groupIds = [ids.Sales, ids.Purchasing, ids['Partner Team']];
    const check = async (user: string) => {
      const wanted = `/users/${user}@nordwind.example/checkMemberGroups`;
      return (await open.ask(wanted, { method: 'POST', body: { groupIds } })).body.value;
    };
    expect(await check('anna.berger')).toEqual([ids.Sales, ids.Purchasing]);
    expect(await check('mia.vogel')).toEqual([ids.Sales]);
    expect(await check('petra.lang')).toEqual([]);
    expect(await check('jonas.keller')).toEqual([]);
    const all = await open.ask('/users/oskar.brandt@nordwind.example/getMemberGroups', {
      method: 'POST',
      body: { securityEnabledOnly: false },
    });
    expect(all.body.value.length).toBeGreaterThan(200);
    const listed = await open.ask(
      '/users/oskar.brandt@nordwind.example/transitiveMemberOf/microsoft.graph.group?$select=id&$top=999',
    );
    expect(listed.body.value.map(({ id }: { id: string }) => id)).toEqual(all.body.value);
  });
  it('lists the groups that a user owns without being a member', async () => {
    const owned = async (user: string) => {
      const path = `/users/${user}@nordwind.example/ownedObjects/microsoft.graph.group`;
      return (await open.ask(`${path}?$select=id,displayName&$top=999`)).body.value;
    };
    expect(await owned('petra.lang')).toMatchObject([{ displayName: 'Partner Team' }]);
    expect(await owned('anna.berger')).toEqual([]);
  });
  it('refuses more than twenty ids in one check', async () => {
    const body = {
      groupIds: Array.from(
        { length: 21 },
        (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      ),
    };
    expect(
      (await open.ask('/users/anna.berger@nordwind.example/checkMemberGroups', { method: 'POST', body }))
        .status,
    ).toBe(400);
  });
});

describe('Graph on photos', () => {
  it("gives a user's photo with its size", async () => {
    const anna = '/users/anna.berger@nordwind.example';
    const { body } = await open.ask(`${anna}/photo`);
    expect(body).toMatchObject({
      '@odata.mediaContentType': 'image/jpeg',
      id: '240X240',
      width: 240,
      height: 240,
    });
    const bytes = await open.ask(`${anna}/photos/48x48/$value`);
    expect([bytes.headers.get('content-type'), bytes.body[0], bytes.body[1]]).toEqual([
      'image/jpeg',
      0xff,
      0xd8,
    ]);
  });
  it.each([
    ['/users/jonas.keller@nordwind.example/photo/$value', 'ImageNotFound'],
    ['/users/anna.berger@nordwind.example/photos/648x648/$value', 'ImageNotFound'],
  ])('answers 404 for %s', async (wanted, code) => {
    const answer = await open.ask(wanted);
    expect([answer.status, errorCode(answer)]).toEqual([404, code]);
  });
  it('answers 404 for a contact without a photo, and bytes for one with', async () => {
    const made = await open.write(`${mailbox}/contacts`, 'POST', { givenName: 'Ada' });
    const without = await open.ask(`${mailbox}/contacts/${made.body.id}/photo/$value`);
    expect([without.status, errorCode(without)]).toEqual([404, 'ErrorItemNotFound']);
    const contact = open.customers.find(made.body.id);
    if (!contact || contact === 'malformed') throw new Error('lost');
    open.customers.update(contact, {
      ...open.customers.contentOf(contact),
      photo: () => Uint8Array.of(0xff, 0xd8),
    });
    expect((await open.ask(`${mailbox}/contacts/${made.body.id}/photo/$value`)).body).toEqual(
      Buffer.from([0xff, 0xd8]),
    );
  });
});

describe('$batch', () => {
  const batch = (requests: object[]) => open.ask('/$batch', { method: 'POST', body: { requests } });
  const byId = ({ body }: Answer) =>
    new Map<string, Answer['body']>(body.responses.map((part: Answer['body']) => [part.id, part]));

  it('answers each part on its own, bytes as base64', async () => {
    const answer = await batch([
      { id: 'a', method: 'GET', url: `${mailbox}/contactFolders` },
      { id: 'b', method: 'GET', url: '/users/nobody' },
      { id: 'c', method: 'GET', url: '/users/anna.berger@nordwind.example/photo/$value' },
    ]);
    const parts = byId(answer);
    expect(answer.status).toBe(200);
    expect([parts.get('a').status, parts.get('b').status, parts.get('c').status]).toEqual([200, 404, 200]);
    expect(Buffer.from(parts.get('c').body, 'base64')[0]).toBe(0xff);
    expect(parts.get('a').body['@odata.context']).toContain('/v1.0/$metadata#');
  });
  it('answers 424 for a part that depends on a failed one', async () => {
    const parts = byId(
      await batch([
        { id: '1', method: 'GET', url: '/users/nobody' },
        { id: '2', method: 'GET', url: '/users', dependsOn: ['1'] },
        { id: '3', method: 'GET', url: '/users', dependsOn: ['2'] },
      ]),
    );
    expect([...parts.values()].map(({ status }) => status).sort()).toEqual([404, 424, 424]);
  });
  it('refuses a part with an unreadable path, and no other', async () => {
    const parts = byId(
      await batch([
        { id: '1', method: 'GET', url: '/users/%E0%A4%A' },
        { id: '2', method: 'GET', url: '/users' },
      ]),
    );
    expect([parts.get('1').status, parts.get('2').status]).toEqual([400, 200]);
  });
  it('refuses more than twenty parts', async () => {
    const answer = await batch(
      Array.from({ length: 21 }, (_, at) => ({ id: String(at), method: 'GET', url: '/users' })),
    );
    expect(answer.status).toBe(400);
  });
  it('sends at most four parts at a time to one mailbox', async () => {
    const slow = await openGraph({}, { latencyMs: 5 });
    onTestFinished(() => slow.graph.close());
    const requests = Array.from({ length: 20 }, (_, at) => ({
      id: String(at),
      method: 'GET',
      url: `${mailbox}/contactFolders`,
    }));
    const { body } = await slow.ask('/$batch', { method: 'POST', body: { requests } });
    expect(body.responses.every(({ status }: { status: number }) => status === 200)).toBe(true);
    expect(slow.graph.throttle.peaks()).toEqual({ [CUSTOMERS]: 4 });
  });
  it('knows a mailbox under each name that the parts use', async () => {
    const slow = await openGraph({}, { latencyMs: 5 });
    onTestFinished(() => slow.graph.close());
    const names = [CUSTOMERS, CUSTOMERS.toUpperCase(), slow.customers.ownerId];
    const requests = Array.from({ length: 18 }, (_, at) => ({
      id: String(at),
      method: 'GET',
      url: `/users/${names[at % 3]}/contactFolders`,
    }));
    const { body } = await slow.ask('/$batch', { method: 'POST', body: { requests } });
    expect(body.responses.every(({ status }: { status: number }) => status === 200)).toBe(true);
  });
  it('counts each part, and throttles those beyond the limit one by one', async () => {
    const now = Date.UTC(2026, 0, 1);
    const busy = await openGraph({}, { now: () => now });
    onTestFinished(() => busy.graph.close());
    for (let at = 0; at < 9_990; at++) busy.graph.throttle.enter(API_CLIENT_ID, CUSTOMERS)();
    const requests = Array.from({ length: 20 }, (_, at) => ({
      id: String(at),
      method: 'GET',
      url: `${mailbox}/contactFolders`,
    }));
    const { body } = await busy.ask('/$batch', { method: 'POST', body: { requests } });
    const refused = body.responses.filter(({ status }: { status: number }) => status === 429);
    expect(refused).toHaveLength(10);
    for (const part of refused) expect(part.headers['Retry-After']).toBe('600');
  });
  it('gives extended properties, of lists and of single contacts', async () => {
    const made = await open.write(`${mailbox}/contacts`, 'POST', {
      displayName: 'Ada',
      singleValueExtendedProperties: [{ id: 'String 0x3A21', value: '+49 30 23125001' }],
    });
    const expand =
      "$expand=singleValueExtendedProperties($filter=id eq 'String 0x3A21' or id eq 'String 0x3A57')";
    const parts = byId(
      await batch([
        { id: 'one', method: 'GET', url: `${mailbox}/contacts/${made.body.id}?$select=id&${expand}` },
        { id: 'all', method: 'GET', url: `${mailbox}/contacts?$select=id&${encodeURI(expand)}` },
      ]),
    );
    const expected = [{ id: 'String 0x3a21', value: '+49 30 23125001' }];
    expect(parts.get('one').body.singleValueExtendedProperties).toEqual(expected);
    expect(parts.get('all').body.value[0].singleValueExtendedProperties).toEqual(expected);
  });
  it('throttles the parts that find the mailbox busy', async () => {
    const slow = await openGraph({}, { latencyMs: 100 });
    onTestFinished(() => slow.graph.close());
    const busy = Array.from({ length: 4 }, () => slow.ask(`${mailbox}/contactFolders`));
    await expect.poll(() => slow.graph.throttle.peaks()[CUSTOMERS]).toBe(4);
    const requests = [{ id: 'x', method: 'GET', url: `${mailbox}/contactFolders` }];
    const { status, body } = await slow.ask('/$batch', { method: 'POST', body: { requests } });
    expect([status, body.responses[0].status]).toEqual([200, 429]);
    expect(Number(body.responses[0].headers['Retry-After'])).toBeGreaterThan(0);
    await Promise.all(busy);
  });
});

describe('throttling', () => {
  it('refuses a fifth request at the same time to one mailbox, and says when to retry', async () => {
    const slow = await openGraph({}, { latencyMs: 100 });
    onTestFinished(() => slow.graph.close());
    const answers = await Promise.all(Array.from({ length: 6 }, () => slow.ask(`${mailbox}/contactFolders`)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(refused[0]?.body.error).toMatchObject({
      code: 'ApplicationThrottled',
      message: 'Application is over its MailboxConcurrency limit.',
    });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(slow.graph.throttle.peaks()[CUSTOMERS]).toBeGreaterThan(4);
    expect((await slow.ask(`${mailbox}/contactFolders`)).status).toBe(200);
  });
  it('counts ten thousand requests per app and mailbox in ten minutes', () => {
    let now = 0;
    const throttle = new Throttle(true, () => now);
    for (let at = 0; at < 10_000; at++) throttle.enter('app', 'one')();
    expect(() => throttle.enter('app', 'one')).toThrow(
      expect.objectContaining({ status: 429, headers: { 'Retry-After': '600' } }),
    );
    expect(() => throttle.enter('app', 'two')()).not.toThrow();
    expect(() => throttle.enter('other app', 'one')()).not.toThrow();
    now = 600_000;
    expect(() => throttle.enter('app', 'one')()).not.toThrow();
  });
  it('can be switched off', async () => {
    const free = await openGraph({}, { latencyMs: 30, throttling: false });
    onTestFinished(() => free.graph.close());
    const answers = await Promise.all(Array.from({ length: 9 }, () => free.ask(`${mailbox}/contactFolders`)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
  it('counts requests by endpoint', async () => {
    await open.ask(`${mailbox}/contactFolders`);
    await open.ask(`${mailbox}/contacts/delta`);
    await open.ask(`${mailbox}/contacts/delta`, { clientId: WRITER_CLIENT_ID });
    expect(open.graph.counts.all()).toEqual({
      'GET /users/{user}/contactFolders': 1,
      'GET /users/{user}/contacts/delta': 2,
    });
  });
});
