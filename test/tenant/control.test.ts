import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { listenOnLoopback } from './control/loopback.ts';
import { makeRsaCertificate } from './entra/testing/rsa-certificate.ts';
import { API_CLIENT_ID } from './ids.ts';
import { type RunningTenant, startTenant } from './start.ts';

const tlsFolder = mkdtempSync(join(tmpdir(), 'ringcard-control-'));
const ports = { entra: 0, graph: 0, control: 0 };
let tenant: RunningTenant;
let graphToken: string;

beforeAll(async () => {
  tenant = await startTenant({ contacts: 200, tlsFolder, ports });
  graphToken = await tenant.entra.issueToken({
    aud: 'https://graph.microsoft.com',
    appid: API_CLIENT_ID,
    roles: ['User.Read.All', 'GroupMember.Read.All'],
    scp: null,
  });
}, 30_000);
beforeEach(() => control('DELETE', '/faults'));
afterAll(async () => {
  await tenant.close();
  rmSync(tlsFolder, { recursive: true });
});

/** Status of the sign-in service's key set. `https.get` asks, since `fetch` cannot be told to trust the local authority. */
async function keysStatus(): Promise<number | undefined> {
  const ca = readFileSync(tenant.tls.caFile);
  const url = `${tenant.entra.url}/${tenant.model.id}/discovery/v2.0/keys`;
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
  });
}

async function control(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${tenant.controlUrl}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: text }),
  });
  const answer = await response.text();
  // biome-ignore lint/suspicious/noExplicitAny: an answer under test is compared, not used
  return { status: response.status, body: (answer ? JSON.parse(answer) : null) as any };
}

