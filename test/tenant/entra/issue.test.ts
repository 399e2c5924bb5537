import { decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { API_CLIENT_ID, EXTENSION_CLIENT_ID, TENANT_ID } from '../ids.ts';
import { claimsOf } from './testing/extension.ts';
import { type Stage, startStage } from './testing/stage.ts';
import { ANNA, BEN } from './testing/tenant.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const issue = (claims: Record<string, unknown>, header?: Record<string, unknown>) =>
  stage.entra.issueToken(claims, header);

describe('a token made to order', () => {
  it('belongs to the first user, with claims and header members changed or removed', async () => {
    const token = await issue({ oid: BEN, scp: null, roles: ['x'] }, { kid: 'unknown', typ: null });
    expect(claimsOf(token)).toMatchObject({ oid: BEN, roles: ['x'], tid: TENANT_ID });
    expect(claimsOf(token)).not.toHaveProperty('scp');
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', kid: 'unknown' });
  });

  it('has no signature under alg none', async () => {
    expect((await issue({}, { alg: 'none' })).split('.')[2]).toBe('');
  });

  it('has an HMAC under alg HS256', async () => {
    expect(Buffer.from((await issue({}, { alg: 'HS256' })).split('.')[2] ?? '', 'base64url')).toHaveLength(
      32,
    );
  });

  it('never belongs to a person who cannot sign in', async () => {
    const anna = stage.tenant.users.get(ANNA);
    if (anna) anna.password = '';
    expect(claimsOf(await issue({})).oid).toBe(BEN);
  });
});

describe('a user’s token without the browser', () => {
  it('lives as long as the tenant or the test says', async () => {
    stage.entra.state.accessTokenSeconds = 60;
    const life = (token: string) => (claimsOf(token).exp ?? 0) - (claimsOf(token).iat ?? 0);
    expect(life(await stage.entra.issueUserToken(ANNA))).toBe(60);
    expect(life(await stage.entra.issueUserToken(ANNA, { expiresInSeconds: -10 }))).toBe(-10);
  });

  it('has the v1.0 format when the registration asks for it', async () => {
    stage.entra.state.tokenVersion1 = true;
    const claims = claimsOf(await stage.entra.issueUserToken('Anna.Albers@nordwind.example'));
    expect(claims).toMatchObject({
      iss: `https://sts.windows.net/${TENANT_ID}/`,
      aud: `api://${API_CLIENT_ID}`,
      appid: EXTENSION_CLIENT_ID,
      ver: '1.0',
    });
    expect(claims).not.toHaveProperty('azp');
  });

  it('is not issued for an unknown user', async () => {
    await expect(stage.entra.issueUserToken('nobody@nordwind.example')).rejects.toThrow();
  });
});

describe('a client of Graph', () => {
  const verify = async (claims: Record<string, unknown>, header?: Record<string, unknown>) =>
    stage.entra.verifyGraphToken(
      `Bearer ${await issue({ aud: 'https://graph.microsoft.com', ...claims }, header)}`,
    );

  it('is identified by client, scopes and user', async () => {
    expect(await verify({ scp: 'User.Read Contacts.Read' })).toEqual({
      ok: true,
      clientId: EXTENSION_CLIENT_ID,
      roles: [],
      scopes: ['User.Read', 'Contacts.Read'],
      userId: ANNA,
    });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['another audience', { aud: API_CLIENT_ID }, {}],
    ['another tenant', { tid: '00000000-0000-4000-8000-000000000000' }, {}],
    ['a token that has expired', { exp: 1 }, {}],
    ['no signature', {}, { alg: 'none' }],
    ['an HMAC', {}, { alg: 'HS256' }],
    ['an unknown key', {}, { kid: 'unknown' }],
  ])('is refused with %s', async (_what, claims, header) => {
    expect(await verify(claims, header)).toEqual({ ok: false });
  });

  it.each([undefined, null, '', 'Bearer ', 'Bearer x', 'Basic eDp5'])(
    'is refused with "%s"',
    async (header) => {
      expect(await stage.entra.verifyGraphToken(header)).toEqual({ ok: false });
    },
  );
});
