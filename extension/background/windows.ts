import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import type { contentScriptNews, SoftphoneNews } from '../messages.ts';
import type { Place } from './card-tickets.ts';

export function openOptions(): void {
  void browser.runtime.openOptionsPage();
}

/** The popup's page in a tab: the real popup cannot be given a query, and would close with the first click elsewhere. */
export function openSearch(query: string): void {
  const page = browser.runtime.getURL('/popup.html');
  void browser.tabs.create({ url: query ? `${page}?${new URLSearchParams({ q: query })}` : page });
}

export function tellFrame(place: Place, news: z.infer<typeof contentScriptNews>): void {
  // The page may be gone by now; then there is nothing left to tell.
  browser.tabs.sendMessage(place.tabId, news, { frameId: place.frameId }).catch(() => undefined);
}

/** True when the softphone script of that frame did as it was told. */
export async function tellSoftphone(place: Place, news: SoftphoneNews): Promise<boolean> {
  try {
    return (await browser.tabs.sendMessage(place.tabId, news, { frameId: place.frameId })) === true;
  } catch {
    return false;
  }
}