function graph(path: string, init: RequestInit = {}) {
  return fetch(`${tenant.graphUrl}/v1.0${path}`, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${graphToken}` },
  });
}

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('POST /token', () => {
  it("gives a user's token", async () => {
    const { status, body } = await control('POST', '/token', { user: tenant.demo.user });
    expect(status).toBe(200);
    expect(claimsOf(body.token)).toMatchObject({ tid: tenant.model.id, iss: tenant.entra.issuer });
  });
  it('gives a token with any claims; null removes one', async () => {
    const { body } = await control('POST', '/token', { claims: { name: null, extra: 1 } });
    expect(claimsOf(body.token)).toMatchObject({ extra: 1 });
    expect(claimsOf(body.token)).not.toHaveProperty('name');
  });
  it.each([
    [{ user: 'nobody@nordwind.example' }, 404],
    [{ nothing: 1 }, 400],
    ['{"user":', 400],
  ])('answers %j with %i', async (body, expected) => {
    const { status, body: answer } = await control('POST', '/token', body);
    expect([status, typeof answer.error.code, typeof answer.error.message]).toEqual([
      expected,
      'string',
      'string',
    ]);
  });
});

describe('GET /truth', () => {
  it('lists every contact with its numbers as E.164', async () => {
    const { body } = await control('GET', '/truth');
    expect(body.sources.map(({ id }: { id: string }) => id)).toEqual(['customers', 'suppliers', 'partners']);
    const contacts = body.sources.flatMap((source: { contacts: object[] }) => source.contacts);
    expect(contacts).toHaveLength(200);
    const numbers = contacts.flatMap(
      (contact: { numbers: { text: string; e164: string | null }[] }) => contact.numbers,
    );
    expect(numbers.filter(({ e164 }: { e164: string | null }) => e164 === null)).toHaveLength(1);
    expect(body.sources[0].folders.map(({ path }: { path: string }) => path)).toContain('Kunden/Deutschland');
  });
  it('lists one mailbox alone when asked', async () => {
    const { body } = await control('GET', '/truth?mailbox=PARTNERS@nordwind.example');
    expect(body.sources.map(({ id }: { id: string }) => id)).toEqual(['partners']);
  });
});

describe('contacts', () => {
  it('are created in a folder by its path, changed, moved and deleted', async () => {
    const made = await control('POST', '/contacts', {
      mailbox: 'customers@nordwind.example',
      folder: 'Kunden/Deutschland',
      givenName: 'Ada',
      businessPhones: ['030 23125000'],
      photo: '/9j/4AAQ',
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      displayName: 'Ada',
      hasPhoto: true,
      numbers: [{ text: '030 23125000', e164: null }],
    });
    const one = `/contacts/${encodeURIComponent(made.body.id)}`;
    const changed = await control('PATCH', one, { surname: 'Lovelace', folder: 'kunden/schweiz' });
    expect(changed.body).toMatchObject({ id: made.body.id, displayName: 'Ada Lovelace' });
    expect(changed.body.folder).not.toBe(made.body.folder);
    expect((await control('DELETE', one)).status).toBe(204);
    expect((await control('DELETE', one)).status).toBe(404);
  });
  it('land in the first folder when none is named', async () => {
    const { body } = await control('POST', '/contacts', {
      mailbox: 'suppliers@nordwind.example',
      displayName: 'X',
    });
    const { body: truth } = await control('GET', '/truth?mailbox=suppliers@nordwind.example');
    const folder = truth.sources[0].folders.find(({ id }: { id: string }) => id === body.folder);
    expect(folder.path).toBe('Lieferanten');
  });
  it.each([
    ['POST', '/contacts', { mailbox: 'nowhere@nordwind.example' }, 404],
    ['POST', '/contacts', { mailbox: 'customers@nordwind.example', folder: 'Nirgends' }, 404],
    ['POST', '/contacts', { mailbox: 'customers@nordwind.example', shoeSize: 43 }, 400],
    ['PATCH', '/contacts/nonsense', { surname: 'X' }, 404],
    ['GET', '/nothing', undefined, 404],
  ])('answers %s %s %j with %i', async (method, path, body, expected) => {
    expect((await control(method, path, body)).status).toBe(expected);
  });
});

describe('folders', () => {
  const delta = async (link: string, prefer = 'odata.maxpagesize=50') => {
    const response = await graph(link.replace(`${tenant.graphUrl}/v1.0`, ''), { headers: { prefer } });
    const body = await response.json();
    return { value: body.value, deltaLink: String(body['@odata.deltaLink']), status: response.status };
  };
  const mailbox = 'partners@nordwind.example';
  it('are created, renamed, and deleted with everything in them', async () => {
    const first = await delta(`/users/${mailbox}/contactFolders/delta`);
    const made = await control('POST', `/mailboxes/${mailbox}/folders`, {
      displayName: 'Neu',
      parent: 'Partner',
    });
    expect([made.status, made.body.path]).toEqual([201, 'Partner/Neu']);
    const contact = await control('POST', '/contacts', {
      mailbox,
      folder: 'Partner/Neu',
      displayName: 'Ada',
    });
    const second = await delta(first.deltaLink);
    expect(second.value).toMatchObject([{ displayName: 'Neu' }]);
    const one = `/mailboxes/${mailbox}/folders/${encodeURIComponent('Partner/Neu')}`;
    expect((await control('PATCH', one, { displayName: 'Speditionen' })).status).toBe(409);
    await control('PATCH', one, { displayName: 'Alt' });
    const third = await delta(second.deltaLink);
    expect(third.value).toMatchObject([{ id: made.body.id, displayName: 'Alt' }]);
    expect((await control('DELETE', `/mailboxes/${mailbox}/folders/${made.body.id}`)).status).toBe(204);
    expect((await delta(third.deltaLink)).value).toEqual([
      { id: made.body.id, '@removed': { reason: 'deleted' } },
    ]);
    expect((await delta(first.deltaLink)).value).toEqual([]);
    const gone = await graph(`/users/${mailbox}/contactFolders/${encodeURIComponent(made.body.id)}/contacts`);
    expect([gone.status, (await gone.json()).error.code]).toEqual([404, 'ErrorItemNotFound']);
    expect((await control('DELETE', `/contacts/${encodeURIComponent(contact.body.id)}`)).status).toBe(404);
    const { body } = await control('GET', `/mailboxes/${mailbox}/folders`);
    expect(body.folders.map(({ path }: { path: string }) => path)).not.toContain('Partner/Alt');
  });
  it('include a default one, which cannot be deleted', async () => {
    expect((await control('DELETE', `/mailboxes/${mailbox}/folders/Contacts`)).status).toBe(400);
  });
});

describe("an app's rights", () => {
  it('are granted and withdrawn, mailboxes at once', async () => {
    const { body } = await control('GET', '/registrations');
    const isApi = ({ clientId }: { clientId: string }) => clientId === API_CLIENT_ID;
    const { mailboxes } = body.registrations.find(isApi);
    const path = '/users/customers@nordwind.example/contactFolders';
    expect((await control('PATCH', `/registrations/${API_CLIENT_ID}`, { mailboxes: [] })).status).toBe(204);
    const refused = await graph(path);
    expect([refused.status, (await refused.json()).error.code]).toEqual([403, 'ErrorAccessDenied']);
    await control('PATCH', `/registrations/${API_CLIENT_ID}`, { mailboxes });
    expect((await graph(path)).status).toBe(200);
    expect((await control('PATCH', '/registrations/nobody', { mailboxes: 'all' })).status).toBe(404);
  });
});

describe('photos', () => {
  const get = async (path: string) => {
    const token = await tenant.entra.issueToken({
      aud: 'https://graph.microsoft.com',
      appid: API_CLIENT_ID,
      roles: ['ProfilePhoto.Read.All'],
      scp: null,
    });
    return fetch(`${tenant.graphUrl}/v1.0${path}`, { headers: { authorization: `Bearer ${token}` } });
  };
  const photoPaths = async () => {
    const made = await control('POST', '/contacts', {
      mailbox: 'customers@nordwind.example',
      displayName: 'P',
    });
    const id = encodeURIComponent(made.body.id);
    return {
      contacts: {
        control: `/contacts/${id}/photo`,
        graph: `/users/customers@nordwind.example/contacts/${id}/photo`,
      },
      users: { control: `/users/${tenant.demo.user}/photo`, graph: `/users/${tenant.demo.user}/photo` },
    };
  };
  it.each(['contacts', 'users'] as const)('of %s can be any bytes of any type', async (owner) => {
    const paths = (await photoPaths())[owner];
    const html = Buffer.from('<script>').toString('base64');
    await control('POST', paths.control, { base64: html, contentType: 'image/svg+xml' });
    const bytes = await get(`${paths.graph}/$value`);
    expect([bytes.headers.get('content-type'), await bytes.text()]).toEqual(['image/svg+xml', '<script>']);
    const metadata = await (await get(paths.graph)).json();
    expect(metadata).toMatchObject({
      '@odata.mediaContentType': 'image/svg+xml',
      '@odata.mediaEtag': bytes.headers.get('etag'),
    });
    const padToBytes = 20 * 1024 * 1024;
    await control('POST', paths.control, { base64: '/9j/4AAQ', padToBytes });
    const large = await get(`${paths.graph}/$value`);
    expect(large.headers.get('content-type')).toBe('image/jpeg');
    expect((await large.arrayBuffer()).byteLength).toBe(padToBytes);
  });
  it.each(['contacts', 'users'] as const)('of %s are missing in each documented way', async (owner) => {
    const paths = (await photoPaths())[owner];
    for (const answer of ['ErrorItemNotFound', 'ImageNotFound', 'ErrorNonExistentMailbox']) {
      expect((await control('DELETE', `${paths.control}?answer=${answer}`)).status).toBe(204);
      for (const path of [paths.graph, `${paths.graph}/$value`]) {
        const response = await get(path);
        expect([response.status, (await response.json()).error.code]).toEqual([404, answer]);
      }
    }
    await control('DELETE', `${paths.control}?answer=placeholder`);
    const metadata = await (await get(paths.graph)).json();
    expect(metadata).toMatchObject({
      '@odata.mediaContentType': 'image/gif',
      id: '1X1',
      width: 1,
      height: 1,
    });
    expect((await get(`${paths.graph}/$value`)).status).toBe(404);
    expect((await control('DELETE', `${paths.control}?answer=x`)).status).toBe(400);
  });
});

describe('a poisoned contact', () => {
  it('is answered as ordered, even with values that Graph would never hold', async () => {
    const raw = { id: null, displayName: ['a', 'b'], businessPhones: [['1'], null, 7, {}], lone: '\ud800' };
    const mailbox = 'suppliers@nordwind.example';
    const made = await control('POST', '/contacts', { mailbox, displayName: 'sound', raw });
    const answer = await graph(
      `/users/${mailbox}/contactFolders/${encodeURIComponent(made.body.folder)}/contacts`,
    );
    expect((await answer.json()).value.at(-1)).toMatchObject(raw);
    expect((await control('DELETE', `/contacts/${encodeURIComponent(made.body.id)}`)).status).toBe(204);
  });
});

describe('groups and users', () => {
  it('gain and lose members, by name or id', async () => {
    const { jonas } = tenant.demo.people;
    const membersOf = async () => {
      const { body } = await control('GET', '/groups');
      return body.groups.find(({ displayName }: { displayName: string }) => displayName === 'Partner Team')
        .members;
    };
    expect((await control('POST', '/groups/Partner%20Team/members', { user: jonas })).status).toBe(204);
    expect(await membersOf()).toContain(jonas);
    expect((await control('DELETE', `/groups/Partner%20Team/members/${jonas}`)).status).toBe(204);
    expect(await membersOf()).not.toContain(jonas);
    expect((await control('DELETE', `/groups/Partner%20Team/members/${jonas}`)).status).toBe(404);
    expect((await control('POST', '/groups/Nobodies/members', { user: jonas })).status).toBe(404);
  });
  it('are listed', async () => {
    const { body } = await control('GET', '/users');
    expect(body.users.length).toBeGreaterThan(50);
    expect(JSON.stringify(body)).not.toContain('ringcard');
  });
});

describe('faults', () => {
  it('replace the next matching answers, in the order in which they were ordered', async () => {
    const match = { method: 'GET', path: '/users' };
    await control('POST', '/faults', { match, status: 503, headers: { 'Retry-After': '2.5' } });
    await control('POST', '/faults', { match, status: 410, body: { error: { code: 'SyncStateNotFound' } } });
    const first = await graph('/users?$top=1');
    expect([first.status, first.headers.get('retry-after'), await first.text()]).toEqual([503, '2.5', '']);
    const second = await graph('/users/delta');
    expect([second.status, await second.json()]).toEqual([410, { error: { code: 'SyncStateNotFound' } }]);
    expect((await graph('/users?$top=1')).status).toBe(200);
  });
  it('match patterns, apply as often as ordered, and can be withdrawn', async () => {
    await control('POST', '/faults', { match: { path: '*/delta' }, status: 500, times: 2 });
    expect((await graph('/users')).status).toBe(200);
    expect((await graph('/users/delta')).status).toBe(500);
    expect((await control('GET', '/faults')).body.faults).toMatchObject([{ times: 1 }]);
    await control('DELETE', '/faults');
    expect((await graph('/users/delta')).status).toBe(200);
  });
  it('reset the connection', async () => {
    await control('POST', '/faults', { match: { path: '/v1.0/users' }, drop: true });
    await expect(graph('/users')).rejects.toThrow();
  });
  it('reach the sign-in service as well', async () => {
    await control('POST', '/faults', { match: { path: '*/discovery/v2.0/keys' }, status: 503 });
    expect(await keysStatus()).toBe(503);
    expect(await keysStatus()).toBe(200);
  });
  it('delay an answer that is otherwise right', async () => {
    await control('POST', '/faults', { match: { path: '/groups' }, delayMs: 120 });
    const started = performance.now();
    expect((await graph('/groups')).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(110);
  });
  it('are refused without an effect', async () => {
    expect((await control('POST', '/faults', { match: { path: '/users' } })).status).toBe(400);
  });
});

describe('random faults', () => {
  it('are ordered, listed and stopped', async () => {
    const order = { seed: 1, rate: 1, kinds: [504] };
    expect((await control('POST', '/faults/random', order)).status).toBe(201);
    expect((await control('GET', '/faults')).body.random).toEqual(order);
    expect((await graph('/users')).status).toBe(504);
    expect((await control('DELETE', '/faults/random')).status).toBe(204);
    expect((await graph('/users')).status).toBe(200);
    expect((await control('POST', '/faults/random', { ...order, rate: 2 })).status).toBe(400);
  });
});

describe('the directory', () => {
  const deltaOf = async (start: string) => {
    const items = [];
    for (let link = start; ; ) {
      const body = await (
        await fetch(link, { headers: { authorization: `Bearer ${directoryToken}` } })
      ).json();
      items.push(...body.value);
      link = body['@odata.nextLink'] ?? body['@odata.deltaLink'];
      if (body['@odata.deltaLink']) return { items, deltaLink: link };
    }
  };
  let directoryToken: string;
  beforeAll(async () => {
    directoryToken = await tenant.entra.issueToken({
      aud: 'https://graph.microsoft.com',
      appid: API_CLIENT_ID,
      roles: ['User.Read.All', 'OrgContact.Read.All'],
      scp: null,
    });
  });

  it('reports new, changed and removed people in its delta', async () => {
    const select =
      'displayName,companyName,department,faxNumber,streetAddress,accountEnabled,userType,showInAddressList,assignedLicenses,proxyAddresses';
    const first = await deltaOf(`${tenant.graphUrl}/v1.0/users/delta?$select=${select}`);
    const made = await control('POST', '/users', {
      userPrincipalName: 'ada.lovelace@nordwind.example',
      displayName: 'Ada Lovelace',
      faxNumber: '+49 30 23125001',
      aliases: ['ada@nordwind.example'],
    });
    expect(made.status).toBe(201);
    const joined = await deltaOf(first.deltaLink);
    expect(joined.items).toEqual([
      {
        id: made.body.id,
        displayName: 'Ada Lovelace',
        companyName: null,
        department: null,
        faxNumber: '+49 30 23125001',
        streetAddress: null,
        accountEnabled: true,
        userType: 'Member',
        showInAddressList: null,
        assignedLicenses: [expect.objectContaining({ skuId: expect.any(String) })],
        proxyAddresses: ['SMTP:ada.lovelace@nordwind.example', 'smtp:ada@nordwind.example'],
      },
    ]);
    const changed = { accountEnabled: false, licensed: false, showInAddressList: false };
    await control('PATCH', '/users/ada.lovelace@nordwind.example', changed);
    const second = await deltaOf(joined.deltaLink);
    expect(second.items).toMatchObject([
      { accountEnabled: false, assignedLicenses: [], showInAddressList: false },
    ]);
    expect((await control('DELETE', '/users/ada.lovelace@nordwind.example')).status).toBe(204);
    const left = await deltaOf(second.deltaLink);
    expect(left.items).toEqual([{ id: made.body.id, '@removed': { reason: 'changed' } }]);
    const again = { userPrincipalName: 'ada.lovelace@nordwind.example', displayName: 'Ada' };
    const { body } = await control('POST', '/users', again);
    expect((await control('POST', '/users', again)).status).toBe(409);
    const back = await deltaOf(left.deltaLink);
    await control('DELETE', `/users/${body.id}?permanent=true`);
    const gone = await deltaOf(back.deltaLink);
    expect(gone.items).toEqual([{ id: body.id, '@removed': { reason: 'deleted' } }]);
  });
  it('reports new, changed and removed mail contacts in their delta', async () => {
    const first = await deltaOf(`${tenant.graphUrl}/v1.0/contacts/delta`);
    const phones = [
      { type: 'business', number: '+49 30 23125001' },
      { type: 'mobile', number: '+49 30 23125002' },
      { type: 'businessFax', number: '+49 30 23125003' },
    ];
    const made = await control('POST', '/org-contacts', {
      displayName: 'Ada',
      mail: 'ada@partner.example',
      street: 'Ring 1',
      phones,
    });
    const joined = await deltaOf(first.deltaLink);
    expect(joined.items).toMatchObject([{ id: made.body.id, phones, addresses: [{ street: 'Ring 1' }] }]);
    const one = `/org-contacts/${made.body.id}`;
    expect((await control('PATCH', one, { phones: [phones[0], phones[0]] })).status).toBe(400);
    await control('PATCH', one, { companyName: 'Partner GmbH' });
    const changed = await deltaOf(joined.deltaLink);
    expect(changed.items).toMatchObject([{ companyName: 'Partner GmbH' }]);
    await control('DELETE', one);
    const gone = await deltaOf(changed.deltaLink);
    expect(gone.items).toEqual([{ id: made.body.id, '@removed': { reason: 'deleted' } }]);
    expect((await control('DELETE', one)).status).toBe(404);
    expect((await control('GET', '/org-contacts')).body.orgContacts).toHaveLength(40);
  });
});

describe('credentials', () => {
  it('are added, expired and removed, and Graph shows when they end', async () => {
    const made = await control('POST', '/credentials', {
      secret: 'abcdef',
      displayName: 'next',
      endsInDays: 14,
    });
    expect([made.status, made.body.isExpired]).toEqual([201, false]);
    const token = await tenant.entra.issueToken({
      aud: 'https://graph.microsoft.com',
      appid: API_CLIENT_ID,
      roles: ['Application.ReadWrite.OwnedBy'],
      scp: null,
    });
    const read = async (path: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${tenant.graphUrl}/v1.0${path}`, { headers });
      return await response.json();
    };
    const query = '$select=id,appId,displayName,passwordCredentials,keyCredentials';
    const list = await read(`/applications?$filter=appId eq '${API_CLIENT_ID}'&${query}`);
    const one = await read(`/applications(appId='${API_CLIENT_ID}')?${query}`);
    expect(list.value).toHaveLength(1);
    expect(one).toMatchObject(list.value[0]);
    expect(one.passwordCredentials[1]).toEqual({
      customKeyIdentifier: null,
      displayName: 'next',
      endDateTime: made.body.endDateTime,
      hint: 'abc',
      keyId: made.body.keyId,
      secretText: null,
      startDateTime: made.body.startDateTime,
    });
    const changed = await control('PATCH', `/credentials/${made.body.keyId}`, { endsInDays: 0 });
    expect(changed.body.isExpired).toBe(true);
    expect((await control('DELETE', `/credentials/${made.body.keyId}`)).status).toBe(204);
    expect((await control('GET', '/credentials')).body.secrets).toHaveLength(1);
    expect((await control('DELETE', `/credentials/${made.body.keyId}`)).status).toBe(404);
  });
  it('can be certificates', async () => {
    const { pem } = await makeRsaCertificate();
    const made = await control('POST', '/credentials', { certificate: pem });
    expect(Date.parse(made.body.endDateTime)).toBe(Date.parse(new X509Certificate(pem).validTo));
    const { certificates } = (await control('GET', '/credentials')).body;
    expect(certificates.map(({ keyId }: { keyId: string }) => keyId)).toEqual([made.body.keyId]);
    expect((await control('POST', '/credentials', { certificate: 'no' })).status).toBe(400);
    await control('DELETE', `/credentials/${made.body.keyId}`);
  });
});

