import { browser } from 'wxt/browser';
import { readHealth } from '../api/api-client.ts';
import { createBackgroundPageHost } from '../auth/background-page-host.ts';
import { keepCookie, readCookies } from '../auth/cookie-keeper.ts';
import { createOffscreenHost } from '../auth/offscreen-host.ts';
import { createSession, type Session } from '../auth/session.ts';
import { findSignInConfig } from '../auth/sign-in-config.ts';
import { createSignInFacts } from '../auth/sign-in-facts.ts';
import { openSignInPage } from '../auth/web-auth-flow.ts';
import type { SettingsRead } from '../settings/settings.ts';

export interface SignIn {
  session: Session;
  openWindow(request: { url: string; interactive: boolean }): ReturnType<typeof openSignInPage>;
  readCookies(): Promise<Record<string, string>>;
  keepCookie(name: string, value: string | null): ReturnType<typeof keepCookie>;
}

/** Wires the session: the context in which MSAL runs in this browser, and the tenant by the settings and the worker. */
export function createSignIn(options: {
  fetch: typeof fetch;
  readSettings: () => Promise<SettingsRead>;
  signedIn: () => void;
  forget: () => Promise<void>;
}): SignIn {
  const { readSettings } = options;
  const { session: area, local } = browser.storage;

  const readFacts = createSignInFacts({
    area,
    now: Date.now,
    readHealth: (workerUrl) => readHealth(workerUrl, options.fetch),
  });
  const signIn: Omit<SignIn, 'session'> = {
    openWindow: async (request) =>
      openSignInPage(browser.identity, (await readSettings()).settings.authority, request),
    readCookies: () => readCookies(area),
    keepCookie: (name, value) => keepCookie(area, name, value),
  };
  const session = createSession({
    host:
      import.meta.env.BROWSER === 'firefox'
        ? createBackgroundPageHost({
            ...signIn,
            keepCookie: (name, value) => void signIn.keepCookie(name, value),
          })
        : createOffscreenHost(),
    session: area,
    local,
    now: Date.now,
    config: async (wish) =>
      findSignInConfig((await readSettings()).settings, browser.identity.getRedirectURL(), (workerUrl) =>
        readFacts(workerUrl, wish),
      ),
    signedIn: options.signedIn,
    forget: options.forget,
  });
  return { ...signIn, session };
}
