import { describe, expect, it } from 'vitest';
import { type SharedMailboxConfig, sharedMailboxConfig } from '#shared/source-config.ts';
import { sharedMailbox } from '../../../worker/sources/shared-mailbox.ts';
import { clientOf, person, refusal } from '../support/fake-graph.ts';
import { FakeMailbox } from '../support/fake-mailbox.ts';

const config = (changes: object = {}): SharedMailboxConfig =>
  sharedMailboxConfig.parse({
    id: 'sales',
    name: 'Sales',
    kind: 'shared-mailbox',
    mailbox: 'sales@nordwind.example',
    folders: 'all',
    groups: [],
    priority: 1,
    country: 'DE',
    ...changes,
  });

const CONTACTS = { id: 'default' };
const contacts = '/users/sales@nordwind.example/contactFolders/default/contacts';

/** A mailbox, its source, and faults that are consulted first. */
function mailboxSource(changes: object = {}) {
  const mailbox = new FakeMailbox();
  const faults: ((path: string) => Response | undefined)[] = [];
  const { graph, asked, requests } = clientOf((_request, url) => {
    const path = url.pathname
      .replace('/v1.0/users/sales%40nordwind.example', '')
      .replace('/contactfolders', '/contactFolders');
    return faults.map((fault) => fault(path)).find(Boolean) ?? mailbox.answer(path, url);
  });
  return { mailbox, faults, asked, requests, source: sharedMailbox(config(changes), graph) };
}