describe('people and their sign-ins', () => {
  it('sign in and consent without a browser', async () => {
    const query = new URLSearchParams({
      client_id: API_CLIENT_ID,
      response_type: 'code',
      redirect_uri: 'http://localhost:1234/v1/accounts/callback',
      scope: 'Contacts.Read.Shared offline_access',
      state: 's',
    });
    const url = `${tenant.entra.url}/${tenant.model.id}/oauth2/v2.0/authorize?${query}`;
    const { body } = await control('POST', '/sign-in', { user: tenant.demo.user, url });
    expect(body.location).toMatch(/^http:\/\/localhost:1234\/v1\/accounts\/callback\?code=[\w-]+&state=s/);
    const foreign = await control('POST', '/sign-in', {
      user: tenant.demo.user,
      url: 'https://evil.example/',
    });
    expect(foreign.status).toBe(400);
    const wrong = url.replace('1234', '1234/elsewhere');
    const failed = await control('POST', '/sign-in', { user: tenant.demo.user, url: wrong });
    expect([failed.status, failed.body.error.code]).toEqual([409, 'sign_in_failed']);
  });
  it.each([
    ['/consents/withdraw', {}],
    ['/refresh-tokens/expire', {}],
    ['/mfa', { required: true }],
    ['/mfa', { required: false }],
    ['/password', { password: 'ringcard' }],
  ])('are changed by POST %s, which answers 404 for an unknown user', async (path, body) => {
    expect((await control('POST', path, { ...body, user: tenant.demo.user })).status).toBe(204);
    expect((await control('POST', path, { ...body, user: 'nobody@nordwind.example' })).status).toBe(404);
  });
  it('share their mailboxes', async () => {
    const { jonas } = tenant.demo.people;
    const delegatesOf = async () => {
      const { body } = await control('GET', '/users');
      const isReception = ({ mail }: { mail: string }) => mail === 'empfang@nordwind.example';
      return body.users.find(isReception).delegates;
    };
    const path = '/mailboxes/empfang@nordwind.example/delegates';
    expect((await control('POST', path, { user: jonas })).status).toBe(204);
    expect(await delegatesOf()).toContain(jonas);
    expect((await control('DELETE', `${path}/${jonas}`)).status).toBe(204);
    expect(await delegatesOf()).not.toContain(jonas);
    expect((await control('DELETE', `${path}/${jonas}`)).status).toBe(404);
  });
});

