import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../credentials.ts';
import { API_CLIENT_ID } from '../ids.ts';
import { claimsOf, readFailure } from './testing/extension.ts';
import { makeRsaCertificate } from './testing/rsa-certificate.ts';
import { type Stage, startStage } from './testing/stage.ts';
import { ANNA } from './testing/tenant.ts';
import { readWebTokens, SHARED_SCOPE } from './testing/web-app.ts';

const ANNA_UPN = 'anna.albers@nordwind.example';
const BEN_UPN = 'ben.brandt@nordwind.example';
const DAY_MS = 86_400_000;

let stage: Stage;
let aheadMs: number;
beforeEach(async () => {
  aheadMs = 0;
  stage = await startStage([], () => Date.now() + aheadMs);
});
afterEach(() => stage.stop());

const failureOf = async (refreshToken: string | undefined, changes: Record<string, string> = {}) => {
  const page = await stage.webApp.refresh(refreshToken, changes);
  expect(page.status).toBe(400);
  const { error, error_codes, suberror } = readFailure(page);
  return { error, code: error_codes[0], suberror };
};

describe('an application that acts for a user', () => {
  it('gets a Graph token with the scopes that the user consented to', async () => {
    const tokens = await stage.webApp.connect(ANNA_UPN);
    expect(tokens.scope).toBe(SHARED_SCOPE.replace(' offline_access', ''));
    expect(claimsOf(tokens.access_token)).toMatchObject({
      aud: 'https://graph.microsoft.com',
      appid: API_CLIENT_ID,
      appidacr: '1',
      idtyp: 'user',
      oid: ANNA,
      scp: 'Contacts.Read.Shared User.Read',
    });
    expect(await stage.entra.verifyGraphToken(`Bearer ${tokens.access_token}`)).toMatchObject({
      ok: true,
      userId: ANNA,
      scopes: ['Contacts.Read.Shared', 'User.Read'],
    });
  });
  it('asks for consent once, and again for new scopes or when told to', async () => {
    const pages = async (scope: string, changes: Record<string, string> = {}) => {
      const before = stage.entra.requests.signIn;
      await stage.webApp.authorize(ANNA_UPN, { scope, ...changes });
      return stage.entra.requests.signIn - before;
    };
    const first = await pages(SHARED_SCOPE);
    expect(await pages(SHARED_SCOPE)).toBe(0);
    const more = await pages(`${SHARED_SCOPE} Contacts.Read`);
    expect(more).toBeGreaterThan(0);
    expect(more).toBeLessThan(first);
    expect(await pages('Contacts.Read')).toBe(0);
    expect(await pages('Contacts.Read', { prompt: 'consent' })).toBeGreaterThan(0);
  });
  it('is told when the user declines', async () => {
    const page = await stage.webApp.browser.open(stage.webApp.authorizeUrl());
    const consent = await stage.webApp.browser.open(page.url, {
      form: { loginfmt: ANNA_UPN, passwd: 'ringcard' },
    });
    expect(consent.text).toContain('Contacts.Read.Shared');
    const back = await stage.webApp.browser.open(consent.url, { form: { cancel: '1' } });
    const answer = new URL(back.sentTo ?? '').searchParams;
    expect([answer.get('error'), answer.get('state')]).toEqual(['access_denied', 'state-of-the-worker']);
  });
  it.each([
    ['http://localhost/v1/accounts/callback', true],
    ['http://localhost:9999/v1/accounts/callback', true],
    ['http://localhost:9999/v1/accounts/other', false],
    ['http://127.0.0.1:9999/v1/accounts/callback', false],
    ['https://localhost/v1/accounts/callback', false],
    ['http://localhost.evil.example/v1/accounts/callback', false],
  ])('may be sent back to %s: %s', async (redirect_uri, isAllowed) => {
    if (isAllowed) {
      expect((await stage.webApp.connect(ANNA_UPN, { redirect_uri })).token_type).toBe('Bearer');
      return;
    }
    const page = await stage.webApp.browser.open(stage.webApp.authorizeUrl({ redirect_uri }));
    expect([page.sentTo, page.text.includes('AADSTS50011')]).toEqual([undefined, true]);
  });
  it('must prove itself, and redeems a code once', async () => {
    const code = (await stage.webApp.authorize(ANNA_UPN)).get('code') ?? '';
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'http://localhost:8787/v1/accounts/callback',
    };
    const wrong = readFailure(await stage.webApp.token({ ...form, client_secret: 'wrong' }));
    expect(wrong.error_codes).toEqual([7000215]);
    expect(readWebTokens(await stage.webApp.token(form)).refresh_token).toBeDefined();
    expect(readFailure(await stage.webApp.token(form)).error).toBe('invalid_grant');
  });
  it('may add a code challenge, which is then enforced', async () => {
    const code_verifier = 'v'.repeat(43);
    const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
    const redeem = async (verifier: string) => {
      const challenge = { code_challenge, code_challenge_method: 'S256' };
      const code = (await stage.webApp.authorize(ANNA_UPN, challenge)).get('code') ?? '';
      const redirect_uri = 'http://localhost:8787/v1/accounts/callback';
      const form = { grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier };
      return (await stage.webApp.token(form)).status;
    };
    expect([await redeem(code_verifier), await redeem('w'.repeat(43))]).toEqual([200, 400]);
  });
  it('may prove itself with its certificate', async () => {
    const certificate = await makeRsaCertificate();
    stage.tenant.registrations
      .get(API_CLIENT_ID)
      ?.certificates.push(makeCertificate(certificate.pem, { now: Date.now() }));
    const now = Math.floor(Date.now() / 1000);
    const client_assertion = await new SignJWT({ nbf: now, exp: now + 300, jti: 'one' })
      .setIssuer(API_CLIENT_ID)
      .setSubject(API_CLIENT_ID)
      .setAudience(stage.entra.issuer.replace('/v2.0', '/oauth2/v2.0/token'))
      .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': certificate.sha256 })
      .sign(certificate.privateKey);
    const page = await stage.ask('/oauth2/v2.0/token', {
      form: {
        grant_type: 'authorization_code',
        code: (await stage.webApp.authorize(ANNA_UPN)).get('code') ?? '',
        redirect_uri: 'http://localhost:8787/v1/accounts/callback',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
      },
    });
    expect(claimsOf(readWebTokens(page).access_token).appidacr).toBe('2');
  });
  it('gets a refresh token only for offline_access', async () => {
    const tokens = await stage.webApp.connect(ANNA_UPN, { scope: 'Contacts.Read' });
    expect(tokens.refresh_token).toBeUndefined();
  });
  it('is refused a scope that Graph does not have', async () => {
    const page = await stage.webApp.browser.open(stage.webApp.authorizeUrl({ scope: 'Contacts.Reed' }));
    expect(page.sentTo).toContain('AADSTS650053');
  });
});

