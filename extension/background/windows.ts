import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import type { SoftphoneNews } from '../messages/call-messages.ts';
import type { contentScriptNews } from '../messages/messages.ts';
import { isGranted } from '../sites/grants.ts';
import { ALL_SITES } from '../sites/site-patterns.ts';
import type { FrameAddress } from './cards/card-tickets.ts';

export function openOptions(): void {
  void browser.runtime.openOptionsPage();
}

/** The first-use page, which asks for the settings that the package does not hold. */
export async function openWelcome(): Promise<void> {
  if (!(await isGranted(ALL_SITES)))
    await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}

/** The popup's page in a tab: the real popup cannot be given a query, and would close with the first click elsewhere. */
export function openSearch(query: string, where: 'here' | 'new-tab' | 'behind' = 'new-tab'): void {
  const page = browser.runtime.getURL('/popup.html');
  const url = query ? `${page}?${new URLSearchParams({ q: query })}` : page;
  if (where === 'here') void browser.tabs.update({ url });
  else void browser.tabs.create({ url, active: where === 'new-tab' });
}

export function tellFrame({ tabId, frameId }: FrameAddress, news: z.infer<typeof contentScriptNews>): void {
  // The page may be gone by now.
  browser.tabs.sendMessage(tabId, news, { frameId }).catch(() => undefined);
}

/** The answer of the content script in a frame. Rejects where none runs. */
export function askFrame(
  { tabId, frameId }: FrameAddress,
  news: z.infer<typeof contentScriptNews>,
): Promise<unknown> {
  return browser.tabs.sendMessage(tabId, news, { frameId });
}

/** Asks every frame of the tab; only the one with the focus answers. Without an answer the search opens. */
export async function lookUpSelection(tabId: number): Promise<void> {
  const news: z.infer<typeof contentScriptNews> = { type: 'look-up-selection' };
  const isFound = await browser.tabs.sendMessage(tabId, news).catch(() => false);
  if (isFound !== true) openSearch('');
}

/** True when the softphone script of that frame did as told. Without a frame, all frames of the tab are told. */
export async function tellSoftphone(
  { tabId, ...frame }: FrameAddress | Pick<FrameAddress, 'tabId'>,
  news: SoftphoneNews,
): Promise<boolean> {
  try {
    return (await browser.tabs.sendMessage(tabId, news, frame)) === true;
  } catch {
    return false;
  }
}
