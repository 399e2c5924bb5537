import { randomBytes } from 'node:crypto';
import { type Configuration, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { API_SCOPE } from '../ids.ts';
import type { Authority } from './authority.ts';
import { showError } from './error-page.ts';
import { describeFailure, type EntraFailure, failures } from './failure.ts';
import { createProtocolStore } from './protocol-store.ts';
import { allowsRedirect } from './redirects.ts';
import { refreshFailures } from './refresh-failures.ts';
import { OIDC_SCOPES, readDelegatedScopes } from './scopes.ts';
import { userOfLoginHint } from './subjects.ts';

const DAY_SECONDS = 24 * 60 * 60;

/**
 * oidc-provider runs authorisation, PKCE, sessions and the rotation of refresh tokens. It issues opaque tokens,
 * which `user-tokens.ts` replaces with tokens as Entra writes them.
 */
export function createProtocol(authority: Authority): Provider {
  const { tenant } = authority;
  const configuration: Configuration = {
    adapter: createProtocolStore(tenant),
    jwks: { keys: [{ ...authority.keys.privateJwk(), use: 'sig', alg: 'RS256' } as const] },
    routes: {
      authorization: `/${tenant.id}/oauth2/v2.0/authorize`,
      token: `/${tenant.id}/oauth2/v2.0/token`,
    },
    scopes: [...OIDC_SCOPES, API_SCOPE],
    claims: { openid: ['sub'] },
    // Entra demands PKCE of public clients only.
    pkce: { required: (_ctx, client) => tenant.registrations.get(client.clientId)?.platform === 'spa' },
    extraParams: ['asked_scope', 'asked_claims'],
    // The router has dealt with CORS already.
    clientBasedCORS: () => true,
    // oidc-provider drops offline_access without a consent page, and then ties tokens to the session.
    issueRefreshToken: () => true,
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: () => authority.state.accessTokenSeconds,
      AuthorizationCode: 600,
      Grant: DAY_SECONDS,
      IdToken: 3600,
      Interaction: 3600,
      // Long enough never to matter: refresh-check.ts ends them, by the tenant's clock.
      RefreshToken: 400 * DAY_SECONDS,
      Session: DAY_SECONDS,
    },
    cookies: { keys: [randomBytes(32).toString('base64url')], names: cookieNames },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    interactions: {
      url: (_ctx, interaction) => `/${tenant.id}/login/${interaction.uid}`,
      policy: signInPolicy(authority),
    },
    findAccount: (_ctx, id) => {
      const user = tenant.users.get(id);
      if (!user?.accountEnabled) return undefined;
      return { accountId: id, claims: () => ({ sub: id }) };
    },
    loadExistingGrant: grantEverything,
    renderError: (ctx, out) => {
      const failed = refusalOf(authority, out.error, String(ctx.query.client_id ?? ''));
      showError(ctx.res, failed, ctx.get('accept-language'));
      // koa must not answer a second time.
      ctx.respond = false;
    },
  };
  const provider = new Provider(authority.issuer, configuration);
  provider.Client.prototype.redirectUriAllowed = function (uri) {
    return allowsRedirect(this.redirectUris ?? [], uri);
  };
  provider.on('authorization.success', (ctx, answer) => {
    if (typeof answer?.code === 'string') {
      const claims = String(ctx.oidc.params?.asked_claims ?? '');
      authority.grants.rememberCode(answer.code, { scope: askedScope(ctx), claims });
    }
  });
  return provider;
}

/** The failure that Entra shows on its own page when it has no address to send the browser back to. */
function refusalOf({ tenant }: Authority, error: string, clientId: string): EntraFailure {
  if (error === 'invalid_redirect_uri') return failures.redirectUriMismatch();
  if (error === 'invalid_client') return failures.applicationNotFound(clientId, tenant.domain);
  return failures.invalidRequest();
}

/** The names of Entra's cookies that serve the same purpose. */
const cookieNames = {
  session: 'ESTSAUTH',
  interaction: 'buid',
  resume: 'esctx',
};

/** The policy below asks for consent; oidc-provider itself treats everything as granted. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope([...OIDC_SCOPES, API_SCOPE].join(' '));
  await grant.save();
  return grant;
}

function askedScope(ctx: KoaContextWithOIDC): string {
  return String(ctx.oidc.params?.asked_scope ?? '');
}

/**
 * Asks for a sign-in when there is no session of an enabled account, or when the session's user is not the one that the
 * hint names. Asks for a missing consent, except for the extension, to which an administrator has consented.
 */
function signInPolicy(authority: Authority): interactionPolicy.Prompt[] {
  const { Check, Prompt } = interactionPolicy;
  const sentence = describeFailure(failures.loginRequired());
  return [
    new Prompt(
      { name: 'login', requestable: true },
      new Check('no_session', sentence, 'login_required', (ctx) => {
        const user = authority.tenant.users.get(ctx.oidc.session?.accountId ?? '');
        return !user?.accountEnabled;
      }),
      new Check('other_user', sentence, 'login_required', (ctx) => {
        const hint = ctx.oidc.params?.login_hint;
        // After the sign-in page the user's choice counts, not the hint.
        if (typeof hint !== 'string' || ctx.oidc.result?.login) return false;
        const expected = userOfLoginHint(authority.tenant, hint);
        return expected !== undefined && expected.id !== ctx.oidc.session?.accountId;
      }),
    ),
    new Prompt(
      { name: 'consent', requestable: true },
      new Check(
        'consent_missing',
        describeFailure(refreshFailures.consentMissing('')),
        'consent_required',
        (ctx) => {
          const clientId = ctx.oidc.client?.clientId ?? '';
          const userId = ctx.oidc.session?.accountId;
          if (authority.tenant.registrations.get(clientId)?.platform === 'spa' || !userId) return false;
          const scopes = readDelegatedScopes(askedScope(ctx));
          return scopes.ok && !authority.grants.hasConsent(userId, clientId, scopes.value.permissions);
        },
      ),
    ),
  ];
}
