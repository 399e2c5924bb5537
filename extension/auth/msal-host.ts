import { checkAuthority } from './authority-check.ts';
import { installCookieShim } from './cookie-shim.ts';
import { createMsalClient, type MsalClient, type OpenWindow } from './msal-client.ts';
import type { SignInHost } from './session.ts';

/** MSAL in the document that calls this: the offscreen document in Chromium, the background page in Firefox. */

export interface AroundMsal {
  openWindow: OpenWindow;
  /** The cookies that an extension page cannot keep itself; see cookie-shim.ts. */
  readCookies: () => Promise<Record<string, string>>;
  keepCookie: (name: string, value: string | null) => void;
}

export function createMsalHost({ openWindow, readCookies, keepCookie }: AroundMsal): SignInHost {
  let current: { key: string; client: Promise<MsalClient> } | undefined;
  let shim: Promise<void> | undefined;

  async function giveCookies(): Promise<void> {
    installCookieShim(document, new Map(Object.entries(await readCookies())), keepCookie);
  }

  const clientFor: (config: Parameters<SignInHost['signIn']>[0]) => Promise<MsalClient> = (config) => {
    const key = JSON.stringify(config);
    if (current?.key !== key) {
      shim ??= giveCookies();
      current = { key, client: shim.then(() => createMsalClient(config, openWindow)) };
    }
    return current.client;
  };

  return {
    async signIn(config, options) {
      const known = await checkAuthority(config.authority, config.tenantId, fetch);
      return known.ok ? (await clientFor(config)).signIn(options) : known;
    },
    async renew(config, options) {
      return (await clientFor(config)).renew(options);
    },
    async signOut(config, options) {
      await (await clientFor(config)).signOut(options);
    },
  };
}
