import {
  type AccountInfo,
  AuthError,
  type AuthenticationResult,
  CacheLookupPolicy,
  InteractionRequiredAuthError,
  LogLevel,
  PublicClientApplication,
  type RedirectRequest,
} from '@azure/msal-browser';
import type { Failure } from '#shared/failure.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Granted, SignInConfig } from '../messages/sign-in-messages.ts';
import { needsSignInPage, type SignInTrouble, toFailure } from './sign-in-failure.ts';
import { withoutSignInState } from './sign-in-state.ts';
import { uncookiedNetwork } from './uncookied-network.ts';

/** The only file that imports MSAL. Needs a `window`. `openWindow` shows the sign-in page and returns the address it ended at. */

export type OpenWindow = (request: { url: string; interactive: boolean }) => Promise<Result<string, Failure>>;

export interface MsalClient {
  /** `choosesAccount`: Microsoft's page asks which account, even where one is signed in. */
  signIn(options: { choosesAccount: boolean }): Promise<Result<Granted, Failure>>;
  /** A token without any window. `fresh` skips the cached one, for a token that the worker refused. */
  renew(options: { fresh: boolean; loginHint?: string | undefined }): Promise<Result<Granted, Failure>>;
  signOut(options: { alsoAtMicrosoft: boolean }): Promise<void>;
}

export async function createMsalClient(config: SignInConfig, openWindow: OpenWindow): Promise<MsalClient> {
  let nextUrl: string | undefined;
  const app = new PublicClientApplication({
    auth: {
      clientId: config.clientId,
      authority: `${config.authority}/${config.tenantId}`,
      knownAuthorities: [new URL(config.authority).host],
      redirectUri: config.redirectUri,
      postLogoutRedirectUri: config.redirectUri,
      // Returning false keeps MSAL from navigating this document; the address goes to launchWebAuthFlow instead.
      onRedirectNavigate: (url) => {
        nextUrl = url;
        return false;
      },
    },
    // MSAL encrypts this cache with a key from the cookie shim, which is in memory only. `memoryStorage` refuses redirects.
    cache: { cacheLocation: 'localStorage' },
    system: {
      networkClient: uncookiedNetwork,
      loggerOptions: { logLevel: LogLevel.Error, piiLoggingEnabled: false, loggerCallback: () => {} },
    },
  });
  await app.initialize();

  const scopes = [config.scope];
  const account = (): AccountInfo | null => app.getActiveAccount() ?? app.getAllAccounts()[0] ?? null;

  async function throughWindow(
    request: Omit<RedirectRequest, 'scopes'>,
    interactive: boolean,
  ): Promise<Result<Granted, Failure>> {
    nextUrl = undefined;
    await app.acquireTokenRedirect({ ...request, scopes });
    const url = withoutSignInState(readCaptured());
    const back = await openWindow({ url, interactive });
    if (!back.ok) {
      await endAttempt(url);
      return back;
    }
    const result = await app.handleRedirectPromise({
      hash: back.value.slice(back.value.indexOf('#')),
      navigateToLoginRequestUrl: false,
    });
    if (!result) return err({ code: 'sign_in_failed', detail: 'no_response' });
    app.setActiveAccount(result.account);
    await forgetOthers(result.account);
    return ok(toGranted(result));
  }

  /** One person at a time: removes the tokens of everybody else from the cache. */
  async function forgetOthers({ homeAccountId }: AccountInfo): Promise<void> {
    const others = app.getAllAccounts().filter((known) => known.homeAccountId !== homeAccountId);
    for (const other of others) await app.clearCache({ account: other });
  }

  /** A callback sets `nextUrl`, which the compiler cannot see. */
  function readCaptured(): string {
    const url: string | undefined = nextUrl;
    if (url === undefined) throw new Error('MSAL asked for no navigation');
    return url;
  }

  /**
   * MSAL still believes that an interaction is under way. An error response to this attempt ends it;
   * an empty response would do so only once per instance, because MSAL remembers results by their hash.
   */
  async function endAttempt(url: string): Promise<void> {
    const state = new URL(url).searchParams.get('state') ?? '';
    const hash = `#${new URLSearchParams({ error: 'access_denied', state })}`;
    await app.handleRedirectPromise({ hash, navigateToLoginRequestUrl: false }).catch(() => null);
  }

  async function silently(fresh: boolean, known: AccountInfo): Promise<Result<Granted, Failure> | 'page'> {
    try {
      const result = await app.acquireTokenSilent({
        scopes,
        account: known,
        // Never the default policy: it ends in a hidden frame, which cannot work with this redirect URI and blocks for 10 s.
        cacheLookupPolicy: fresh
          ? CacheLookupPolicy.RefreshToken
          : CacheLookupPolicy.AccessTokenAndRefreshToken,
      });
      return ok(toGranted(result));
    } catch (problem) {
      const trouble = readTrouble(problem);
      if (problem instanceof InteractionRequiredAuthError || needsSignInPage(trouble)) return 'page';
      return err(toFailure(trouble));
    }
  }

  return {
    signIn: ({ choosesAccount }) =>
      guarded(() => throughWindow(choosesAccount ? { prompt: 'select_account' } : {}, true)),

    renew: ({ fresh, loginHint }) =>
      guarded(async () => {
        const known = account();
        const hint = known?.loginHint ?? known?.username ?? loginHint;
        if (known) {
          const renewed = await silently(fresh, known);
          if (renewed !== 'page') return renewed;
        }
        if (!hint) return err({ code: 'signed_out' });
        const request = { prompt: 'none', loginHint: hint, ...(known ? { account: known } : {}) };
        const result = await throughWindow(request, false).catch((problem: unknown) => {
          const trouble = readTrouble(problem);
          return needsSignInPage(trouble) ? err<Failure>({ code: 'signed_out' }) : err(toFailure(trouble));
        });
        // Nobody can cancel a hidden window, so "cancelled" means that the page needed to be seen.
        const isHidden = !result.ok && result.failure.code === 'sign_in_cancelled';
        return isHidden ? err({ code: 'signed_out' }) : result;
      }),

    async signOut({ alsoAtMicrosoft }) {
      const known = account();
      if (!known) return;
      nextUrl = undefined;
      if (alsoAtMicrosoft)
        await app.logoutRedirect({ account: known, logoutHint: known.loginHint ?? known.username });
      else await app.clearCache({ account: known });
      if (alsoAtMicrosoft && nextUrl) await openWindow({ url: nextUrl, interactive: true });
    },
  };
}

async function guarded(work: () => Promise<Result<Granted, Failure>>): Promise<Result<Granted, Failure>> {
  try {
    return await work();
  } catch (problem) {
    return err(toFailure(readTrouble(problem)));
  }
}

function readTrouble(problem: unknown): SignInTrouble {
  if (problem instanceof AuthError) return { code: problem.errorCode, description: problem.errorMessage };
  return { code: problem instanceof TypeError ? 'network_error' : 'internal', description: '' };
}

function toGranted(result: AuthenticationResult): Granted {
  const { account } = result;
  return {
    accountId: account.homeAccountId,
    accessToken: result.accessToken,
    expiresAt: result.expiresOn?.getTime() ?? 0,
    person: { name: account.name ?? account.username, username: account.username },
    loginHint: account.loginHint ?? account.username,
  };
}
