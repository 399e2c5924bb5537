import { describe, expect, it } from 'vitest';
import { accountsAnswer, consentLink } from '#shared/admin-api.ts';
import { problem } from '#shared/api.ts';
import { readConfiguration } from '../../../worker/configuration.ts';
import {
  addAccount,
  administer,
  connectAccount,
  consent,
  readAccount,
  reconnect,
} from '../support/account-steps.ts';
import { MAIN_ACCOUNT_ID } from '../support/fake-people.ts';
import { API_CLIENT_ID, ENTRA_URL, PUBLIC_URL, TENANT_ID, VARIABLES } from '../support/settings.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

describe('POST /v1/admin/accounts', () => {
  it('adds an account that waits for consent, and answers with the address to consent at', async () => {
    const response = await administer(world, 'POST', '/accounts', { id: 'main', label: ' Main account ' });
    expect(response.status).toBe(201);
    const { account, authorizeUrl, expiresAt } = consentLink.parse(await response.json());
    expect(account).toEqual({
      id: 'main',
      label: 'Main account',
      state: 'waiting_for_consent',
      since: '2035-01-01T08:00:00.000Z',
      scopes: [],
    });
    expect(expiresAt).toBe('2035-01-01T08:10:00.000Z');
    const url = new URL(authorizeUrl);
    expect(url.origin + url.pathname).toBe(`${ENTRA_URL}/${TENANT_ID}/oauth2/v2.0/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: API_CLIENT_ID,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: `${PUBLIC_URL}/v1/accounts/callback`,
      scope: 'openid profile offline_access https://graph.microsoft.com/Contacts.Read.Shared',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      prompt: 'select_account',
    });
  });

  it('generates an id when none is given, and refuses a taken one', async () => {
    const made = await administer(world, 'POST', '/accounts', { label: 'Any' });
    expect(consentLink.parse(await made.json()).account.id).toMatch(/^[0-9a-f-]{36}$/);
    await connectAccount(world);
    const again = await administer(world, 'POST', '/accounts', { id: 'main', label: 'Other' });
    expect(again.status).toBe(409);
    expect(await readAccount(world)).toMatchObject({ label: 'Main account', state: 'connected' });
  });

  it.each<[string, unknown, number]>([
    ['nothing', '', 400],
    ['no JSON', '{', 400],
    ['no label', { id: 'main' }, 400],
    ['an empty label', { label: '  ' }, 400],
    ['an id that is no slug', { id: 'Main!', label: 'x' }, 400],
    ['an unknown property', { label: 'x', refreshToken: 'y' }, 400],
    ['a body that is too large', { label: 'x'.repeat(20_000) }, 413],
  ])('refuses %s', async (_what, body, status) => {
    const response = await administer(world, 'POST', '/accounts', body);
    expect(response.status).toBe(status);
    expect(problem.parse(await response.json()).code).toBe('bad_request');
  });
});

describe('/v1/admin/accounts', () => {
  it('lists accounts and the people who connected them, but no token', async () => {
    await connectAccount(world);
    await addAccount(world, 'spare');
    const response = await administer(world, 'GET', '/accounts');
    const text = await response.text();
    expect(accountsAnswer.parse(JSON.parse(text)).accounts).toEqual([
      {
        id: 'main',
        label: 'Main account',
        state: 'connected',
        since: '2035-01-01T08:00:00.000Z',
        person: { objectId: MAIN_ACCOUNT_ID, userPrincipalName: 'main@nordwind.example' },
        scopes: ['openid', 'profile', 'Contacts.Read.Shared'],
      },
      expect.objectContaining({ id: 'spare', state: 'waiting_for_consent' }),
    ]);
    expect(text).not.toContain('token');
  });

  it('gives a new consent link with the person’s name filled in, while the account keeps working', async () => {
    await connectAccount(world);
    const link = await reconnect(world);
    expect(new URL(link.authorizeUrl).searchParams.get('login_hint')).toBe('main@nordwind.example');
    expect(link.account.state).toBe('connected');
    expect((await consent(world, link)).status).toBe(200);
  });

  it('removes an account together with a consent under way', async () => {
    const link = await addAccount(world);
    expect((await administer(world, 'DELETE', '/accounts/main')).status).toBe(204);
    expect((await consent(world, link)).status).toBe(400);
    for (const [method, path] of [
      ['GET', '/accounts/main'],
      ['DELETE', '/accounts/main'],
      ['POST', '/accounts/main/reconnect'],
    ] as const) {
      expect((await administer(world, method, path)).status).toBe(404);
    }
    expect(accountsAnswer.parse(await (await administer(world, 'GET', '/accounts')).json()).accounts).toEqual(
      [],
    );
  });

  it.each([
    ['a person without the role', () => world.microsoft.personToken()],
    ['a program that reads the directory', () => world.microsoft.programToken()],
  ])('is closed to %s', async (_who, token) => {
    await addAccount(world);
    const headers = { authorization: `Bearer ${await token()}` };
    for (const [method, path] of [
      ['GET', ''],
      ['POST', ''],
      ['GET', '/main'],
      ['DELETE', '/main'],
      ['POST', '/main/reconnect'],
    ] as const) {
      const response = await world.app().request(`/v1/admin/accounts${path}`, { method, headers });
      expect(problem.parse(await response.json()).code).toBe('admin_only');
    }
    expect((await readAccount(world)).state).toBe('waiting_for_consent');
  });

  it.each([
    ['PUT', '/accounts', 'GET, HEAD, POST'],
    ['POST', '/accounts/main', 'GET, HEAD, DELETE'],
    ['GET', '/accounts/main/reconnect', 'POST'],
    ['POST', '/credentials', 'GET, HEAD'],
  ])('answers %s %s with the allowed methods', async (method, path, allow) => {
    const response = await administer(world, method, path);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
  });

  it('names the missing variables where accounts are not set up', async () => {
    const configuration = readConfiguration({
      ...VARIABLES,
      ACCOUNTS_KEY: undefined,
      ACCOUNTS_KEY_PREVIOUS: undefined,
    });
    const app = world.app({ configuration });
    const token = await world.microsoft.personToken({ roles: ['Directory.Admin'] });
    const response = await world.get('/v1/admin/accounts', { app, token });
    expect(response.status).toBe(503);
    expect(problem.parse(await response.json()).detail).toContain('ACCOUNTS_KEY');
    expect((await app.request('/v1/accounts/callback?state=x')).status).toBe(404);
  });
});
