import { describe, expect, it } from 'vitest';
import { lookupAnswer, problem, searchAnswer, statusAnswer } from '#shared/api.ts';
import { readConfiguration } from '../../../worker/configuration.ts';
import { administer } from '../support/account-steps.ts';
import { person } from '../support/fake-graph.ts';
import { askAs, makeKey, outcomeOf } from '../support/key-steps.ts';
import { SOURCES, VARIABLES } from '../support/settings.ts';
import { advanceSeconds, runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

async function publishBoth(): Promise<void> {
  world.sales.put('default', person('a', 'Anna', '+493011111111'));
  world.microsoft.mailbox('support@nordwind.example').put('default', person('s', 'Sibel', '+493022222222'));
  await runSync('sales');
  await runSync('support');
}

describe('a device that sends its key', () => {
  it.each<[string, (secret: string) => Record<string, string>]>([
    ['as a bearer', (secret) => ({ authorization: `Bearer ${secret}` })],
    ['as a bearer with a lower-case scheme', (secret) => ({ authorization: `bearer ${secret}` })],
    ['in X-Api-Key', (secret) => ({ 'X-Api-Key': secret })],
    ['as the password of any user', (secret) => ({ authorization: `Basic ${btoa(`token:${secret}`)}` })],
    [
      'as the password of its id',
      (secret) => ({ authorization: `Basic ${btoa(`${secret.slice(3, 11)}:${secret}`)}` }),
    ],
    ['as the password of nobody', (secret) => ({ authorization: `basic ${btoa(`:${secret}`)}` })],
  ])('is let in when it sends it %s', async (_where, headers) => {
    const { secret } = await makeKey(world);
    const response = await world.app().request('/v1/status', { headers: headers(secret) });
    expect(await outcomeOf(response)).toBe('200');
  });

  it('is let in by a key in the address where both the key and the route allow it', async () => {
    await publishBoth();
    const app = world.app();
    const { secret } = await makeKey(world, { query: true });
    const { secret: headerOnly } = await makeKey(world);
    const get = async (path: string) => await outcomeOf(await app.request(path));
    expect(await get(`/v1/lookup?number=030111&key=${secret}`)).toBe('200');
    expect(await get(`/v1/search?q=anna&key=${secret}`)).toBe('200');
    expect(await get(`/v1/status?key=${secret}`)).toBe('403 key_not_allowed');
    expect(await get(`/v1/photo/sales/${'0'.repeat(32)}?key=${secret}`)).toBe('403 key_not_allowed');
    expect(await get(`/v1/lookup?number=030111&key=${headerOnly}`)).toBe('403 key_not_allowed');
    expect(await get(`/v1/lookup?number=030111&key=${headerOnly.slice(0, -1)}`)).toBe('401 token_rejected');
  });

  it.each<[string, (secret: string) => Record<string, string>]>([
    ['twice', (secret) => ({ 'x-api-key': `${secret}, ${secret}` })],
    ['cut short', (secret) => ({ authorization: `Bearer ${secret.slice(0, -1)}` })],
    ['too long', (secret) => ({ authorization: `Bearer ${secret}A` })],
    ['with its last character changed', (secret) => ({ 'x-api-key': secret.slice(0, -1).concat('_') })],
    ['with another id', (secret) => ({ 'x-api-key': secret.replace(/^rc_.{8}/, 'rc_aaaaaaaa') })],
    ['in capitals', (secret) => ({ 'x-api-key': secret.toUpperCase() })],
    ['empty', () => ({ 'x-api-key': '' })],
    ['as the user', (secret) => ({ authorization: `Basic ${btoa(`${secret}:`)}` })],
    ['in Basic without valid base64', () => ({ authorization: 'Basic rc_a=b' })],
  ])('is refused when it sends it %s', async (_how, headers) => {
    const { secret } = await makeKey(world);
    const response = await world.app().request('/v1/status', { headers: headers(secret) });
    expect(response.status).toBe(401);
  });

  it('is judged by a token that comes with the key', async () => {
    const { secret } = await makeKey(world);
    const token = await world.microsoft.personToken({ groups: [] });
    const headers = { authorization: `Bearer ${token}` };
    expect(await askAs(world, secret, { headers })).toBe('403 not_in_allowed_group');
    const { secret: inQuery } = await makeKey(world, { query: true });
    const path = `/v1/lookup?number=030111&key=${inQuery}`;
    expect(await outcomeOf(await world.app().request(path, { headers }))).toBe('403 not_in_allowed_group');
  });
});

describe('a device', () => {
  it('finds exactly the contacts in the sources of its key', async () => {
    await publishBoth();
    const { secret } = await makeKey(world, { sources: ['support'] });
    const app = world.app();
    const read = async (path: string): Promise<unknown> =>
      await (await app.request(path, { headers: { 'x-api-key': secret } })).json();
    const own = lookupAnswer.parse(await read('/v1/lookup?number=%2B493022222222'));
    expect(own.hits.map(({ contact }) => contact.displayName)).toEqual(['Sibel']);
    expect(lookupAnswer.parse(await read('/v1/lookup?number=%2B493011111111')).hits).toEqual([]);
    expect(searchAnswer.parse(await read('/v1/search?q=anna')).hits).toEqual([]);
    const status = statusAnswer.parse(await read('/v1/status'));
    expect(status.person).toBeUndefined();
    expect(status.sources.map(({ id }) => id)).toEqual(['support']);
  });

  it('sees those sources of its key that still exist, and is refused when none does', async () => {
    const { secret: both } = await makeKey(world, { sources: ['sales', 'support'] });
    const { secret: support } = await makeKey(world, { sources: ['support'] });
    const configuration = readConfiguration({ ...VARIABLES, SOURCES: JSON.stringify([SOURCES[0]]) });
    const app = world.app({ configuration });
    const response = await app.request('/v1/status', { headers: { 'x-api-key': both } });
    expect(statusAnswer.parse(await response.json()).sources.map(({ id }) => id)).toEqual(['sales']);
    expect(await askAs(world, support, { app })).toBe('403 key_not_allowed');
  });

  it('reaches only the routes of its key', async () => {
    await publishBoth();
    const { secret } = await makeKey(world, { routes: ['lookup'] });
    const ask = (path: string) => askAs(world, secret, { path });
    expect(await ask('/v1/lookup?number=030111')).toBe('200');
    for (const path of ['/v1/search?q=anna', '/v1/status', `/v1/photo/sales/${'0'.repeat(32)}`])
      expect(await ask(path)).toBe('403 key_not_allowed');
    expect(await ask('/v1/admin/sources')).toBe('401 signed_out');
  });

  it.each<[string, string, Record<string, string>]>([
    ['is let in from a network of its key', '200', { 'cf-connecting-ip': '203.0.113.200' }],
    ['is let in from a network of its key over IPv6', '200', { 'cf-connecting-ip': '2001:db8:1::1' }],
    [
      'is let in from a network of its key as IPv4 in IPv6',
      '200',
      { 'cf-connecting-ip': '::ffff:203.0.113.200' },
    ],
    ['is refused from elsewhere', '403 key_not_allowed', { 'cf-connecting-ip': '198.51.100.1' }],
    ['is refused from an invalid address', '403 key_not_allowed', { 'cf-connecting-ip': 'unknown' }],
    [
      'is refused from elsewhere, regardless of other headers',
      '403 key_not_allowed',
      {
        'cf-connecting-ip': '198.51.100.1',
        'x-forwarded-for': '203.0.113.200',
        'x-real-ip': '203.0.113.200',
        'true-client-ip': '203.0.113.200',
        forwarded: 'for=203.0.113.200',
      },
    ],
  ])('%s', async (_what, outcome, headers) => {
    const { secret } = await makeKey(world, { addresses: ['203.0.113.0/24', '2001:db8::/32'] });
    expect(await askAs(world, secret, { headers })).toBe(outcome);
  });

  it('counts as loopback when its request did not pass Cloudflare', async () => {
    const { secret: local } = await makeKey(world, { addresses: ['127.0.0.0/8'] });
    const { secret: remote } = await makeKey(world, { addresses: ['203.0.113.0/24', '::/0'] });
    expect(await askAs(world, local)).toBe('200');
    expect(await askAs(world, remote, { headers: { 'x-forwarded-for': '203.0.113.1' } })).toBe(
      '403 key_not_allowed',
    );
  });

  it('does not learn why its key is refused; the log does', async () => {
    const { key, secret } = await makeKey(world, { days: 1 });
    const { key: other, secret: revoked } = await makeKey(world);
    await administer(world, 'DELETE', `/keys/${other.id}`);
    advanceSeconds(24 * 60 * 60);
    const bodies = [];
    for (const text of [secret, revoked, `rc_${key.id}_${'A'.repeat(43)}`, 'no-key']) {
      const response = await world.app().request('/v1/status', { headers: { 'x-api-key': text } });
      expect(response.status).toBe(401);
      bodies.push({ ...problem.parse(await response.json()), requestId: '' });
    }
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    const reasons = world.lines.flatMap((line) => JSON.parse(line).reason ?? []);
    expect(reasons).toEqual(['key_unknown', 'key_unknown', 'key_unknown', 'key_malformed']);
  });
});
