import { browser } from 'wxt/browser';
import type { Failure } from '#shared/failure.ts';
import { ok, type Result } from '#shared/result.ts';
import { ask } from '../ask.ts';
import {
  cookieJar,
  openedSignInWindow,
  type SignInConfig,
  type ToOffscreen,
  toOffscreen,
} from '../messages.ts';
import { checkAuthority } from './authority-check.ts';
import { installCookieShim } from './cookie-shim.ts';
import { createMsalClient, type MsalClient } from './msal-client.ts';

/** Runs MSAL for the background. Neither `identity` nor `storage` exists in this document, so both are asked for. */
export function startOffscreen(): void {
  let current: { key: string; client: Promise<MsalClient> } | undefined;
  let shim: Promise<void> | undefined;

  async function start(config: SignInConfig): Promise<MsalClient> {
    shim ??= giveCookies();
    await shim;
    return createMsalClient(config, (request) =>
      ask({ type: 'open-sign-in-window', ...request }, openedSignInWindow),
    );
  }

  function clientFor(config: SignInConfig): Promise<MsalClient> {
    const key = JSON.stringify(config);
    if (current?.key !== key) current = { key, client: start(config) };
    return current.client;
  }

  async function obey(message: ToOffscreen): Promise<Result<unknown, Failure>> {
    const { config } = message;
    switch (message.type) {
      case 'sign-in-with-msal': {
        const known = await checkAuthority(config.authority, config.tenantId, fetch);
        return known.ok ? (await clientFor(config)).signIn(message.loginHint) : known;
      }
      case 'renew-token':
        return (await clientFor(config)).renew(message);
      case 'forget-account':
        await (await clientFor(config)).signOut(message);
        return ok(null);
    }
  }

  browser.runtime.onMessage.addListener((said: unknown, sender, answer) => {
    const message = toOffscreen.safeParse(said);
    // Only the background speaks without a page of its own; a token must not go to anyone else.
    if (!message.success || sender.id !== browser.runtime.id || sender.tab) return false;
    obey(message.data).then(answer, () => answer({ ok: false, failure: { code: 'sign_in_failed' } }));
    return true;
  });
}

async function giveCookies(): Promise<void> {
  const jar = await ask({ type: 'read-cookies' }, cookieJar);
  installCookieShim(document, new Map(Object.entries(jar)), (name, value) => {
    void browser.runtime.sendMessage({ type: 'keep-cookie', name, value });
  });
}
