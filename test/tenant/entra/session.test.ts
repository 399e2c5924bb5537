import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEMO_PASSWORD, EXTENSION_REDIRECT } from '../ids.ts';
import { answerOf, claimsOf, readFailure, readTokens } from './testing/extension.ts';
import { type Stage, startStage } from './testing/stage.ts';
import { ANNA } from './testing/tenant.ts';

const ANNA_UPN = 'anna.albers@nordwind.example';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(async () => {
  vi.useRealTimers();
  await stage.stop();
});

const open = (changes: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  stage.extension.browser.open(stage.extension.attempt(changes).url, { headers });

describe('the sign-in page', () => {
  it("has the fields of Microsoft's page, and says that it is not Microsoft's", async () => {
    const { text } = await open();
    for (const part of ['name="loginfmt"', 'name="passwd"', 'id="idSIButton9"', 'id="idBtn_Back"']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('not Microsoft');
    expect(text).toContain(DEMO_PASSWORD);
  });

  it.each([
    ['de-DE,de;q=0.9,en;q=0.8', 'lang="de"'],
    ['fr,en;q=0.8,de;q=0.7', 'lang="en"'],
    ['', 'lang="en"'],
  ])('answers the languages "%s" with %s', async (language, lang) => {
    expect((await open({}, { 'accept-language': language })).text).toContain(lang);
  });

  it('fills in the user whom the login hint names, by sign-in name or by claim', async () => {
    expect((await open({ login_hint: ANNA_UPN })).text).toContain(`value="${ANNA_UPN}"`);
    const { id_token } = await stage.extension.signIn(ANNA_UPN);
    const hint = String(claimsOf(id_token).login_hint);
    expect((await open({ login_hint: hint, prompt: 'login' })).text).toContain(`value="${ANNA_UPN}"`);
  });

  it('shows a foreign hint as text, never as markup', async () => {
    const { text } = await open({ login_hint: '"><script>' });
    expect(text).toContain('&quot;&gt;&lt;script&gt;');
    expect(text).not.toContain('<script>');
  });

  it.each([
    ['nobody@nordwind.example', DEMO_PASSWORD, 'usernameError', 'AADSTS50034'],
    [ANNA_UPN, 'wrong', 'passwordError', 'AADSTS50126'],
  ])('refuses %s with %s', async (account, password, id, code) => {
    const { text } = await stage.extension.submit(await open(), account, password);
    expect(text).toMatch(new RegExp(`id="${id}"[^>]*>${code}`));
    expect(text).toContain(`value="${account}"`);
  });

  it('refuses an account that is disabled', async () => {
    const anna = stage.tenant.users.get(ANNA);
    if (anna) anna.accountEnabled = false;
    const { text } = await stage.extension.submit(await open(), ANNA_UPN);
    expect(text).toMatch(/id="usernameError"[^>]*>AADSTS50057/);
  });

  it('tells the extension when the user cancels', async () => {
    const { url } = await open();
    const back = await stage.extension.browser.open(url, { form: { cancel: '1' } });
    expect(answerOf(back).get('error')).toBe('access_denied');
    expect(answerOf(back).get('state')).toBe('state-of-msal');
  });

  it.each([
    [{ redirect_uri: 'https://evil.example/' }, 'AADSTS50011'],
    [{ client_id: '00000000-0000-4000-8000-000000000000' }, 'AADSTS700016'],
  ])('does not send the browser anywhere for %o', async (changes, code) => {
    const page = await open(changes);
    expect(page.sentTo).toBeUndefined();
    expect(page.status).toBe(400);
    expect(page.text).toContain(code);
  });

  it('sends the browser back when a scope does not exist', async () => {
    const page = await open({ scope: 'openid api://unknown/Directory.Read' });
    expect(page.sentTo).toContain(EXTENSION_REDIRECT);
    expect(answerOf(page).get('error')).toBe('invalid_resource');
  });

  it('explains itself when the browser has lost its cookies', async () => {
    const { url } = await open();
    const page = await stage.secondExtension().browser.open(url);
    expect(page.text).toContain('AADSTS165000');
  });
});

describe('signing in silently', () => {
  it('is refused without a session', async () => {
    expect(answerOf(await open({ prompt: 'none' })).get('error')).toBe('login_required');
  });

  it('gives new tokens with a session', async () => {
    await stage.extension.signIn(ANNA_UPN);
    const attempt = stage.extension.attempt({ prompt: 'none', login_hint: ANNA_UPN });
    const back = await stage.extension.browser.open(attempt.url);
    expect(claimsOf((await stage.extension.redeem(attempt, back)).access_token).oid).toBe(ANNA);
  });

  it('gives a token with the app roles that the person has by then', async () => {
    const { access_token } = await stage.extension.signIn(ANNA_UPN);
    expect(claimsOf(access_token)).not.toHaveProperty('roles');
    const anna = stage.tenant.users.get(ANNA);
    if (anna) anna.apiRoles = ['Directory.Admin'];
    const attempt = stage.extension.attempt({ prompt: 'none', login_hint: ANNA_UPN });
    const back = await stage.extension.browser.open(attempt.url);
    const later = await stage.extension.redeem(attempt, back);
    expect(claimsOf(later.access_token).roles).toEqual(['Directory.Admin']);
  });

  it('is refused when the session belongs to another user', async () => {
    await stage.extension.signIn(ANNA_UPN);
    const back = await open({ prompt: 'none', login_hint: 'ben.brandt@nordwind.example' });
    expect(answerOf(back).get('error')).toBe('login_required');
  });

  it('is refused once the account is disabled', async () => {
    await stage.extension.signIn(ANNA_UPN);
    const anna = stage.tenant.users.get(ANNA);
    if (anna) anna.accountEnabled = false;
    expect(answerOf(await open({ prompt: 'none' })).get('error')).toBe('login_required');
  });

  it.each(['login', 'select_account'])('shows the page again for prompt=%s', async (prompt) => {
    await stage.extension.signIn(ANNA_UPN);
    expect((await open({ prompt })).text).toContain('idSIButton9');
  });

  it('is refused after signing out', async () => {
    await stage.extension.signIn(ANNA_UPN);
    const query = new URLSearchParams({ post_logout_redirect_uri: EXTENSION_REDIRECT, state: 's' });
    const logout = `${stage.entra.issuer.replace('/v2.0', '/oauth2/v2.0/logout')}?${query}`;
    expect((await stage.extension.browser.open(logout)).sentTo).toBe(`${EXTENSION_REDIRECT}?state=s`);
    expect(answerOf(await open({ prompt: 'none' })).get('error')).toBe('login_required');
  });
});

describe('refresh tokens', () => {
  it('rotate, and the previous one still works, as in Entra', async () => {
    const { refresh_token } = await stage.extension.signIn(ANNA_UPN);
    const next = readTokens(await stage.extension.refresh(refresh_token));
    expect(next.refresh_token).not.toBe(refresh_token);
    expect((await stage.extension.refresh(refresh_token)).status).toBe(200);
  });

  it('end 24 hours after the sign-in, rotated or not', async () => {
    const { refresh_token } = await stage.extension.signIn(ANNA_UPN);
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start + 23 * 3_600_000 });
    const next = readTokens(await stage.extension.refresh(refresh_token));
    expect(next.refresh_token_expires_in).toBeLessThanOrEqual(3600);
    vi.setSystemTime(start + 25 * 3_600_000);
    const failed = readFailure(await stage.extension.refresh(next.refresh_token));
    expect(failed).toMatchObject({ error: 'invalid_grant', error_codes: [700084] });
  });

  it('are all dead when a test orders it', async () => {
    const { refresh_token } = await stage.extension.signIn(ANNA_UPN);
    stage.entra.state.refreshTokensDead = true;
    const failed = readFailure(await stage.extension.refresh(refresh_token));
    expect(failed).toMatchObject({ error_codes: [700084], suberror: 'token_expired' });
  });

  it('do not help a disabled account', async () => {
    const { refresh_token } = await stage.extension.signIn(ANNA_UPN);
    const anna = stage.tenant.users.get(ANNA);
    if (anna) anna.accountEnabled = false;
    expect(readFailure(await stage.extension.refresh(refresh_token)).error_codes).toEqual([50057]);
  });

  it('get 503 while the token endpoint is out of order', async () => {
    const { refresh_token } = await stage.extension.signIn(ANNA_UPN);
    stage.entra.state.tokenStatus = 503;
    const page = await stage.extension.refresh(refresh_token);
    expect(page.status).toBe(503);
    expect(readFailure(page).error).toBe('temporarily_unavailable');
  });
});
