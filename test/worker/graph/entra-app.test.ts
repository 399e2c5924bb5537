import { exportPKCS8, generateKeyPair, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../worker/graph/credential.ts';
import { EntraApp } from '../../../worker/graph/entra-app.ts';
import { GraphError } from '../../../worker/graph/graph-error.ts';
import { createLog } from '../../../worker/log.ts';
import { API_CLIENT_ID, TENANT_ID } from '../support/settings.ts';

const ENTRA = 'https://login.microsoftonline.com';
const ENDPOINT = `${ENTRA}/${TENANT_ID}/oauth2/v2.0/token`;
const GRANT = { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };

function appWith(
  credentials: readonly Credential[],
  answer: (form: URLSearchParams, n: number) => Response | Promise<Response>,
) {
  const forms: URLSearchParams[] = [];
  const urls: string[] = [];
  const lines: string[] = [];
  const app = new EntraApp({
    entraUrl: ENTRA,
    tenantId: TENANT_ID,
    clientId: API_CLIENT_ID,
    credentials,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      urls.push(request.url);
      const form = new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer()));
      forms.push(form);
      return await answer(form, forms.length);
    },
    now: () => Date.now(),
    log: createLog((line) => lines.push(line)),
  });
  return { app, forms, urls, lines, secretsTried: () => forms.map((form) => form.get('client_secret')) };
}

const good = () => Response.json({ token_type: 'Bearer', expires_in: 3599, access_token: 'token' });
const refused = (number: number, error = 'invalid_client', status = 401) =>
  Response.json({ error, error_codes: [number], error_description: 'AADSTS: invented' }, { status });

const SECRET = 'invented & odd=secret';
const secret: Credential = {
  kind: 'secret',
  variable: 'API_CLIENT_SECRET',
  secret: SECRET,
  expiresOn: undefined,
};
const next: Credential = { ...secret, variable: 'API_CLIENT_SECRET_NEXT', secret: 'next' };
const unreadable: Credential = {
  kind: 'certificate',
  variable: 'GRAPH_CERTIFICATE',
  certificatePem: 'x',
  privateKeyPem: '-----BEGIN PRIVATE KEY-----',
  algorithm: 'PS256',
};

