import { describe, expect, it, vi } from 'vitest';
import type { ConsentLink } from '#shared/admin-api.ts';
import { addAccount, connectAccount, consent, readAccount, reconnect } from '../support/account-steps.ts';
import { json } from '../support/fake-graph.ts';
import type { Visit } from '../support/fake-people.ts';
import { accountsStub, advanceSeconds } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

const codes = () => world.microsoft.tokenForms.filter((form) => form.has('code'));
const stateOf = (link: ConsentLink) => new URL(link.authorizeUrl).searchParams.get('state') ?? '';

function refuseToken(status: number, body: object): void {
  world.microsoft.failOnce(/\/token$/, () => json(body, status));
}

describe('a person who returns from Microsoft’s consent page', () => {
  it('is told that the account is connected', async () => {
    const response = await consent(world, await addAccount(world));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(await response.text()).toContain('<h1>Connected</h1>');
    expect(await readAccount(world)).toMatchObject({ state: 'connected' });
    expect(Object.fromEntries(codes()[0] ?? [])).toMatchObject({
      grant_type: 'authorization_code',
      client_secret: 'invented-secret',
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de', 'Verbunden'],
    ['en-GB,de;q=0.5', 'en', 'Connected'],
    ['fr', 'en', 'Connected'],
    ['', 'en', 'Connected'],
  ])('gets the result in their language: %j', async (language, code, title) => {
    const page = await consent(world, await addAccount(world), {}, { 'accept-language': language });
    const text = await page.text();
    expect(text).toContain(`<html lang="${code}">`);
    expect(text).toContain(`<h1>${title}</h1>`);
  });

  it('gets a page without scripts, frames and styles, which no cache keeps', async () => {
    const page = await consent(world, await addAccount(world));
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(await page.text()).not.toMatch(/<script|<style|style=|onerror|<form/i);
  });

  it('learns that consent was refused; Microsoft’s words are escaped, however hostile', async () => {
    const link = await addAccount(world);
    const description = `"><script>alert(1)</script><img src=x onerror='x'>${'x'.repeat(2000)}`;
    const query = new URLSearchParams({
      error: 'access_denied',
      error_description: description,
      state: stateOf(link),
    });
    const page = await world.app().request(`/v1/accounts/callback?${query}`);
    expect(page.status).toBe(400);
    const text = await page.text();
    expect(text).toContain('No consent was given');
    expect(text).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toMatch(/<script|<img/);
    expect(text.length).toBeLessThan(2000);
    expect(await readAccount(world)).toMatchObject({ state: 'waiting_for_consent', code: 'consent_refused' });
  });

  it('sees no text from a made-up link', async () => {
    const query = new URLSearchParams({ error: 'x', error_description: 'Call 0190 now', state: 'made-up' });
    const text = await (await world.app().request(`/v1/accounts/callback?${query}`)).text();
    expect(text).toContain('no longer valid');
    expect(text).not.toContain('0190');
  });
});

describe('the log of a consent', () => {
  it('has no code, state, token, name or description', async () => {
    const consoleLines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => consoleLines.push(line));
    const link = await addAccount(world);
    const path = world.microsoft.people.visit(link.authorizeUrl);
    await world.app().request(path);
    await accountsStub().accessToken('main');
    const query = new URLSearchParams({ error: 'canary', error_description: 'canary', state: 'canary' });
    await world.app().request(`/v1/accounts/callback?${query}`);
    vi.restoreAllMocks();
    const text = [...world.lines, ...consoleLines].join('\n');
    expect(consoleLines.map((line) => JSON.parse(line))).toEqual([
      { event: 'account_consent', accountId: 'main', code: 'connected' },
    ]);
    expect(text).toContain('"route":"/v1/accounts/callback"');
    for (const secret of [stateOf(link), 'code-', 'token-', 'nordwind', 'Main account', 'canary', 'invented'])
      expect(text).not.toContain(secret);
  });
});

describe('the state of a consent', () => {
  it('is valid once', async () => {
    const path = world.microsoft.people.visit((await addAccount(world)).authorizeUrl);
    expect((await world.app().request(path)).status).toBe(200);
    const again = await world.app().request(path);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('no longer valid');
    expect(codes()).toHaveLength(1);
    expect(await readAccount(world)).toMatchObject({ state: 'connected' });
  });

  it('is not used up by a HEAD request', async () => {
    const path = world.microsoft.people.visit((await addAccount(world)).authorizeUrl);
    expect((await world.app().request(path, { method: 'HEAD' })).status).toBe(405);
    expect((await world.app().request(path)).status).toBe(200);
  });

  it('is valid for ten minutes', async () => {
    const link = await addAccount(world);
    advanceSeconds(600);
    expect((await consent(world, link)).status).toBe(400);
    expect(codes()).toHaveLength(0);
  });

  it('is void once a newer one exists for the account', async () => {
    const first = await addAccount(world);
    const second = await reconnect(world);
    expect((await consent(world, first)).status).toBe(400);
    expect((await consent(world, second)).status).toBe(200);
  });

  it.each(['', '?code=x', '?state=', `?code=x&state=${'s'.repeat(129)}`, '?code=x&state=unknown'])(
    'cannot be left out or guessed: %j',
    async (query) => {
      await addAccount(world);
      expect((await world.app().request(`/v1/accounts/callback${query}`)).status).toBe(400);
      expect(world.microsoft.tokenForms).toHaveLength(0);
    },
  );
});

describe('a consent', () => {
  it.each<[string, Visit, string, string]>([
    [
      'in another tenant',
      { claims: { tid: '99999999-9999-4999-8999-999999999999' } },
      'another organisation',
      'wrong_tenant',
    ],
    [
      'without the permission',
      { scope: 'openid profile User.Read' },
      'permission is missing',
      'scope_missing',
    ],
    [
      'to a permission with the same beginning',
      { scope: 'Contacts.Read.Shared.All' },
      'permission is missing',
      'scope_missing',
    ],
    ['without a refresh token', { hasNoRefreshToken: true }, 'permission is missing', 'scope_missing'],
    ['with another nonce', { claims: { nonce: 'other' } }, 'could not be completed', 'answer_rejected'],
    ['for another app', { claims: { aud: 'other' } }, 'could not be completed', 'answer_rejected'],
    ['that has expired', { claims: { exp: 1 } }, 'could not be completed', 'answer_rejected'],
    ['without a person', { claims: { oid: undefined } }, 'could not be completed', 'answer_rejected'],
  ])('%s connects nothing', async (_what, visit, words, code) => {
    const page = await consent(world, await addAccount(world), visit);
    expect(page.status).toBe(400);
    expect(await page.text()).toContain(words);
    const account = await readAccount(world);
    expect(account).toMatchObject({ state: 'waiting_for_consent', code });
    expect(account.person).toBeUndefined();
  });

  it('with a stolen code is worth nothing without the verifier', async () => {
    const link = await addAccount(world);
    const forged = new URL(link.authorizeUrl);
    forged.searchParams.set('code_challenge', 'A'.repeat(43));
    const page = await world.app().request(world.microsoft.people.visit(forged.href));
    expect(page.status).toBe(400);
    expect(await page.text()).toContain('AADSTS501481');
    expect(await readAccount(world)).toMatchObject({ state: 'waiting_for_consent', code: 'AADSTS501481' });
  });

  it('by a different person does not replace the first person’s', async () => {
    await connectAccount(world);
    const other = {
      claims: { oid: 'e0000002-0000-4000-8000-000000000002', preferred_username: 'eve@x.example' },
    };
    const page = await consent(world, await reconnect(world), other);
    expect(page.status).toBe(400);
    expect(await page.text()).toContain('another account than before');
    expect(await readAccount(world)).toMatchObject({
      state: 'connected',
      person: { userPrincipalName: 'main@nordwind.example' },
    });
  });

  it('can be repeated when Microsoft does not answer', async () => {
    await connectAccount(world);
    const link = await reconnect(world);
    refuseToken(503, { error: 'temporarily_unavailable' });
    expect((await consent(world, link)).status).toBe(503);
    expect(await readAccount(world)).toMatchObject({ state: 'connected' });
  });

  it('reports that the app’s own credential was refused', async () => {
    const link = await addAccount(world);
    refuseToken(401, { error: 'invalid_client', error_codes: [7000222] });
    const text = await (await consent(world, link)).text();
    expect(text).toContain('Microsoft refuses the app');
    expect(text).toContain('AADSTS7000222');
  });
});