describe('subscriptions', () => {
  it('are listed and disturbed, and get lifecycle events', async () => {
    const receiver = createServer((request, response) => {
      response.setHeader('content-type', 'text/plain');
      response.end(new URL(request.url ?? '/', 'http://localhost').searchParams.get('validationToken') ?? '');
    });
    const url = await listenOnLoopback(receiver, 0);
    onTestFinished(() => void receiver.close());
    const made = await graph('/subscriptions', {
      method: 'POST',
      body: JSON.stringify({
        changeType: 'updated',
        notificationUrl: url,
        lifecycleNotificationUrl: url,
        resource: 'users',
        expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
      }),
    });
    const { id } = await made.json();
    expect((await control('POST', `/subscriptions/${id}/lifecycle`, { event: 'missed' })).status).toBe(204);
    await control('POST', '/notifications/settle');
    const { body } = await control('GET', '/subscriptions');
    expect(body.subscriptions).toMatchObject([{ id, deliveries: { attempts: 1, delivered: 1, failed: 0 } }]);
    const switches = { drop: 0.5, delayMs: 0, duplicate: true };
    expect((await control('POST', '/notifications', switches)).body).toMatchObject(switches);
    expect((await control('POST', '/notifications', {})).body).toMatchObject({ drop: 0, duplicate: false });
    expect((await control('POST', '/subscriptions/none/lifecycle', { event: 'missed' })).status).toBe(404);
    expect((await control('POST', `/subscriptions/${id}/lifecycle`, { event: 'x' })).status).toBe(400);
  });
});

