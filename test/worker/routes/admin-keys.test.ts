import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { apiKey, issuedKey, keysAnswer } from '#shared/admin-api.ts';
import { problem } from '#shared/api.ts';
import { readConfiguration } from '../../../worker/configuration.ts';
import { administer } from '../support/account-steps.ts';
import { askAs, makeKey, rotateKey } from '../support/key-steps.ts';
import { VARIABLES } from '../support/settings.ts';
import { advanceSeconds, apiKeysStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const DAY = 24 * 60 * 60;
const KEY = { label: 'PBX', sources: ['sales'], routes: ['lookup'], addresses: ['203.0.113.7'] };

const listKeys = async () => keysAnswer.parse(await (await administer(world, 'GET', '/keys')).json()).keys;

describe('POST /v1/admin/keys', () => {
  it('makes a key and shows its secret, only this once', async () => {
    const response = await administer(world, 'POST', '/keys', { ...KEY, label: ' PBX ' });
    expect(response.status).toBe(201);
    const { key, secret } = issuedKey.parse(await response.json());
    expect(secret).toMatch(/^rc_[a-z2-7]{8}_[A-Za-z0-9_-]{43}$/);
    expect(key).toEqual({
      ...KEY,
      id: secret.slice(3, 11),
      query: false,
      days: 365,
      createdAt: '2035-01-01T08:00:00.000Z',
      secrets: [{ createdAt: '2035-01-01T08:00:00.000Z', expiresAt: '2036-01-01T08:00:00.000Z' }],
    });
    for (const path of ['/keys', `/keys/${key.id}`]) {
      expect(await (await administer(world, 'GET', path)).text()).not.toContain(secret.slice(12));
    }
  });

  it.each<[string, object | string]>([
    ['nothing', ''],
    ['no label', { label: undefined }],
    ['no source', { sources: [] }],
    ['a source that does not exist', { sources: ['sales', 'nowhere'] }],
    ['no route', { routes: [] }],
    ['a route that does not exist', { routes: ['admin'] }],
    ['no address', { addresses: [] }],
    ['an invalid address', { addresses: ['everywhere'] }],
    ['a range with bits beyond its prefix', { addresses: ['203.0.113.7/24'] }],
    ['a validity of more than a year', { days: 366 }],
    ['no validity', { days: 0 }],
    ['a validity of half a day', { days: 1.5 }],
    ['a chosen secret', { secret: 'rc_aaaaaaaa_x' }],
  ])('refuses %s', async (_what, changes) => {
    const body = typeof changes === 'string' ? changes : { ...KEY, ...changes };
    const response = await administer(world, 'POST', '/keys', body);
    expect(response.status).toBe(400);
    expect(problem.parse(await response.json()).code).toBe('bad_request');
    expect(await listKeys()).toEqual([]);
  });
});

describe('/v1/admin/keys', () => {
  it('stores nothing from which the key could be read', async () => {
    const { secret } = await makeKey(world);
    const { keys, digests } = await runInDurableObject(apiKeysStub(), (_instance, { storage: { sql } }) => ({
      keys: JSON.stringify(sql.exec('SELECT * FROM keys').toArray()),
      digests: sql.exec<{ digest: ArrayBuffer }>('SELECT digest FROM secrets').toArray(),
    }));
    expect(keys).not.toContain(secret.slice(12));
    expect(digests).toHaveLength(1);
    const plain = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
    expect(new Uint8Array(digests[0]?.digest ?? plain)).not.toEqual(new Uint8Array(plain));
  });

  it('shows the hour in which a key was last used', async () => {
    const { key, secret } = await makeKey(world);
    expect((await listKeys())[0]?.lastUsedAt).toBeUndefined();
    advanceSeconds(2.5 * 60 * 60);
    expect(await askAs(world, secret)).toBe('200');
    await world.settle();
    expect((await listKeys())[0]?.lastUsedAt).toBe('2035-01-01T10:00:00.000Z');
    expect(await askAs(world, 'wrong')).toBe('401 token_rejected');
    await world.settle();
    const read = await administer(world, 'GET', `/keys/${key.id}`);
    expect(apiKey.parse(await read.json()).lastUsedAt).toBe('2035-01-01T10:00:00.000Z');
  });

  it('accepts both secrets for 30 days after a rotation', async () => {
    const { key, secret: first } = await makeKey(world);
    advanceSeconds(100 * DAY);
    const { key: rotated, secret: second } = await rotateKey(world, key.id);
    expect(second).not.toBe(first);
    expect(rotated.secrets).toEqual([
      { createdAt: '2035-04-11T08:00:00.000Z', expiresAt: '2036-04-10T08:00:00.000Z' },
      { createdAt: '2035-01-01T08:00:00.000Z', expiresAt: '2035-05-11T08:00:00.000Z' },
    ]);
    expect([await askAs(world, first), await askAs(world, second)]).toEqual(['200', '200']);
    advanceSeconds(30 * DAY);
    expect([await askAs(world, first), await askAs(world, second)]).toEqual(['401 token_rejected', '200']);
  });

  it('never extends the life of the previous secret', async () => {
    const { key } = await makeKey(world, { days: 7 });
    const { key: rotated } = await rotateKey(world, key.id);
    expect(rotated.secrets[1]?.expiresAt).toBe('2035-01-08T08:00:00.000Z');
  });

  it('ends the oldest secret at once when a key is rotated twice', async () => {
    const { key, secret: first } = await makeKey(world);
    const { secret: second } = await rotateKey(world, key.id);
    const { key: rotated, secret: third } = await rotateKey(world, key.id);
    expect(rotated.secrets).toHaveLength(2);
    const outcomes = [await askAs(world, first), await askAs(world, second), await askAs(world, third)];
    expect(outcomes).toEqual(['401 token_rejected', '200', '200']);
  });

  it('keeps nothing of a revoked key', async () => {
    const { key, secret } = await makeKey(world);
    const { key: other, secret: otherSecret } = await makeKey(world);
    expect((await administer(world, 'DELETE', `/keys/${key.id}`)).status).toBe(204);
    expect((await listKeys()).map(({ id }) => id)).toEqual([other.id]);
    expect([await askAs(world, secret), await askAs(world, otherSecret)]).toEqual([
      '401 token_rejected',
      '200',
    ]);
    for (const [method, path] of [
      ['GET', `/keys/${key.id}`],
      ['DELETE', `/keys/${key.id}`],
      ['POST', `/keys/${key.id}/rotate`],
    ] as const) {
      expect((await administer(world, method, path)).status).toBe(404);
    }
  });

  it('is closed to everybody but administrators, API keys included', async () => {
    const { key, secret } = await makeKey(world);
    const tokens = [await world.microsoft.personToken(), await world.microsoft.programToken()];
    const credentials = [
      ...tokens.map((token) => ({ authorization: `Bearer ${token}` })),
      { authorization: `Bearer ${secret}` },
      { 'x-api-key': secret },
    ];
    for (const headers of credentials) {
      for (const [method, path] of [
        ['GET', ''],
        ['POST', ''],
        ['GET', `/${key.id}`],
        ['DELETE', `/${key.id}`],
        ['POST', `/${key.id}/rotate`],
      ] as const) {
        const response = await world.app().request(`/v1/admin/keys${path}`, { method, headers });
        expect(problem.parse(await response.json()).code).toMatch(/^(admin_only|token_rejected|signed_out)$/);
      }
    }
    expect((await listKeys())[0]?.secrets).toHaveLength(1);
  });

  it('names the missing variable where there is no pepper', async () => {
    const peppers = { API_KEYS_PEPPER: undefined, API_KEYS_PEPPER_PREVIOUS: undefined };
    const configuration = readConfiguration({ ...VARIABLES, ...peppers });
    const app = world.app({ configuration });
    const token = await world.microsoft.personToken({ roles: ['Directory.Admin'] });
    const response = await world.get('/v1/admin/keys', { app, token });
    expect(response.status).toBe(503);
    expect(problem.parse(await response.json()).detail).toContain('API_KEYS_PEPPER');
    const { secret } = await makeKey(world);
    expect(await askAs(world, secret, { app })).toBe('401 token_rejected');
    const challenge = (await app.request('/v1/status')).headers.get('www-authenticate');
    expect(challenge).toBe('Bearer');
  });
});
