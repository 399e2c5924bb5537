import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, claimsOf, codeForm, readFailure, readTokens } from './entra/testing/extension.ts';
import { type Stage, startStage } from './entra/testing/stage.ts';
import { ANNA, BEN, EVERYONE, group, SALES, TELEPHONE } from './entra/testing/tenant.ts';
import { API_CLIENT_ID, EXTENSION_CLIENT_ID, TENANT_ID } from './ids.ts';

const ANNA_UPN = 'anna.albers@nordwind.example';
const BEN_UPN = 'ben.brandt@nordwind.example';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

describe('the authority', () => {
  it('describes itself at the v2.0 discovery address, for every origin', async () => {
    const page = await stage.ask('/v2.0/.well-known/openid-configuration');
    expect(page.headers['access-control-allow-origin']).toBe('*');
    expect(JSON.parse(page.text)).toMatchObject({
      issuer: `${stage.entra.url}/${TENANT_ID}/v2.0`,
      token_endpoint: `${stage.entra.url}/${TENANT_ID}/oauth2/v2.0/token`,
      jwks_uri: `${stage.entra.url}/${TENANT_ID}/discovery/v2.0/keys`,
    });
  });

  it('publishes keys without alg', async () => {
    const { keys } = JSON.parse((await stage.ask('/discovery/v2.0/keys')).text);
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'RSA', use: 'sig', issuer: stage.entra.issuer });
    expect(keys[0]).not.toHaveProperty('alg');
    expect(keys[0]).not.toHaveProperty('d');
  });

  it('answers instance discovery with itself alone', async () => {
    const { host } = new URL(stage.entra.url);
    const page = await stage.ask('/discovery/instance', {}, 'common');
    expect(JSON.parse(page.text).metadata[0].aliases).toEqual([host]);
  });

  it.each([
    ['/v2.0/.well-known/openid-configuration', {}, 'invalid_tenant'],
    ['/oauth2/v2.0/token', { form: { grant_type: 'client_credentials' } }, 'invalid_request'],
  ])('refuses another tenant at %s', async (path, options, error) => {
    const page = await stage.ask(path, options, '00000000-0000-4000-8000-000000000000');
    expect(page.status).toBe(400);
    expect(readFailure(page)).toMatchObject({ error, error_codes: [90002] });
    if (error === 'invalid_tenant') expect(page.headers['access-control-allow-origin']).toBe('*');
  });

  it('knows the tenant by its domain as well', async () => {
    const page = await stage.ask('/v2.0/.well-known/openid-configuration', {}, 'nordwind.example');
    expect(JSON.parse(page.text).issuer).toBe(stage.entra.issuer);
  });

  it('keeps old keys published through a rollover until they are dropped', async () => {
    const before = await stage.entra.issueUserToken(ANNA);
    stage.entra.state.rotateKey();
    const after = await stage.entra.issueUserToken(ANNA);
    const readKeys = async () =>
      createLocalJWKSet(JSON.parse((await stage.ask('/discovery/v2.0/keys')).text));
    const both = await readKeys();
    await expect(jwtVerify(before, both)).resolves.toBeDefined();
    await expect(jwtVerify(after, both)).resolves.toBeDefined();
    stage.entra.state.dropOldKeys();
    const newest = await readKeys();
    await expect(jwtVerify(before, newest)).rejects.toThrow();
    await expect(jwtVerify(after, newest)).resolves.toBeDefined();
  });

  it('fails to publish keys when a test orders it', async () => {
    stage.entra.state.jwksStatus = 503;
    expect((await stage.ask('/discovery/v2.0/keys')).status).toBe(503);
  });
});

