import { describe, expect, it } from 'vitest';
import { auditAnswer, exportAnswer } from '#shared/admin-api.ts';
import { problem } from '#shared/api.ts';
import { png } from '../../support/photos.ts';
import { person } from '../support/fake-graph.ts';
import { SALES_GROUP } from '../support/settings.ts';
import { runSync, settle, sourceStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

const NUMBER = '+493023125001';
const admin = (groups: string[] = []) => world.microsoft.personToken({ roles: ['Directory.Admin'], groups });

async function publish(): Promise<void> {
  const support = world.microsoft.mailbox('support@nordwind.example');
  world.sales.put('default', {
    ...person('a', 'Anna Arendt', NUMBER),
    surname: 'Arendt; jr.',
    companyName: 'Nordwind, Söhne',
    mobilePhone: '+4917155501230',
    emailAddresses: [{ address: 'anna@nordwind.example' }],
  });
  support.put(
    'default',
    person('s', 'Anna at support', NUMBER),
    person('t', 'Somebody else', '+493023125009'),
  );
  world.sales.photos.set('a', { bytes: png(9, 9), etag: '"1"' });
  await runSync();
  await sourceStub().sync();
  await settle();
  await runSync('support');
}

async function ask(query: string, options: { token?: string; accept?: string } = {}): Promise<Response> {
  const authorization = `Bearer ${options.token ?? (await admin())}`;
  return await world.app().request(`/v1/admin/export?${query}`, {
    headers: { authorization, ...(options.accept !== undefined && { accept: options.accept }) },
  });
}

describe('an export', () => {
  it('holds everything that any source holds for a number, photos included', async () => {
    await publish();
    const { contacts } = exportAnswer.parse(await (await ask('number=030/23125001')).json());
    expect(contacts.map(({ source, contact }) => [source.id, contact.displayName])).toEqual([
      ['sales', 'Anna Arendt'],
      ['support', 'Anna at support'],
    ]);
    expect(contacts[0]?.contact.numbers).toHaveLength(2);
    expect(contacts[0]?.picture).toMatch(/^data:image\/png;base64,iVBOR/);
    expect(contacts[0]?.withheld).toBeUndefined();
  });

  it('contains a single contact on request', async () => {
    await publish();
    const { contacts } = exportAnswer.parse(await (await ask(`number=${encodeURIComponent(NUMBER)}`)).json());
    const contactId = contacts[0]?.contact.id ?? '';
    const one = exportAnswer.parse(await (await ask(`source=sales&contactId=${contactId}`)).json());
    expect(one.contacts).toEqual(contacts.slice(0, 1));
    expect((await ask('source=sales&contactId=unknown')).status).toBe(200);
    expect((await ask('source=nowhere&contactId=unknown')).status).toBe(404);
    expect((await ask('source=sales')).status).toBe(400);
  });

  it('is a vCard when the request accepts one', async () => {
    await publish();
    const response = await ask('number=030/23125001', { accept: 'text/vcard, application/json;q=0.5' });
    expect(response.headers.get('content-type')).toBe('text/vcard; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="export.vcf"');
    const cards = await response.text();
    expect(cards.match(/BEGIN:VCARD\r\n/g)).toHaveLength(2);
    expect(cards).toContain('\r\nFN:Anna Arendt\r\n');
    expect(cards).toContain('\r\nN:Arendt\\; jr.;;;;\r\n');
    expect(cards).toContain('\r\nORG:Nordwind\\, Söhne;\r\n');
    expect(cards).toContain('\r\nTEL;VALUE=uri;TYPE=cell:tel:+4917155501230\r\n');
    for (const line of cards.split('\r\n'))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  });

  it('follows the field rules, and names the fields that it withholds', async () => {
    await publish();
    const hr = 'f0000003-0000-4000-8000-000000000003';
    const fields = [{ fields: ['mobile' as const, 'photo' as const], groups: [hr] }];
    const [sales, support] = world.configuration.sources;
    if (!sales || !support) throw new Error('not expected');
    world.configuration = { ...world.configuration, sources: [{ ...sales, fields }, support] };
    const of = async (token: string) =>
      exportAnswer.parse(await (await ask('number=030/23125001', { token })).json()).contacts[0];
    const withheld = await of(await admin([SALES_GROUP]));
    expect(withheld).toMatchObject({
      withheld: ['mobile', 'photo'],
      contact: { numbers: [{ e164: NUMBER }] },
    });
    expect(withheld?.picture).toBeUndefined();
    const whole = await of(await admin([hr]));
    expect([whole?.withheld, whole?.contact.numbers.length, whole?.picture !== undefined]).toEqual([
      undefined,
      2,
      true,
    ]);
  });

  it('is recorded in the audit trail before it is given', async () => {
    await publish();
    await ask('number=030/23125001');
    const token = await world.microsoft.personToken({ roles: ['Audit.Read'] });
    const trail = auditAnswer.parse(await (await world.get('/v1/admin/audit', { token })).json());
    expect(trail.entries[0]).toMatchObject({
      route: '/v1/admin/export',
      hits: 2,
      number: expect.any(String),
    });
  });

  it('is open to administrators only, and fails when a source cannot report its contacts', async () => {
    expect((await ask('number=030/23125001', { token: await world.microsoft.personToken() })).status).toBe(
      403,
    );
    const app = world.app({
      source: () => ({ ...sourceStub(), holding: () => Promise.reject(new Error('the source is down')) }),
    });
    const response = await world.get('/v1/admin/export?number=030/23125001', { app, token: await admin() });
    expect(problem.parse(await response.json()).code).toBe('directory_unavailable');
  });
});
