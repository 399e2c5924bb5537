import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { TokenCipher } from '../../../worker/accounts/token-cipher.ts';
import { administer, connectAccount, consent, readAccount, reconnect } from '../support/account-steps.ts';
import { json } from '../support/fake-graph.ts';
import { accountsStub, advanceSeconds } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

const refreshes = () =>
  world.microsoft.tokenForms.filter((form) => form.get('grant_type') === 'refresh_token');

async function rows(): Promise<string> {
  return await runInDurableObject(accountsStub(), (_instance, { storage: { sql } }) =>
    ['accounts', 'consents']
      .flatMap((table) => sql.exec(`SELECT * FROM ${table}`).toArray())
      .flatMap((row) => Object.values(row))
      .map((value) =>
        value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : String(value),
      )
      .join('\n'),
  );
}

const sealedBy = (key: string) =>
  new TokenCipher([key]).seal(world.microsoft.people.refreshToken ?? '', 'main');

async function readSealed(): Promise<ArrayBuffer> {
  return await runInDurableObject(
    accountsStub(),
    (_instance, { storage: { sql } }) =>
      sql.exec<{ refresh_token: ArrayBuffer }>('SELECT refresh_token FROM accounts').one().refresh_token,
  );
}

async function writeSealed(sealed: ArrayBuffer): Promise<void> {
  await runInDurableObject(accountsStub(), (_instance, { storage: { sql } }) => {
    sql.exec('UPDATE accounts SET refresh_token = ?', sealed);
  });
}

describe('the access token of an account', () => {
  it('is fetched once for all concurrent requests, and is kept until five minutes before its expiry', async () => {
    await connectAccount(world);
    const all = await Promise.all(Array.from({ length: 10 }, () => accountsStub().accessToken('main')));
    expect(new Set(all.map((answer) => answer.ok && answer.value)).size).toBe(1);
    expect(refreshes()).toHaveLength(1);
    expect(Object.fromEntries(refreshes()[0] ?? [])).toMatchObject({
      scope: 'openid profile offline_access https://graph.microsoft.com/Contacts.Read.Shared',
      client_secret: 'invented-secret',
    });
    advanceSeconds(3599 - 301);
    await accountsStub().accessToken('main');
    expect(refreshes()).toHaveLength(1);
    advanceSeconds(2);
    await accountsStub().accessToken('main');
    expect(refreshes()).toHaveLength(2);
  });

  it('is replaced when Graph refuses it, once for all requests that were refused', async () => {
    await connectAccount(world);
    const first = await accountsStub().accessToken('main');
    const rejected = first.ok ? first.value : '';
    const [a, b] = await Promise.all([
      accountsStub().accessToken('main', rejected),
      accountsStub().accessToken('main', rejected),
    ]);
    expect(a).toEqual(b);
    expect(a).not.toEqual(first);
    expect(refreshes()).toHaveLength(2);
  });

  it('is fetched with the newest refresh token, even after the object has restarted', async () => {
    await connectAccount(world);
    for (let start = 1; start <= 3; start++) {
      await evictDurableObject(accountsStub());
      // The tenant accepts a refresh token only once: a restart with an older one would fail.
      expect(await accountsStub().accessToken('main')).toMatchObject({ ok: true });
    }
    expect(new Set(refreshes().map((form) => form.get('refresh_token'))).size).toBe(3);
  });

  it('is not issued for an account that is unknown, removed or waiting for consent', async () => {
    expect(await accountsStub().accessToken('nobody')).toMatchObject({
      failure: { code: 'reconnect_needed', graphCode: 'account_unknown' },
    });
    await administer(world, 'POST', '/accounts', { id: 'spare', label: 'Spare' });
    expect(await accountsStub().accessToken('spare')).toMatchObject({
      failure: { code: 'reconnect_needed', graphCode: 'waiting_for_consent' },
    });
    await connectAccount(world);
    await accountsStub().accessToken('main');
    await administer(world, 'DELETE', '/accounts/main');
    expect(await accountsStub().accessToken('main')).toMatchObject({ ok: false });
  });
});