describe('GET /requests', () => {
  it('counts by endpoint and can be set to zero', async () => {
    await control('DELETE', '/requests');
    await graph('/users');
    await graph('/users/customers@nordwind.example/contactFolders');
    const { body } = await control('GET', '/requests');
    expect(body.graph).toEqual({ 'GET /users': 1, 'GET /users/{user}/contactFolders': 1 });
    expect(body.peakConcurrency).toEqual({ 'customers@nordwind.example': 1 });
  });
});

describe('POST /sync', () => {
  it("answers 409 without a worker, and the worker's own answer with one", async () => {
    expect((await control('POST', '/sync')).status).toBe(409);
    tenant.onSync(async () => ({ contacts: 7 }));
    expect(await control('POST', '/sync')).toEqual({ status: 200, body: { contacts: 7 } });
    tenant.onSync(() => Promise.reject(new Error('no KV')));
    expect((await control('POST', '/sync')).body.error.code).toBe('sync_failed');
  });
});

describe('the tenant', () => {
  it('refuses the requests of web pages', async () => {
    const { status } = await control(
      'POST',
      '/token',
      { user: tenant.demo.user },
      { origin: 'https://page.example' },
    );
    expect(status).toBe(403);
  });
  it('takes a free port when the usual one is busy, or fails when told to', async () => {
    const blocker = createServer();
    const port = Number(new URL(await listenOnLoopback(blocker, 0)).port);
    onTestFinished(() => void blocker.close());
    const busy = { contacts: 100, tlsFolder, ports: { ...ports, graph: port } };
    const other = await startTenant(busy);
    expect(other.graphUrl).not.toContain(`:${port}`);
    await other.close();
    await expect(startTenant({ ...busy, whenPortBusy: 'fail' })).rejects.toThrow(`Port ${port} is in use`);
  });
  it('puts imported contacts where the demo user and the worker can read them', async () => {
    const file = join(tlsFolder, 'mine.csv');
    writeFileSync(file, 'Vorname,Nachname,Mobiltelefon\nAda,Lovelace,0176 04069001\n"kaputt\n');
    const other = await startTenant({ contacts: 100, tlsFolder, ports, importFiles: [file] });
    onTestFinished(() => other.close());
    const source = other.sources.find(({ id }) => id === 'my-contacts');
    expect(other.contactsOf('my-contacts')).toBe(1);
    expect(other.model.registrations.get(API_CLIENT_ID)?.mailboxes).toContain(source?.mailbox);
    expect(other.importSummary).toEqual([
      'mine.csv: Read 1 person with 1 number.',
      expect.stringMatching(/^ {2}Line 3: /),
    ]);
  });
  it('offers numbers for the demo in E.164 form, each with a label', () => {
    expect(tenant.demo.numbers.length).toBeGreaterThan(8);
    for (const { e164, about } of tenant.demo.numbers)
      expect([e164, about]).toEqual([expect.stringMatching(/^\+\d+$/), expect.any(String)]);
  });
});
