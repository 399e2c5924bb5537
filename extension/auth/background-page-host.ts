import type { AroundMsal } from './msal-host.ts';
import type { SignInHost } from './session.ts';

/** Firefox: the background is a page, so MSAL runs in it. MSAL loads on first use, since the page restarts after every pause. */
export function createBackgroundPageHost(around: AroundMsal): SignInHost {
  let loading: Promise<SignInHost> | undefined;
  const load = () => {
    loading ??= import('./msal-host.ts').then(({ createMsalHost }) => createMsalHost(around));
    return loading;
  };
  return {
    signIn: async (config, options) => (await load()).signIn(config, options),
    renew: async (config, options) => (await load()).renew(config, options),
    signOut: async (config, options) => (await load()).signOut(config, options),
  };
}