describe('the refresh token', () => {
  it('is encrypted at rest, before and after it changes; state and access tokens are never stored', async () => {
    await connectAccount(world);
    for (let use = 0; use < 2; use++) {
      const text = await rows();
      expect(text).toContain('main@nordwind.example');
      expect(world.microsoft.people.refreshToken).toMatch(/^refresh-token-\d+-of-a-person$/);
      expect(text).not.toMatch(/refresh-token|delegated-token|of-a-person/);
      await accountsStub().accessToken('main');
    }
    const link = await reconnect(world);
    expect(await rows()).not.toContain(new URL(link.authorizeUrl).searchParams.get('state'));
  });

  it('sealed with the previous key is sealed with the current one at its next use', async () => {
    await connectAccount(world);
    const [current = '', previous = ''] = world.configuration.accounts?.keys ?? [];
    const byCurrentAlone = async () => await new TokenCipher([current]).open(await readSealed(), 'main');
    await writeSealed(await sealedBy(previous));
    expect(await byCurrentAlone()).toBeUndefined();
    expect(await accountsStub().accessToken('main')).toMatchObject({ ok: true });
    expect(await byCurrentAlone()).toBe(world.microsoft.people.refreshToken);
  });

  it('that no known key opens needs the person to sign in again', async () => {
    await connectAccount(world);
    await writeSealed(await sealedBy(btoa('x'.repeat(32))));
    expect(await accountsStub().accessToken('main')).toMatchObject({
      failure: { code: 'reconnect_needed', graphCode: 'key_changed' },
    });
    expect(await readAccount(world)).toMatchObject({ state: 'reconnect_needed', code: 'key_changed' });
  });
});

describe('an account whose consent was withdrawn', () => {
  it('reports Microsoft’s error number, and asks no more until it is reconnected', async () => {
    await connectAccount(world);
    world.microsoft.people.withdraw();
    advanceSeconds(60);
    const failure = { code: 'reconnect_needed', graphCode: 'AADSTS50173' };
    for (let n = 0; n < 3; n++) expect(await accountsStub().accessToken('main')).toMatchObject({ failure });
    expect(refreshes()).toHaveLength(1);
    expect(await readAccount(world)).toMatchObject({
      state: 'reconnect_needed',
      since: '2035-01-01T08:01:00.000Z',
      code: 'AADSTS50173',
      person: { userPrincipalName: 'main@nordwind.example' },
    });
    await consent(world, await reconnect(world));
    expect(await accountsStub().accessToken('main')).toMatchObject({ ok: true });
    const healed = await readAccount(world);
    expect(healed.state).toBe('connected');
    expect(healed.code).toBeUndefined();
  });

  it('also needs reconnecting when the permission is no longer granted', async () => {
    await connectAccount(world);
    world.microsoft.people.scope = 'openid profile User.Read';
    expect(await accountsStub().accessToken('main')).toMatchObject({
      failure: { code: 'reconnect_needed', graphCode: 'scope_missing' },
    });
  });

  it('does not count as withdrawn when a new consent arrived in the meantime', async () => {
    await connectAccount(world);
    const link = await reconnect(world);
    let isConnectedAgain: Promise<unknown> | undefined;
    world.microsoft.faults.push(async (_request, url) => {
      if (!url.pathname.endsWith('/token') || isConnectedAgain) return undefined;
      isConnectedAgain = consent(world, link);
      await isConnectedAgain;
      return json({ error: 'invalid_grant', error_codes: [50173] }, 400);
    });
    expect(await accountsStub().accessToken('main')).toMatchObject({ ok: false });
    expect(await readAccount(world)).toMatchObject({ state: 'connected' });
    expect(await accountsStub().accessToken('main')).toMatchObject({ ok: true });
  });
});

describe('trouble that the person did not cause', () => {
  it.each<[string, number, object, string]>([
    ['an outage', 503, { error: 'temporarily_unavailable' }, 'entra_unavailable'],
    [
      'a throttled sign-in service',
      400,
      { error: 'invalid_grant', error_codes: [90055] },
      'entra_unavailable',
    ],
    ['an expired secret', 401, { error: 'invalid_client', error_codes: [7000222] }, 'credentials_expired'],
  ])('leaves the account connected: %s', async (_what, status, body, code) => {
    await connectAccount(world);
    world.microsoft.failOnce(/\/token$/, () => json(body, status));
    expect(await accountsStub().accessToken('main')).toMatchObject({ failure: { code } });
    expect(await readAccount(world)).toMatchObject({ state: 'connected' });
    expect(await accountsStub().accessToken('main')).toMatchObject({ ok: true });
  });
});
