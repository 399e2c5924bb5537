import { exportPKCS8, generateKeyPair, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../worker/env.ts';
import { GraphError } from '../../../worker/graph/graph-error.ts';
import { createAppTokens } from '../../../worker/graph/token.ts';
import { API_CLIENT_ID, TENANT_ID } from '../support/settings.ts';

const ENTRA = 'https://login.microsoftonline.com';
const ENDPOINT = `${ENTRA}/${TENANT_ID}/oauth2/v2.0/token`;

function tokensOf(credential: Credential, answer: (n: number) => Response | Promise<Response>) {
  const forms: URLSearchParams[] = [];
  const urls: string[] = [];
  const clock = { now: Date.now() };
  const tokens = createAppTokens({
    entraUrl: ENTRA,
    graphUrl: 'https://graph.microsoft.com',
    tenantId: TENANT_ID,
    clientId: API_CLIENT_ID,
    credential,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      urls.push(request.url);
      forms.push(new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer())));
      return await answer(forms.length);
    },
    now: () => clock.now,
  });
  return { tokens, forms, urls, clock };
}

const secret: Credential = { kind: 'secret', secret: 'invented & odd=secret' };
const good = (n: number) =>
  Response.json({ token_type: 'Bearer', expires_in: 3599, access_token: `token-${n}` });

describe('the app’s own token', () => {
  it('is asked for with the secret', async () => {
    const { tokens, forms, urls } = tokensOf(secret, good);
    expect(await tokens.current()).toBe('token-1');
    expect(urls).toEqual([ENDPOINT]);
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({
      client_id: API_CLIENT_ID,
      scope: 'https://graph.microsoft.com/.default',
      grant_type: 'client_credentials',
      client_secret: 'invented & odd=secret',
    });
  });

  it('is asked for with an assertion that the certificate’s key has signed', async () => {
    const { privateKey, publicKey } = await generateKeyPair('PS256', { extractable: true });
    const der = Uint8Array.from([0x30, 1, 2, 3, 4]);
    const credential: Credential = {
      kind: 'certificate',
      certificatePem: `-----BEGIN CERTIFICATE-----\n${btoa(String.fromCharCode(...der))}\n-----END CERTIFICATE-----`,
      privateKeyPem: (await exportPKCS8(privateKey)).replaceAll('\n', '\\n'),
    };
    const { tokens, forms } = tokensOf(credential, good);
    await tokens.current();
    expect(forms[0]?.get('client_secret')).toBeNull();
    expect(forms[0]?.get('client_assertion_type')).toBe(
      'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    );
    const { payload, protectedHeader } = await jwtVerify(forms[0]?.get('client_assertion') ?? '', publicKey, {
      algorithms: ['PS256'],
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
    expect((payload.exp ?? 0) - (payload.nbf ?? 0)).toBe(300);
    expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is kept until five minutes before its end', async () => {
    const { tokens, forms, clock } = tokensOf(secret, good);
    await tokens.current();
    clock.now += (3599 - 301) * 1000;
    expect(await tokens.current()).toBe('token-1');
    clock.now += 2000;
    expect(await tokens.current()).toBe('token-2');
    expect(forms).toHaveLength(2);
  });

  it('is fetched anew when Graph refuses it, once for all who were refused', async () => {
    const { tokens, forms } = tokensOf(secret, good);
    const refused = await tokens.current();
    expect(await tokens.renew(refused)).toBe('token-2');
    expect(await tokens.renew(refused)).toBe('token-2');
    expect(forms).toHaveLength(2);
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
  ])('says why it was refused: AADSTS%i %s', async (number, error, status, code) => {
    const body = { error, error_codes: [number], error_description: 'AADSTS: invented' };
    const { tokens } = tokensOf(secret, () => Response.json(body, { status }));
    await expect(tokens.current()).rejects.toMatchObject({ code, graphCode: `AADSTS${number}` });
  });

  it.each([
    ['an HTML page', () => new Response('<html>')],
    ['a server error', () => new Response('', { status: 502 })],
    ['nothing', () => Promise.reject(new TypeError('network'))],
    ['a token without end', () => Response.json({ token_type: 'Bearer', access_token: 'x' })],
  ])('counts %s as an outage', async (_what, answer) => {
    await expect(tokensOf(secret, answer).tokens.current()).rejects.toMatchObject({
      code: 'entra_unavailable',
    });
  });

  it('says that a key cannot be read', async () => {
    const credential: Credential = {
      kind: 'certificate',
      certificatePem: 'x',
      privateKeyPem: '-----BEGIN PRIVATE KEY-----',
    };
    const failure = tokensOf(credential, good).tokens.current();
    await expect(failure).rejects.toBeInstanceOf(GraphError);
    await expect(failure).rejects.toMatchObject({ code: 'certificate_unreadable' });
  });
});
