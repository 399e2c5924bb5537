import { cookieJar } from '../messages/sign-in-messages.ts';
import type { StorageArea } from './session.ts';

const KEY = 'cookies';

/** The jar behind auth/cookie-shim.ts. `storage.session` is memory: the key of MSAL's cache dies with the browser, as a session cookie would. */
export async function readCookies(area: StorageArea): Promise<Record<string, string>> {
  return cookieJar.safeParse((await area.get(KEY))[KEY]).data ?? {};
}

let queue: Promise<unknown> = Promise.resolve();

/** Null removes the cookie. Writes run one after another: of two at once, the later would undo the earlier. */
export function keepCookie(area: StorageArea, name: string, value: string | null): Promise<null> {
  const kept = queue.then(async () => {
    const { [name]: _, ...others } = await readCookies(area);
    await area.set({ [KEY]: value === null ? others : { ...others, [name]: value } });
    return null;
  });
  queue = kept.catch(() => undefined);
  return kept;
}
