import { browser } from 'wxt/browser';
import { MAX_PAGE_NUMBERS, pageNumbers } from '../messages/messages.ts';
import { readSettings } from '../settings/settings-store.ts';
import { isSiteRead } from '../sites/sites.ts';
import type { ActiveTab } from './active-tab.ts';

/** The numbers on the page behind the popup, from all its frames, or the reason why there are none. */
export type PageNumbers =
  | { kind: 'read'; numbers: string[] }
  /** The settings pause the site. */
  | { kind: 'paused' }
  /** The browser has not granted the site; `origin` is the permission to request. */
  | { kind: 'not-allowed'; origin: string }
  /** The site is granted but no script of ours runs there yet: the page is older than the grant. */
  | { kind: 'not-ready' }
  /** The browser's own pages, local files, extension stores. */
  | { kind: 'no-page' };

export async function readPageNumbers({ id, url }: ActiveTab): Promise<PageNumbers> {
  const site = url === undefined ? undefined : new URL(url);
  if (site && !/^https?:$/.test(site.protocol)) return { kind: 'no-page' };
  if (site && !isSiteRead(site.href, (await readSettings()).settings)) return { kind: 'paused' };
  const answers = await Promise.all((await framesOf(id)).map((frameId) => askFrame(id, frameId)));
  const read = answers.filter((answer) => answer !== undefined);
  if (read.length > 0) return { kind: 'read', numbers: eachOnce(read.flat()).slice(0, MAX_PAGE_NUMBERS) };
  if (!site) return { kind: 'no-page' };
  const origin = `${site.protocol}//${site.hostname}/*`;
  const isAllowed = await browser.permissions.contains({ origins: [origin] });
  return isAllowed ? { kind: 'not-ready' } : { kind: 'not-allowed', origin };
}

/** The frames that the browser shows to the extension. If it shows none, the top frame may still answer. */
async function framesOf(tabId: number): Promise<number[]> {
  try {
    const frames = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => true,
      injectImmediately: true,
    });
    return frames.map(({ frameId }) => frameId).sort((one, other) => one - other);
  } catch {
    return [0];
  }
}

async function askFrame(tabId: number, frameId: number): Promise<string[] | undefined> {
  try {
    const said: unknown = await browser.tabs.sendMessage(tabId, { type: 'list-numbers' }, { frameId });
    return pageNumbers.safeParse(said).data;
  } catch {
    return undefined;
  }
}

function eachOnce(numbers: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const number of numbers) {
    const digits = number.replace(/[^\d+]/g, '');
    if (!known.has(digits)) known.set(digits, number);
  }
  return [...known.values()];
}
