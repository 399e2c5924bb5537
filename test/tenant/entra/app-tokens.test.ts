import { randomUUID } from 'node:crypto';
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificate, makeSecret } from '../credentials.ts';
import {
  API_CLIENT_ID,
  API_CLIENT_SECRET,
  EXTENSION_CLIENT_ID,
  PROGRAM_CLIENT_ID,
  PROGRAM_CLIENT_SECRET,
  TENANT_ID,
} from '../ids.ts';
import { claimsOf, readFailure } from './testing/extension.ts';
import { makeRsaCertificate, type RsaCertificate } from './testing/rsa-certificate.ts';
import { type Stage, startStage } from './testing/stage.ts';

const GRAPH = { scope: 'https://graph.microsoft.com/.default' };
const API = { scope: `api://${API_CLIENT_ID}/.default` };
const WORKER = { client_id: API_CLIENT_ID, client_secret: API_CLIENT_SECRET };
const PROGRAM = { client_id: PROGRAM_CLIENT_ID, client_secret: PROGRAM_CLIENT_SECRET };

let certificate: RsaCertificate;
beforeAll(async () => {
  certificate = await makeRsaCertificate();
});

let stage: Stage;
beforeEach(async () => {
  stage = await startStage([certificate.pem]);
});
afterEach(() => stage.stop());

const ask = (form: Record<string, string>, headers: Record<string, string> = {}) =>
  stage.ask('/oauth2/v2.0/token', { form: { grant_type: 'client_credentials', ...form }, headers });

const tokenFor = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
  const page = await ask(form, headers);
  expect(page.status).toBe(200);
  return String(JSON.parse(page.text).access_token);
};

const registration = () => {
  const found = stage.tenant.registrations.get(API_CLIENT_ID);
  if (!found) throw new Error('the API is registered');
  return found;
};