describe('the refresh tokens of an application that acts for a user', () => {
  it('rotate, and the old one stays valid', async () => {
    const { refresh_token: first } = await stage.webApp.connect(ANNA_UPN);
    const second = readWebTokens(await stage.webApp.refresh(first));
    expect(second.refresh_token).not.toBe(first);
    expect(claimsOf(second.access_token).scp).toBe('Contacts.Read.Shared User.Read');
    expect((await stage.webApp.refresh(first)).status).toBe(200);
    expect((await stage.webApp.refresh(second.refresh_token)).status).toBe(200);
  });
  it('of an earlier tenant are accepted once this one has adopted them', async () => {
    const { refresh_token: living = '' } = await stage.webApp.connect(ANNA_UPN);
    const earlier = 'token-of-a-tenant-that-has-ended';
    expect(await failureOf(earlier)).toMatchObject({ error: 'invalid_grant' });
    stage.entra.grants.adoptRefreshToken(earlier, living);
    const { refresh_token: next } = readWebTokens(await stage.webApp.refresh(earlier));
    expect(stage.entra.grants.refreshTokensOf(ANNA, API_CLIENT_ID)).toEqual([living, earlier, next]);
  });

  it('live for 90 days from their last use', async () => {
    const first = await stage.webApp.connect(ANNA_UPN);
    aheadMs = 89 * DAY_MS;
    const second = readWebTokens(await stage.webApp.refresh(first.refresh_token));
    aheadMs = 178 * DAY_MS;
    expect((await stage.webApp.refresh(second.refresh_token)).status).toBe(200);
    expect(await failureOf(first.refresh_token)).toMatchObject({ error: 'invalid_grant', code: 700082 });
  });
  it('are of no use to a client that does not prove itself', async () => {
    const { refresh_token } = await stage.webApp.connect(ANNA_UPN);
    const page = await stage.webApp.refresh(refresh_token, { client_secret: 'wrong' });
    expect(readFailure(page).error_codes).toEqual([7000215]);
    expect(await failureOf('made up')).toMatchObject({ error: 'invalid_grant', code: 70000 });
  });
  it('end with the consent, and work again after a new one', async () => {
    const { refresh_token } = await stage.webApp.connect(ANNA_UPN);
    const other = await stage.webApp.connect(BEN_UPN, { prompt: 'login' });
    stage.entra.grants.withdrawConsent(ANNA);
    expect(await failureOf(refresh_token)).toEqual({
      error: 'invalid_grant',
      code: 65001,
      suberror: 'consent_required',
    });
    expect((await stage.webApp.refresh(other.refresh_token)).status).toBe(200);
    await stage.webApp.connect(ANNA_UPN, { prompt: 'login' });
    expect((await stage.webApp.refresh(refresh_token)).status).toBe(200);
  });
  it.each([
    ['password', 'invalid_grant', 50173],
    ['inactive', 'invalid_grant', 700082],
    ['mfa', 'interaction_required', 50076],
  ] as const)('end by the event %s with the error %s, until a new sign-in', async (why, error, code) => {
    const { refresh_token } = await stage.webApp.connect(ANNA_UPN);
    stage.entra.grants.revoke(ANNA, why);
    expect(await failureOf(refresh_token)).toMatchObject({ error, code });
    const again = await stage.webApp.connect(ANNA_UPN);
    expect((await stage.webApp.refresh(again.refresh_token)).status).toBe(200);
  });
  it('do not reach a scope without consent', async () => {
    const { refresh_token } = await stage.webApp.connect(ANNA_UPN);
    const scope = 'https://graph.microsoft.com/Contacts.ReadWrite';
    expect(await failureOf(refresh_token, { scope })).toMatchObject({ code: 65001 });
  });
});

it("the extension's refresh tokens end 24 hours after the sign-in, by the tenant's clock", async () => {
  const first = await stage.extension.signIn(ANNA_UPN);
  expect(first.refresh_token_expires_in).toBe(86_400);
  aheadMs = DAY_MS - 1000;
  const refreshed = await stage.extension.refresh(first.refresh_token);
  expect(JSON.parse(refreshed.text).refresh_token_expires_in).toBe(1);
  aheadMs = DAY_MS;
  const { refresh_token } = JSON.parse(refreshed.text);
  expect(readFailure(await stage.extension.refresh(refresh_token)).error_codes).toEqual([700084]);
});
