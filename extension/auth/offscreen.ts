import { browser } from 'wxt/browser';
import type { Failure } from '#shared/failure.ts';
import { ok, type Result } from '#shared/result.ts';
import { reportError, reportErrors } from '../diagnosis/report-errors.ts';
import { ask } from '../messages/ask.ts';
import {
  cookieJar,
  openedSignInWindow,
  type ToOffscreen,
  toOffscreen,
} from '../messages/sign-in-messages.ts';
import { createMsalHost } from './msal-host.ts';

/** Chromium: runs MSAL for the background. This document has neither `identity` nor `storage`, so it asks the background for both. */
export function startOffscreen(): void {
  reportErrors();
  const host = createMsalHost({
    openWindow: (request) => ask({ type: 'open-sign-in-window', ...request }, openedSignInWindow),
    readCookies: () => ask({ type: 'read-cookies' }, cookieJar),
    keepCookie: (name, value) => void browser.runtime.sendMessage({ type: 'keep-cookie', name, value }),
  });

  async function obey(message: ToOffscreen): Promise<Result<unknown, Failure>> {
    const { config } = message;
    switch (message.type) {
      case 'sign-in-with-msal':
        return host.signIn(config, message);
      case 'renew-token':
        return host.renew(config, message);
      case 'forget-account':
        await host.signOut(config, message);
        return ok(null);
    }
  }

  browser.runtime.onMessage.addListener((said: unknown, sender, answer) => {
    const message = toOffscreen.safeParse(said);
    // Only the background sends from outside a tab; nobody else may get a token.
    if (!message.success || sender.id !== browser.runtime.id || sender.tab) return false;
    obey(message.data).then(answer, (thrown: unknown) => {
      reportError(thrown);
      answer({ ok: false, failure: { code: 'sign_in_failed' } });
    });
    return true;
  });
}