describe('an app with a secret', () => {
  it('gets a token for Graph with the consented roles', async () => {
    const page = await ask({ ...WORKER, ...GRAPH });
    const answer = JSON.parse(page.text);
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
    expect(answer).not.toHaveProperty('refresh_token');
    expect(await stage.entra.verifyGraphToken(`Bearer ${answer.access_token}`)).toEqual({
      ok: true,
      clientId: API_CLIENT_ID,
      roles: ['User.Read.All', 'OrgContact.Read.All'],
    });
  });

  it('gets a token for the API with its app roles and without scp', async () => {
    const claims = claimsOf(await tokenFor({ ...PROGRAM, ...API }));
    expect(claims).toMatchObject({
      aud: API_CLIENT_ID,
      iss: stage.entra.issuer,
      azp: PROGRAM_CLIENT_ID,
      azpacr: '1',
      idtyp: 'app',
      roles: ['Directory.Read.All'],
      ver: '2.0',
    });
    expect(claims).not.toHaveProperty('scp');
    expect(claims.sub).toBe(claims.oid);
  });

  it('gets a token without the roles claim when it holds no role', async () => {
    expect(claimsOf(await tokenFor({ ...WORKER, ...API }))).not.toHaveProperty('roles');
  });

  it('may send its secret as Basic credentials', async () => {
    const authorization = `Basic ${Buffer.from(`${PROGRAM_CLIENT_ID}:${PROGRAM_CLIENT_SECRET}`).toString('base64')}`;
    expect(claimsOf(await tokenFor(API, { authorization })).azp).toBe(PROGRAM_CLIENT_ID);
  });

  it('sees a new role in the next token', async () => {
    stage.tenant.registrations.get(API_CLIENT_ID)?.apiRoles.push('Directory.Read.All');
    expect(claimsOf(await tokenFor({ ...WORKER, ...API })).roles).toEqual(['Directory.Read.All']);
  });

  it.each([
    ['a wrong secret', { ...WORKER, ...GRAPH, client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
    ['no secret', { client_id: API_CLIENT_ID, ...GRAPH }, 401, 'invalid_client', 7000218],
    [
      'an unknown client',
      { ...WORKER, ...GRAPH, client_id: randomUUID() },
      400,
      'unauthorized_client',
      700016,
    ],
    ['a public client', { ...WORKER, ...API, client_id: EXTENSION_CLIENT_ID }, 401, 'invalid_client', 700025],
    ['no scope', WORKER, 400, 'invalid_request', 900144],
    [
      'a scope of users',
      { ...WORKER, scope: `api://${API_CLIENT_ID}/Directory.Read` },
      400,
      'invalid_scope',
      1002012,
    ],
    ['two scopes', { ...WORKER, scope: `${GRAPH.scope} ${API.scope}` }, 400, 'invalid_scope', 70011],
    ['an unknown resource', { ...WORKER, scope: 'api://unknown/.default' }, 400, 'invalid_resource', 500011],
    ['an unknown grant', { ...WORKER, grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ])('is refused with %s', async (_what, form, status, error, code) => {
    const page = await ask(form);
    expect(page.status).toBe(status);
    const failed = readFailure(page);
    expect(failed).toMatchObject({ error, error_codes: [code] });
    expect(failed.error_description).toContain(`AADSTS${code}: `);
  });

  it('is refused once its secret has expired', async () => {
    const [secret] = stage.tenant.registrations.get(API_CLIENT_ID)?.secrets ?? [];
    if (secret) secret.endsAt = Date.now();
    const page = await ask({ ...WORKER, ...GRAPH });
    expect(page.status).toBe(401);
    expect(readFailure(page).error_codes).toEqual([7000222]);
  });
});

describe('an app with two credentials', () => {
  const codeFor = async (client_secret: string) => {
    const page = await ask({ ...WORKER, ...GRAPH, client_secret });
    return page.status === 200 ? 200 : readFailure(page).error_codes[0];
  };

  it('may use either secret until it expires or is removed', async () => {
    const now = Date.now();
    registration().secrets.push(makeSecret('the next secret', { now, endsInDays: 10 }));
    expect([await codeFor(API_CLIENT_SECRET), await codeFor('the next secret')]).toEqual([200, 200]);
    registration().secrets[0] = makeSecret(API_CLIENT_SECRET, { now, endsInDays: -1 });
    expect([await codeFor(API_CLIENT_SECRET), await codeFor('the next secret')]).toEqual([7000222, 200]);
    registration().secrets.shift();
    expect([await codeFor(API_CLIENT_SECRET), await codeFor('the next secret')]).toEqual([7000215, 200]);
  });
});

describe('an app with a certificate', () => {
  const assert = async (
    claims: JWTPayload = {},
    header: Partial<JWTHeaderParameters> = {},
    key = certificate.privateKey,
  ) => {
    const now = Math.floor(Date.now() / 1000);
    const client_assertion = await new SignJWT({
      aud: `${stage.entra.url}/${TENANT_ID}/oauth2/v2.0/token`,
      iss: API_CLIENT_ID,
      sub: API_CLIENT_ID,
      jti: randomUUID(),
      nbf: now,
      exp: now + 300,
      ...claims,
    })
      .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': certificate.sha256, ...header })
      .sign(key);
    return {
      client_id: API_CLIENT_ID,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
      ...API,
    };
  };

  it.each([
    ['PS256 and x5t#S256', () => ({})],
    ['RS256 and x5t#S256', () => ({ alg: 'RS256' })],
    ['RS256 and x5t', () => ({ alg: 'RS256', 'x5t#S256': undefined, x5t: certificate.sha1 })],
  ])('gets a token by %s', async (_what, header) => {
    expect(claimsOf(await tokenFor(await assert({}, header()))).azpacr).toBe('2');
  });

  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
  it.each<[string, () => JWTPayload, Partial<JWTHeaderParameters>, number]>([
    ['an unknown thumbprint', () => ({}), { 'x5t#S256': 'unknown' }, 700027],
    ['another audience', () => ({ aud: 'https://login.microsoftonline.com/' }), {}, 700023],
    ['another issuer', () => ({ iss: PROGRAM_CLIENT_ID }), {}, 700021],
    ['an assertion that has expired', () => ({ exp: inSeconds(-300) }), {}, 700024],
    ['an assertion for an hour', () => ({ exp: inSeconds(3600) }), {}, 700024],
  ])('is refused with %s', async (_what, claims, header, code) => {
    const page = await ask(await assert(claims(), header));
    expect(page.status).toBe(401);
    expect(readFailure(page)).toMatchObject({ error: 'invalid_client', error_codes: [code] });
  });

  it('is refused when another key has signed its assertion', async () => {
    const other = await makeRsaCertificate();
    const page = await ask(await assert({}, {}, other.privateKey));
    expect(readFailure(page).error_codes).toEqual([700027]);
  });

  it('may use either of two certificates until one expires or is removed', async () => {
    const next = await makeRsaCertificate();
    const { certificates } = registration();
    certificates.push(makeCertificate(next.pem, { now: Date.now() }));
    const withNext = () => assert({}, { 'x5t#S256': next.sha256 }, next.privateKey);
    expect((await ask(await assert())).status).toBe(200);
    expect((await ask(await withNext())).status).toBe(200);
    certificates[1] = makeCertificate(next.pem, { now: Date.now(), endsInDays: 0 });
    expect(readFailure(await ask(await withNext())).error_codes).toEqual([700027]);
    certificates.shift();
    expect(readFailure(await ask(await assert())).error_codes).toEqual([700027]);
  });

  it('may use an assertion once', async () => {
    const form = await assert();
    expect((await ask(form)).status).toBe(200);
    expect(readFailure(await ask(form)).error_codes).toEqual([700027]);
  });
});
