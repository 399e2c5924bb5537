import { describe, expect, it } from 'vitest';
import { checkAuthority } from '../../../extension/auth/authority-check.ts';
import { findSignInConfig } from '../../../extension/auth/sign-in-config.ts';
import { needsSignInPage, toFailure } from '../../../extension/auth/sign-in-failure.ts';
import { openSignInPage, type WebAuthFlow } from '../../../extension/auth/web-auth-flow.ts';
import { BARE_SETTINGS } from '../../../extension/settings/settings.ts';
import { err, ok } from '../../../shared/result.ts';

const TENANT = '5f1c0d0e-7a11-4c0a-9d0e-0a0b0c0d0e01';
const OTHER = '00000000-0000-4000-8000-000000000000';
const AUTHORITY = 'https://login.microsoftonline.com';
const BACK = 'https://gohdjfgkbkkbbodhbelfjehcgendbofp.chromiumapp.org/';

describe('a failed sign-in', () => {
  it.each([
    ['invalid_request', "AADSTS90002: Tenant 'x' not found.", 'tenant_unknown', 'AADSTS90002'],
    [
      'invalid_grant',
      'AADSTS50020: User account from identity provider does not exist in tenant',
      'tenant_unknown',
      'AADSTS50020',
    ],
    ['access_denied', '', 'sign_in_cancelled', 'access_denied'],
    ['access_denied', 'AADSTS65004: User declined to consent', 'sign_in_cancelled', 'AADSTS65004'],
    ['access_denied', 'AADSTS53003: blocked by Conditional Access', 'sign_in_failed', 'AADSTS53003'],
    ['unauthorized_client', 'AADSTS700016: Application not found', 'sign_in_failed', 'AADSTS700016'],
    ['endpoints_resolution_error', '', 'sign_in_unreachable', 'endpoints_resolution_error'],
    ['network_error', '', 'sign_in_unreachable', 'network_error'],
    ['something_new', '', 'sign_in_failed', 'something_new'],
  ])('%s (%s) is %s with %s for the administrator', (code, description, expected, detail) => {
    expect(toFailure({ code, description })).toEqual({ code: expected, detail });
  });

  it('needs the sign-in page when the refresh token is dead, not when the network is', () => {
    expect(needsSignInPage({ code: 'invalid_grant', description: 'AADSTS700084' })).toBe(true);
    expect(needsSignInPage({ code: 'network_error', description: '' })).toBe(false);
  });
});

describe('the sign-in page', () => {
  const flow = (launch: WebAuthFlow['launchWebAuthFlow']): WebAuthFlow => ({
    getRedirectURL: () => BACK,
    launchWebAuthFlow: launch,
  });
  const request = { url: `${AUTHORITY}/${TENANT}/oauth2/v2.0/authorize?state=1`, interactive: true };

  it('returns the address that the browser was sent to', async () => {
    const back = `${BACK}#code=1`;
    expect(
      await openSignInPage(
        flow(async () => back),
        AUTHORITY,
        request,
      ),
    ).toEqual(ok(back));
  });

  it.each([
    ['a window that was closed', 'The user did not approve access.', 'sign_in_cancelled'],
    ['a page that did not load', 'Authorization page could not be loaded.', 'sign_in_unreachable'],
  ])('reports %s', async (_, message, code) => {
    const closed = flow(() => Promise.reject(new Error(message)));
    expect(await openSignInPage(closed, AUTHORITY, request)).toEqual(err({ code }));
  });

  it('opens only at the configured authority', async () => {
    const never = flow(() => Promise.reject(new Error('not expected')));
    const elsewhere = { url: 'https://login.evil.example/authorize', interactive: true };
    expect(await openSignInPage(never, AUTHORITY, elsewhere)).toEqual(err({ code: 'sign_in_failed' }));
  });

  it('gives up after ten seconds without a window', async () => {
    const seen: unknown[] = [];
    const hidden = flow(async (details) => {
      seen.push(details);
      return `${BACK}#error=login_required`;
    });
    await openSignInPage(hidden, AUTHORITY, { ...request, interactive: false });
    expect(seen).toMatchObject([{ interactive: false, timeoutMsForNonInteractive: 10_000 }]);
  });
});

describe('checking the authority before a window opens', () => {
  const answering =
    (body: unknown, status = 200): typeof fetch =>
    async () =>
      Response.json(body, { status });

  it('accepts a tenant that exists', async () => {
    const good = answering({ authorization_endpoint: `${AUTHORITY}/x/oauth2/v2.0/authorize` });
    expect(await checkAuthority(AUTHORITY, TENANT, good)).toEqual(ok(null));
  });

  it('names a tenant that does not exist', async () => {
    const unknown = answering(
      { error: 'invalid_tenant', error_description: 'AADSTS90002: Tenant not found' },
      400,
    );
    expect(await checkAuthority(AUTHORITY, OTHER, unknown)).toEqual(
      err({ code: 'tenant_unknown', detail: 'AADSTS90002' }),
    );
  });

  it('reports an authority that does not answer', async () => {
    const down: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await checkAuthority(AUTHORITY, TENANT, down)).toEqual(err({ code: 'sign_in_unreachable' }));
  });
});

describe('the configuration of the sign-in', () => {
  const settings = {
    ...BARE_SETTINGS,
    workerUrl: 'https://ringcard.example',
    tenantId: TENANT,
    clientId: OTHER,
  };
  const scope = 'api://x/Directory.Read';

  it('combines the settings with the worker’s facts', async () => {
    const config = await findSignInConfig(settings, BACK, async () => ok({ tenantId: TENANT, scope }));
    expect(config).toEqual(
      ok({ authority: AUTHORITY, tenantId: TENANT, clientId: OTHER, scope, redirectUri: BACK }),
    );
  });

  it('names both tenant ids when the worker serves another tenant', async () => {
    const config = await findSignInConfig(settings, BACK, async () => ok({ tenantId: OTHER, scope }));
    expect(config).toEqual(err({ code: 'wrong_tenant', detail: `${TENANT} ≠ ${OTHER}` }));
  });

  it('asks the worker nothing before the settings are complete', async () => {
    const never = () => Promise.reject(new Error('not expected'));
    expect(await findSignInConfig(BARE_SETTINGS, BACK, never)).toEqual(err({ code: 'not_configured' }));
  });
});