describe('signing in with code and PKCE', () => {
  it('ends in a token for the API, signed by a published key', async () => {
    const { access_token, client_info, scope } = await stage.extension.signIn(ANNA_UPN);
    const keys = createLocalJWKSet(JSON.parse((await stage.ask('/discovery/v2.0/keys')).text));
    const { payload } = await jwtVerify(access_token, keys, {
      issuer: stage.entra.issuer,
      audience: API_CLIENT_ID,
    });
    expect(payload).toMatchObject({
      acct: 0,
      azp: EXTENSION_CLIENT_ID,
      azpacr: '0',
      scp: 'Directory.Read',
      oid: ANNA,
      tid: TENANT_ID,
      ver: '2.0',
      preferred_username: ANNA_UPN,
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
    expect(scope.split(' ')).toContain(`api://${API_CLIENT_ID}/Directory.Read`);
    expect(JSON.parse(Buffer.from(client_info, 'base64url').toString())).toEqual({
      uid: ANNA,
      utid: TENANT_ID,
    });
  });

  it('ends in an id token for the extension, with the nonce and without kmsi', async () => {
    const { id_token } = await stage.extension.signIn(ANNA_UPN);
    expect(claimsOf(id_token)).toMatchObject({
      aud: EXTENSION_CLIENT_ID,
      nonce: 'nonce-of-msal',
      oid: ANNA,
      groups: [SALES, EVERYONE],
    });
    expect(claimsOf(id_token)).not.toHaveProperty('signin_state');
    expect(claimsOf(id_token).sub).not.toBe(ANNA);
  });

  it('lets a user stay signed in when kmsi is on', async () => {
    stage.entra.state.kmsi = true;
    const { id_token } = await stage.extension.signIn(ANNA_UPN);
    expect(claimsOf(id_token).signin_state).toEqual(['kmsi']);
  });

  it('switches to another user who signs in on the same page', async () => {
    await stage.extension.signIn(ANNA_UPN);
    const { access_token } = await stage.extension.signIn(BEN_UPN, { prompt: 'select_account' });
    expect(claimsOf(access_token).oid).toBe(BEN);
  });

  it('gives a token for Graph when the request names no API', async () => {
    const { access_token } = await stage.extension.signIn(ANNA_UPN);
    const attempt = stage.extension.attempt({ scope: 'openid profile offline_access' });
    const back = await stage.extension.browser.open(attempt.url);
    const form = { ...codeForm(attempt, answerOf(back).get('code') ?? ''), scope: 'openid profile' };
    const token = readTokens(await stage.extension.token(form)).access_token;
    expect(claimsOf(token).aud).toBe('https://graph.microsoft.com');
    expect(await stage.entra.verifyGraphToken(`Bearer ${token}`)).toMatchObject({ ok: true, userId: ANNA });
    expect(await stage.entra.verifyGraphToken(`Bearer ${access_token}`)).toEqual({ ok: false });
  });

  it.each([
    ['code_verifier', { code_verifier: 'x'.repeat(43) }, 70008],
    ['code', { code: 'unknown' }, 70008],
    ['client', { client_id: '00000000-0000-4000-8000-000000000000' }, 700016],
    ['scope', { scope: `api://${API_CLIENT_ID}/Directory.Write` }, 650053],
  ])('refuses a wrong %s', async (_what, changes, code) => {
    const attempt = stage.extension.attempt();
    const page = await stage.extension.browser.open(attempt.url);
    const back = await stage.extension.submit(page, ANNA_UPN);
    const form = { ...codeForm(attempt, answerOf(back).get('code') ?? ''), ...changes };
    expect(readFailure(await stage.extension.token(form)).error_codes).toEqual([code]);
  });

  it('redeems a code once, and only for a browser origin', async () => {
    const attempt = stage.extension.attempt();
    const page = await stage.extension.browser.open(attempt.url);
    const form = codeForm(attempt, answerOf(await stage.extension.submit(page, ANNA_UPN)).get('code') ?? '');
    expect(readFailure(await stage.extension.token(form, {})).error_codes).toEqual([9002327]);
    expect((await stage.extension.token(form)).status).toBe(200);
    expect(readFailure(await stage.extension.token(form)).error).toBe('invalid_grant');
  });

  it.each([
    'chrome-extension://gohdjfgkbkkbbodhbelfjehcgendbofp',
    'moz-extension://a6b5c4d3',
    'http://127.0.0.1:3000',
  ])('lets %s read token answers', async (origin) => {
    const page = await stage.extension.token({ grant_type: 'x' }, { origin });
    expect(page.headers['access-control-allow-origin']).toBe(origin);
  });

  it('lets no foreign page read token answers', async () => {
    const page = await stage.extension.token({ grant_type: 'x' }, { origin: 'https://example.com' });
    expect(page.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('groups in tokens', () => {
  const groupsOf = async (user: string) => claimsOf(await stage.entra.issueUserToken(user)).groups;

  it('include nested groups, and are left out when there are none', async () => {
    expect(await groupsOf(ANNA_UPN)).toEqual([SALES, EVERYONE]);
    expect(await groupsOf(BEN)).toBeUndefined();
  });

  it('show a change of membership after the next refresh, not before', async () => {
    const { access_token, refresh_token } = await stage.extension.signIn(ANNA_UPN);
    stage.tenant.groups.get(TELEPHONE)?.members.add(ANNA);
    expect(claimsOf(access_token).groups).not.toContain(TELEPHONE);
    const renewed = readTokens(await stage.extension.refresh(refresh_token));
    expect(claimsOf(renewed.access_token).groups).toContain(TELEPHONE);
    expect(claimsOf(renewed.id_token).groups).toContain(TELEPHONE);
  });

  it.each([
    [200, false],
    [201, true],
  ])('of a user in %i groups give way to the overage claims: %s', async (count, replaced) => {
    for (let index = 0; index < count; index += 1) {
      const id = `0c000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
      stage.tenant.groups.set(id, group(id, [BEN]));
    }
    const claims = claimsOf(await stage.entra.issueUserToken(BEN));
    expect('groups' in claims).toBe(!replaced);
    expect('_claim_names' in claims).toBe(replaced);
  });

  it('are replaced by the old address of Azure AD Graph for a user in overage', async () => {
    stage.entra.state.overage.add(ANNA);
    const { access_token, id_token } = await stage.extension.signIn(ANNA_UPN);
    for (const claims of [claimsOf(access_token), claimsOf(id_token)]) {
      expect(claims).not.toHaveProperty('groups');
      expect(claims._claim_names).toEqual({ groups: 'src1' });
      expect(claims._claim_sources).toEqual({
        src1: { endpoint: `https://graph.windows.net/${TENANT_ID}/users/${ANNA}/getMemberObjects` },
      });
    }
  });
});