describe('the app’s own token', () => {
  it('is requested with the secret', async () => {
    const { app, forms, urls } = appWith([secret], good);
    expect(await app.requestToken(GRANT)).toMatchObject({ access_token: 'token' });
    expect(urls).toEqual([ENDPOINT]);
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({
      client_id: API_CLIENT_ID,
      ...GRANT,
      client_secret: SECRET,
    });
  });

  it.each(['PS256', 'RS256'] as const)('is requested with an assertion signed with %s', async (algorithm) => {
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
    const der = Uint8Array.from([0x30, 1, 2, 3, 4]);
    const credential: Credential = {
      ...unreadable,
      certificatePem: `-----BEGIN CERTIFICATE-----\n${btoa(String.fromCharCode(...der))}\n-----END CERTIFICATE-----`,
      privateKeyPem: (await exportPKCS8(privateKey)).replaceAll('\n', '\\n'),
      algorithm,
    };
    const { app, forms } = appWith([credential], good);
    await app.requestToken(GRANT);
    expect(forms[0]?.get('client_secret')).toBeNull();
    expect(forms[0]?.get('client_assertion_type')).toBe(
      'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    );
    const { payload, protectedHeader } = await jwtVerify(forms[0]?.get('client_assertion') ?? '', publicKey, {
      algorithms: [algorithm],
      audience: ENDPOINT,
      issuer: API_CLIENT_ID,
      subject: API_CLIENT_ID,
    });
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', der));
    expect(protectedHeader['x5t#S256']).toBe(
      btoa(String.fromCharCode(...hash))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', ''),
    );
    const { iat = 0, nbf = 0, exp = 0 } = payload;
    expect([iat - nbf, exp - iat]).toEqual([300, 600]);
    expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    [7000215, 'invalid_client', 401, 'credentials_rejected'],
    [7000222, 'invalid_client', 401, 'credentials_expired'],
    [700027, 'invalid_client', 401, 'certificate_unknown'],
    [700016, 'unauthorized_client', 400, 'app_unknown'],
    [7000112, 'unauthorized_client', 400, 'app_disabled'],
    [90002, 'invalid_request', 400, 'tenant_unknown'],
    [53003, 'access_denied', 400, 'sign_in_blocked'],
    [90055, 'invalid_request', 400, 'entra_unavailable'],
    [123, 'invalid_client', 401, 'credentials_rejected'],
    [123, 'temporarily_unavailable', 503, 'entra_unavailable'],
    [123, 'invalid_scope', 400, 'token_refused'],
    [123, 'invalid_grant', 400, 'token_refused'],
  ])('reports why it was refused: AADSTS%i %s', async (number, error, status, code) => {
    const { app } = appWith([secret], () => refused(number, error, status));
    await expect(app.requestToken(GRANT)).rejects.toMatchObject({ code, graphCode: `AADSTS${number}` });
  });

  it.each([
    ['an HTML page', () => new Response('<html>')],
    ['a server error', () => new Response('', { status: 502 })],
    ['nothing', () => Promise.reject(new TypeError('network'))],
    ['a token without an expiry', () => Response.json({ token_type: 'Bearer', access_token: 'x' })],
  ])('treats %s as an outage', async (_what, answer) => {
    const { app } = appWith([secret], answer);
    await expect(app.requestToken(GRANT)).rejects.toMatchObject({ code: 'entra_unavailable' });
  });

  it('reports a key that cannot be read', async () => {
    const failure = appWith([unreadable], good).app.requestToken(GRANT);
    await expect(failure).rejects.toBeInstanceOf(GraphError);
    await expect(failure).rejects.toMatchObject({ code: 'certificate_unreadable' });
  });
});

describe('a token by a person’s grant', () => {
  const PERSON = { grant_type: 'refresh_token', refresh_token: 'invented' };

  it.each([
    [70008, 'invalid_grant', 'reconnect_needed'],
    [50173, 'invalid_grant', 'reconnect_needed'],
    [65001, 'invalid_grant', 'reconnect_needed'],
    [65001, 'consent_required', 'reconnect_needed'],
    [53003, 'interaction_required', 'reconnect_needed'],
    [50033, 'invalid_grant', 'entra_unavailable'],
    [7000222, 'invalid_client', 'credentials_expired'],
    [123, 'invalid_request', 'token_refused'],
  ])(
    'tells what the person must put right from what the app must: AADSTS%i %s',
    async (number, error, code) => {
      const { app } = appWith([secret], () => refused(number, error, 400));
      await expect(app.requestToken(PERSON)).rejects.toMatchObject({ code, graphCode: `AADSTS${number}` });
    },
  );
});

describe('two configured credentials', () => {
  it.each([7000215, 7000222, 700027])('leave no gap when the first is refused: AADSTS%i', async (number) => {
    const { app, secretsTried } = appWith([secret, next], (form) =>
      form.get('client_secret') === SECRET ? refused(number) : good(),
    );
    expect(await app.requestToken(GRANT)).toMatchObject({ access_token: 'token' });
    expect(secretsTried()).toEqual([SECRET, 'next']);
  });

  it('fall back to the secret when the certificate’s key cannot be read', async () => {
    const { app, secretsTried } = appWith([unreadable, secret], good);
    await app.requestToken(GRANT);
    expect(secretsTried()).toEqual([SECRET]);
    expect(app.refusals).toMatchObject([{ variable: 'GRAPH_CERTIFICATE', code: 'certificate_unreadable' }]);
  });

  it('start with the one that worked last, and return to the other when that one expires', async () => {
    let gone = SECRET;
    const { app, secretsTried } = appWith([secret, next], (form) =>
      form.get('client_secret') === gone ? refused(7000222) : good(),
    );
    await app.requestToken(GRANT);
    await app.requestToken(GRANT);
    expect(secretsTried()).toEqual([SECRET, 'next', 'next']);
    gone = 'next';
    await app.requestToken(GRANT);
    expect(secretsTried().slice(3)).toEqual(['next', SECRET]);
    expect(app.refusals.map(({ variable }) => variable)).toEqual(['API_CLIENT_SECRET_NEXT']);
  });

  it('are each tried once in a request that both fail', async () => {
    const { app, forms, lines } = appWith([secret, next], (form) =>
      refused(form.get('client_secret') === SECRET ? 7000222 : 7000215),
    );
    await expect(app.requestToken(GRANT)).rejects.toMatchObject({ code: 'credentials_expired' });
    expect(forms).toHaveLength(2);
    await expect(app.requestToken(GRANT)).rejects.toMatchObject({ code: 'credentials_expired' });
    expect(app.refusals).toMatchObject([
      { variable: 'API_CLIENT_SECRET', code: 'credentials_expired' },
      { variable: 'API_CLIENT_SECRET_NEXT', code: 'credentials_rejected' },
    ]);
    // Each is logged once, not at every request; the secret is never logged.
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        event: 'credential_refused',
        variable: 'API_CLIENT_SECRET',
        code: 'credentials_expired',
        graphCode: 'AADSTS7000222',
      },
      {
        event: 'credential_refused',
        variable: 'API_CLIENT_SECRET_NEXT',
        code: 'credentials_rejected',
        graphCode: 'AADSTS7000215',
      },
    ]);
  });

  it('are not both tried when the trouble has another cause', async () => {
    const { app, forms } = appWith([secret, next], () => refused(700016, 'unauthorized_client', 400));
    await expect(app.requestToken(GRANT)).rejects.toMatchObject({ code: 'app_unknown' });
    expect(forms).toHaveLength(1);
  });
});