describe('a shared mailbox', () => {
  it('has a part for every folder, nested and default ones included, or for the chosen ones', async () => {
    const all = mailboxSource();
    all.mailbox.addFolder('customers', 'Customers');
    all.mailbox.addFolder('berlin', 'Berlin', 'customers');
    expect(await all.source.listParts()).toEqual([{ id: 'default' }, { id: 'customers' }, { id: 'berlin' }]);
    const some = mailboxSource({ folders: ['Customers/Berlin', 'default'] });
    some.mailbox.addFolder('customers', 'Customers');
    some.mailbox.addFolder('berlin', 'Berlin', 'customers');
    expect(await some.source.listParts()).toEqual([{ id: 'default' }, { id: 'berlin' }]);
    await expect(mailboxSource({ folders: ['Nowhere'] }).source.listParts()).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('starts over when the mailbox, the folders, the fields or the account change', () => {
    const identities = [
      {},
      { mailbox: 'support@nordwind.example' },
      { folders: ['Contacts'] },
      { country: 'AT' },
      { include: { notes: true } },
      { include: { privateAddresses: true } },
      { account: 'main' },
    ].map((changes) => mailboxSource(changes).source.identity);
    expect(new Set(identities).size).toBe(identities.length);
    expect(mailboxSource({ mailbox: 'SALES@nordwind.example' }).source.identity).toBe(identities[0]);
  });

  it('counts a folder, or reports why it cannot', async () => {
    const { mailbox, faults, source } = mailboxSource();
    mailbox.put('default', person('a', 'Anna'), person('b', 'Bert'));
    expect(await source.count(CONTACTS)).toBe(2);
    faults.push(() => refusal(403, 'ErrorAccessDenied'));
    await expect(source.count(CONTACTS)).rejects.toMatchObject({ code: 'access_denied' });
    faults.unshift(() => refusal(429, 'ApplicationThrottled', { 'retry-after': '60' }));
    await expect(source.count(CONTACTS)).rejects.toMatchObject({ code: 'graph_throttled' });
  });

  it('fetches notes and home addresses only where they are kept', async () => {
    const plain = mailboxSource();
    await plain.source.firstPage(CONTACTS);
    expect(plain.asked[0]).not.toMatch(/personalNotes|homeAddress/);
    const noted = mailboxSource({ include: { notes: true } });
    noted.mailbox.put('default', { ...person('a', 'Anna'), personalNotes: 'Prefers mornings' });
    const { changes } = await noted.source.firstPage(CONTACTS);
    expect(changes).toMatchObject([{ contact: { notes: 'Prefers mornings' } }]);
  });

  it('fetches contacts whole, twenty in a request, when the feed holds only part of them', async () => {
    const { mailbox, source, asked, requests } = mailboxSource();
    mailbox.pageSize = 100;
    const { done = '' } = await source.firstPage(CONTACTS);
    for (let i = 0; i < 25; i++) {
      mailbox.put('default', person(`c/${i}`, `Contact ${i}`));
      mailbox.announce('default', { id: `c/${i}`, department: 'x' });
    }
    mailbox.announce('default', { id: 'gone', department: 'x' });
    const before = requests();
    const { changes, unreadable } = await source.nextPage(CONTACTS, done);
    expect(requests() - before).toBe(3);
    expect(changes).toHaveLength(51);
    expect(changes.at(-1)).toEqual({ type: 'removed', id: 'gone' });
    expect(changes.at(-2)).toMatchObject({ contact: { id: 'c/24', displayName: 'Contact 24' } });
    expect(unreadable).toEqual([]);
    expect(asked.at(-1)).toContain(`${contacts}/gone?$select=id,`);
  });

  it('names a contact that Graph cannot read, keeps its known fields, and reads the others', async () => {
    const { mailbox, faults, source } = mailboxSource();
    mailbox.pageSize = 100;
    const { done = '' } = await source.firstPage(CONTACTS);
    mailbox.put('default', person('a', 'Anna'), person('b', 'Bert'));
    mailbox.announce('default', { id: 'a' });
    mailbox.announce('default', { id: 'b' });
    faults.push((path) => (path.endsWith('/contacts/a') ? refusal(500, 'ErrorCorruptData') : undefined));
    const { changes, unreadable } = await source.nextPage(CONTACTS, done);
    expect(unreadable).toEqual(['a']);
    expect(changes.map((change) => change.type === 'upsert' && change.contact.id)).toEqual(['a', 'b', 'b']);
  });

  it('does not continue with half a page while Graph throttles', async () => {
    const { mailbox, faults, source } = mailboxSource();
    const { done = '' } = await source.firstPage(CONTACTS);
    mailbox.pageSize = 100;
    mailbox.put('default', person('a', 'Anna'), person('b', 'Bert'));
    mailbox.announce('default', { id: 'a' });
    mailbox.announce('default', { id: 'b' });
    faults.push((path) =>
      path.endsWith('/contacts/a')
        ? refusal(429, 'ApplicationThrottled', { 'retry-after': '40' })
        : undefined,
    );
    await expect(source.nextPage(CONTACTS, done)).rejects.toMatchObject({ retryAfterSeconds: 40 });
  });

  it('asks for smaller pages where long notes make a page too large', async () => {
    const mailbox = new FakeMailbox();
    mailbox.put('default', { ...person('a', 'Anna'), personalNotes: 'Long' });
    const sizes: (string | undefined)[] = [];
    const { graph } = clientOf((request, url) => {
      const size = /maxpagesize=(\d+)/.exec(request.headers.get('prefer') ?? '')?.[1];
      sizes.push(size);
      if (size !== '5') return new Response('x', { headers: { 'content-length': String(2 ** 25) } });
      return mailbox.answer(
        url.pathname.replace(/^.*?%40nordwind.example/, '').replace('/contactf', '/contactF'),
        url,
      );
    });
    const source = sharedMailbox(config({ include: { notes: true } }), graph);
    const { done = '' } = await source.firstPage(CONTACTS);
    expect((await source.nextPage(CONTACTS, done)).changes).toEqual([]);
    expect(sizes).toEqual(['500', '50', '5', '500', '50', '5']);
  });

  it('does not follow folders in a circle', async () => {
    const { faults, source } = mailboxSource();
    const again = {
      '@odata.nextLink': 'http://127.0.0.1:9444/v1.0/users/sales%40nordwind.example/contactFolders?x',
    };
    faults.push((path) => (path === '/contactFolders' ? Response.json({ value: [], ...again }) : undefined));
    await expect(source.listParts()).rejects.toMatchObject({ code: 'link_loop' });
  });

  it.each(['SyncStateNotFound', 'ErrorInvalidSyncStateData'])('reports a lost cursor: %s', async (code) => {
    const { faults, source } = mailboxSource();
    const { done = '' } = await source.firstPage(CONTACTS);
    faults.push(() => refusal(400, code));
    await expect(source.nextPage(CONTACTS, done)).rejects.toMatchObject({ code: 'sync_state_lost' });
  });
});

describe('numbers that the feed does not carry', () => {
  const dialling = { trunk: '+493023125', internalDigits: { least: 3, most: 3 } };
  const EXTENDED = {
    'String 0x3A21': '0171 5550101',
    'String 0x3A57': '030 23125-0',
    'String 0x3A1F': '030 23125102',
    'String 0x3A2E': '103',
    'String 0x3A02': '030 23125104',
    'String 0x3A1A': '030 23125105',
    'String 0x3A1E': '0171 5550106',
    'String 0x3A1D': '0171 5550107',
    'String 0x3A24': '030 23125108',
    'String 0x3A25': '030 23125109',
    'String 0x3A23': '030 23125110',
    'String 0x3A2D': '030 23125111',
    'String 0x3A4B': '030 23125112',
    'String 0x3A2C': '030 23125113',
  };

  it('have a kind each, ISDN and TTY included but not telex, and are read like the others', async () => {
    const { mailbox, source } = mailboxSource({ dialling });
    mailbox.put('default', person('a', 'Anna'));
    mailbox.extended.set('a', EXTENDED);
    const details = await source.details?.read(CONTACTS, ['a']);
    expect(details?.get('a')).toEqual([
      { e164: '+4930231250', kind: 'main', trunk: 9 },
      { e164: '+493023125103', kind: 'assistant', trunk: 9 },
      { e164: '+491715550101', kind: 'pager' },
      { e164: '+493023125108', kind: 'fax' },
      { e164: '+493023125109', kind: 'fax' },
      { e164: '+493023125110', kind: 'fax' },
      { e164: '+493023125102', kind: 'other' },
      { e164: '+493023125104', kind: 'other' },
      { e164: '+493023125105', kind: 'other' },
      { e164: '+491715550106', kind: 'other' },
      { e164: '+491715550107', kind: 'other' },
      { e164: '+493023125111', kind: 'other' },
      { e164: '+493023125112', kind: 'other' },
    ]);
  });

  it('are listed for a whole folder page by page, with contacts that have none', async () => {
    const { mailbox, source, requests } = mailboxSource();
    mailbox.put('default', person('a', 'Anna'), person('b', 'Bert'), person('c', 'Cora'));
    mailbox.extended.set('c', { 'String 0x3A21': '0171 5550101' });
    const first = await source.details?.list(CONTACTS, undefined);
    const second = await source.details?.list(CONTACTS, first?.next);
    expect([...(first?.details ?? [])]).toEqual([
      ['a', []],
      ['b', []],
    ]);
    expect([...(second?.details ?? [])]).toEqual([['c', [{ e164: '+491715550101', kind: 'pager' }]]]);
    expect(second?.next).toBeUndefined();
    expect(requests()).toBe(2);
  });

  it('are missing for contacts that no longer exist', async () => {
    const { mailbox, source, requests } = mailboxSource();
    mailbox.put('default', person('a', 'Anna'));
    const details = await source.details?.read(CONTACTS, ['gone', 'a']);
    expect([...(details ?? [])]).toEqual([['a', []]]);
    expect(requests()).toBe(1);
  });
});

describe('photos', () => {
  const aPhoto = (etag: string) => ({ bytes: Uint8Array.of(0x89, 0x50, etag.length), etag });
  const want = (id: string, etag?: string) => ({ part: 'default', id, etag });

  it('are fetched when they are new, and when their etag has changed', async () => {
    const { mailbox, source, asked, requests } = mailboxSource();
    mailbox.put('default', ...['new', 'same', 'other', 'none', 'lost'].map((id) => person(id, id)));
    for (const id of ['new', 'same', 'other']) mailbox.photos.set(id, aPhoto('"1"'));
    const photos = await source.photos?.read([
      want('new'),
      want('same', '"1"'),
      want('other', '"0"'),
      want('none'),
      want('lost', '"0"'),
      want('gone'),
    ]);
    const bytes = aPhoto('"1"').bytes;
    expect(Object.fromEntries(photos ?? [])).toEqual({
      new: { kind: 'photo', bytes, etag: '"1"' },
      same: { kind: 'unchanged' },
      other: { kind: 'photo', bytes, etag: '"1"' },
      none: { kind: 'none' },
      lost: { kind: 'none' },
      gone: { kind: 'none' },
    });
    expect(requests()).toBe(2);
    expect(asked.filter((path) => path.endsWith('/photo'))).toHaveLength(3);
    expect(asked.filter((path) => path.endsWith('/photo/$value'))).toHaveLength(4);
  });

  it.each(['ErrorItemNotFound', 'ImageNotFound', 'ErrorNonExistentMailbox', ''])(
    'are none where Graph answers 404 %s',
    async (code) => {
      const { faults, source } = mailboxSource();
      faults.push(() => (code === '' ? new Response(null, { status: 404 }) : refusal(404, code)));
      expect([...((await source.photos?.read([want('a'), want('b', '"1"')])) ?? [])]).toEqual([
        ['b', { kind: 'none' }],
        ['a', { kind: 'none' }],
      ]);
    },
  );

  it('are missing where Graph was busy, and stay where it denies access', async () => {
    const { mailbox, faults, source } = mailboxSource();
    mailbox.put('default', ...['a', 'busy', 'denied', 'pixel'].map((id) => person(id, id)));
    mailbox.photos.set('a', aPhoto('"1"'));
    faults.push((path) => (path.includes('/busy/') ? refusal(503, 'x', { 'retry-after': '60' }) : undefined));
    faults.push((path) => (path.includes('/denied/') ? refusal(403, 'ErrorAccessDenied') : undefined));
    faults.push((path) =>
      path.includes('/pixel/') ? Response.json({ '@odata.mediaEtag': '', width: 1, height: 1 }) : undefined,
    );
    const wanted = [want('a', '"1"'), want('busy', '"1"'), want('denied', '"1"'), want('pixel', '"1"')];
    expect(Object.fromEntries((await source.photos?.read(wanted)) ?? [])).toEqual({
      a: { kind: 'unchanged' },
      denied: { kind: 'unchanged' },
      pixel: { kind: 'none' },
    });
  });

  it('take the etag of their metadata where the bytes come without one', async () => {
    const { mailbox, faults, source } = mailboxSource();
    mailbox.put('default', person('a', 'Anna'));
    mailbox.photos.set('a', aPhoto('"1"'));
    faults.push((path) => (path.endsWith('/$value') ? new Response(Uint8Array.of(1)) : undefined));
    const photos = await source.photos?.read([want('a', '"0"')]);
    expect(photos?.get('a')).toEqual({ kind: 'photo', bytes: Uint8Array.of(1), etag: '"1"' });
  });

  it('that exceed one answer come in halves; a single photo that is too large counts as none', async () => {
    const { mailbox, source, requests } = mailboxSource();
    for (const id of ['a', 'b', 'c']) {
      mailbox.put('default', person(id, id));
      mailbox.photos.set(id, { bytes: new Uint8Array(id === 'c' ? 20_000_000 : 3), etag: '"1"' });
    }
    const photos = await source.photos?.read([want('a'), want('b'), want('c')]);
    expect([...(photos ?? [])].map(([id, { kind }]) => [id, kind])).toEqual([
      ['a', 'photo'],
      ['b', 'photo'],
      ['c', 'none'],
    ]);
    expect(requests()).toBe(3);
  });
});
