import { describe, expect, it } from 'vitest';
import { verifyToken } from '../../../worker/access/verify-token.ts';
import { personClaims } from '../support/fake-microsoft.ts';
import {
  API_CLIENT_ID,
  ENTRA_URL,
  PERSON_ID,
  PROGRAM_CLIENT_ID,
  SALES_GROUP,
  TENANT_ID,
} from '../support/settings.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const NOW_SECONDS = Date.UTC(2035, 0, 1, 8) / 1000;
const OTHER = '99999999-9999-4999-8999-999999999999';

const policy = () => world.policy();

async function outcome(token: string): Promise<string> {
  const result = await verifyToken(token, policy());
  return result.ok ? `ok: ${result.value.kind}` : `${result.failure.code}: ${result.failure.reason}`;
}

describe('a person’s access token', () => {
  it('is accepted when it keeps every rule', async () => {
    const result = await verifyToken(await world.microsoft.personToken(), policy());
    expect(result).toEqual({
      ok: true,
      value: {
        kind: 'person',
        tenantId: TENANT_ID,
        objectId: PERSON_ID,
        name: 'Rieke Reception',
        groups: [SALES_GROUP],
        account: 'unknown',
        roles: [],
        issuedAtMs: NOW_SECONDS * 1000,
        expiresAtMs: (NOW_SECONDS + 3600) * 1000,
      },
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['has expired', { exp: NOW_SECONDS - 61 }, 'token_expired: expired'],
    ['has no expiry', { exp: undefined }, 'token_rejected: times'],
    ['has an infinite expiry', { exp: 1e300 }, 'token_rejected: times'],
    ['has an expiry in words', { exp: 'tomorrow' }, 'token_rejected: times'],
    ['has no start', { nbf: undefined }, 'token_rejected: times'],
    ['has no time of issue', { iat: undefined }, 'token_rejected: times'],
    ['is not valid yet', { nbf: NOW_SECONDS + 120 }, 'token_rejected: not_yet_valid'],
    [
      'is of version 1.0',
      { ver: '1.0', iss: `https://sts.windows.net/${TENANT_ID}/`, azp: undefined },
      'token_rejected: version_1',
    ],
    ['names no version', { ver: undefined }, 'token_rejected: version'],
    ['belongs to another tenant', { tid: OTHER, iss: `${ENTRA_URL}/${OTHER}/v2.0` }, 'wrong_tenant: tenant'],
    [
      'has its tenant in upper case',
      { tid: TENANT_ID.toUpperCase().replace('1', 'A') },
      'wrong_tenant: tenant',
    ],
    ['has another issuer', { iss: `${ENTRA_URL}/${TENANT_ID}/v2.0/` }, 'token_rejected: issuer'],
    ['comes from the common endpoint', { iss: `${ENTRA_URL}/common/v2.0` }, 'token_rejected: issuer'],
    ['is for another API', { aud: OTHER }, 'token_rejected: audience'],
    ['is for several audiences', { aud: [API_CLIENT_ID, OTHER] }, 'token_rejected: audience'],
    ['has its single audience in a list', { aud: [API_CLIENT_ID] }, 'token_rejected: audience'],
    ['is for the App ID URI', { aud: `api://${API_CLIENT_ID}` }, 'token_rejected: audience'],
    ['was requested by another client', { azp: OTHER }, 'token_rejected: client'],
    ['was requested by the API itself', { azp: API_CLIENT_ID }, 'token_rejected: client'],
    ['names no client', { azp: undefined }, 'token_rejected: client'],
    ['has another scope', { scp: 'User.Read Directory.ReadWrite' }, 'token_rejected: scope'],
    ['has a scope that only begins like ours', { scp: 'Directory.Read.Shared' }, 'token_rejected: scope'],
    ['has scopes in a list', { scp: ['Directory.Read'] }, 'token_rejected: scope'],
    [
      'is an id token',
      { scp: undefined, azp: undefined, roles: ['Directory.Read.All'] },
      'token_rejected: client',
    ],
    [
      'is an id token that names a client',
      { scp: undefined, roles: ['Directory.Read.All'] },
      'token_rejected: scope',
    ],
    ['claims to come from an app', { idtyp: 'app' }, 'token_rejected: scope'],
    ['names the person by address', { oid: 'rieke@nordwind.example' }, 'token_rejected: object_id'],
    ['names no person', { oid: undefined }, 'token_rejected: object_id'],
  ])('is refused when it %s', async (_what, changes, expected) => {
    expect(await outcome(await world.microsoft.personToken(changes))).toBe(expected);
  });

  it.each<[unknown, string]>([
    [0, 'member'],
    ['0', 'member'],
    [1, 'guest'],
    [undefined, 'unknown'],
    [null, 'unknown'],
    [false, 'unknown'],
    ['', 'unknown'],
    [[0], 'unknown'],
  ])('with the optional claim acct %j belongs to a %s account', async (acct, account) => {
    const result = await verifyToken(await world.microsoft.personToken({ acct }), policy());
    expect(result).toMatchObject({ ok: true, value: { account } });
  });

  it('is accepted for one hour, whatever its expiry, where the operator limits its age', async () => {
    const hour = { ...policy(), maxAgeSeconds: 3600 };
    const issued = (secondsAgo: number) =>
      world.microsoft.personToken({ iat: NOW_SECONDS - secondsAgo, exp: NOW_SECONDS + 20 * 3600 });
    const good = await verifyToken(await issued(3659), hour);
    expect(good).toMatchObject({ ok: true, value: { expiresAtMs: (NOW_SECONDS - 59) * 1000 } });
    const failure = { code: 'token_expired', reason: 'expired' };
    expect(await verifyToken(await issued(3661), hour)).toEqual({ ok: false, failure });
    expect(await outcome(await issued(3661))).toBe('ok: person');
  });

  it('is accepted for a minute after its expiry, because clocks differ', async () => {
    expect(await outcome(await world.microsoft.personToken({ exp: NOW_SECONDS - 59 }))).toBe('ok: person');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['has no type', { typ: undefined }, 'token_rejected: type'],
    ['is a logout token', { typ: 'logout+jwt' }, 'token_rejected: type'],
    ['names an unknown key', { kid: 'k2' }, 'token_rejected: unknown_key'],
    ['has a critical extension', { crit: ['exp'], exp: 1 }, 'token_rejected: malformed'],
  ])('is refused when its header %s', async (_what, header, expected) => {
    const token = await world.microsoft.sign(personClaims(), header).catch(() => 'a.b.c');
    expect(await outcome(token)).toBe(expected);
  });

  it.each<[string, (parts: string[]) => string]>([
    ['its signature is changed', ([h, p, s = '']) => `${h}.${p}.${s.slice(0, -4)}AAAA`],
    ['its signature is missing', ([h, p]) => `${h}.${p}.`],
    ['its algorithm is none', ([, p]) => `${btoa('{"alg":"none","typ":"JWT"}').replaceAll('=', '')}.${p}.`],
    [
      'its algorithm is HS256',
      ([, p, s]) => `${btoa('{"alg":"HS256","typ":"JWT","kid":"k1"}').replaceAll('=', '')}.${p}.${s}`,
    ],
    [
      'its claims are another token’s',
      ([h, , s]) => `${h}.${btoa(JSON.stringify(personClaims())).replaceAll('=', '')}.${s}`,
    ],
    ['it has four parts', (parts) => [...parts, 'x'].join('.')],
    ['it is far too long', (parts) => parts.join('.') + 'x'.repeat(20_000)],
  ])('is refused when %s', async (_what, change) => {
    const parts = (await world.microsoft.personToken({ name: 'x' })).split('.');
    expect(await outcome(change(parts))).toMatch(/^token_rejected: (signature|malformed)$/);
  });

  it.each<[string, Record<string, unknown>, unknown]>([
    ['a list of ids', { groups: [SALES_GROUP.toUpperCase(), 'not a guid'] }, [SALES_GROUP]],
    ['no claim', { groups: undefined }, []],
    [
      'a claim of more groups than the token holds',
      { groups: undefined, _claim_names: { groups: 'src1' } },
      'overage',
    ],
    ['both', { _claim_names: { groups: 'src1' } }, 'overage'],
    ['the overage flag of the implicit flow', { groups: undefined, hasgroups: true }, 'overage'],
    ['a string', { groups: SALES_GROUP }, []],
    ['an object', { groups: { 0: SALES_GROUP } }, []],
    ['a nested list', { groups: [[SALES_GROUP]] }, []],
  ])('yields its groups from %s', async (_what, changes, groups) => {
    const result = await verifyToken(await world.microsoft.personToken(changes), policy());
    expect(result).toMatchObject({ ok: true, value: { groups } });
  });
});

describe('a program’s access token', () => {
  it.each<[string, Record<string, unknown>]>([
    ['says that it is an app', {}],
    ['is its own subject and was requested by a confidential client', { idtyp: undefined }],
  ])('is accepted with the role when it %s', async (_what, changes) => {
    const result = await verifyToken(await world.microsoft.programToken(changes), policy());
    expect(result).toMatchObject({ ok: true, value: { kind: 'program', clientId: PROGRAM_CLIENT_ID } });
  });

  it.each(['Directory.Read.All', 'Directory.Admin', 'Contacts.Distribute', 'Audit.Read'])(
    'is accepted with the role %s alone',
    async (role) => {
      const result = await verifyToken(await world.microsoft.programToken({ roles: [role] }), policy());
      expect(result).toMatchObject({ ok: true, value: { kind: 'program', roles: [role] } });
    },
  );

  it.each<[string, Record<string, unknown>, string]>([
    ['has a role that only begins like ours', { roles: ['Directory.Administrator'] }, 'token_rejected: role'],
    ['has no role', { roles: undefined }, 'token_rejected: role'],
    ['has another role', { roles: ['Directory.Read'] }, 'token_rejected: role'],
    ['belongs to a person', { idtyp: 'user' }, 'token_rejected: scope'],
    ['has another subject', { idtyp: undefined, sub: 'pairwise' }, 'token_rejected: scope'],
    ['was requested by a public client', { idtyp: undefined, azpacr: '0' }, 'token_rejected: scope'],
  ])('is refused when it %s', async (_what, changes, expected) => {
    expect(await outcome(await world.microsoft.programToken(changes))).toBe(expected);
  });
});
