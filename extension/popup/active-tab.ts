import { browser } from 'wxt/browser';

export interface ActiveTab {
  id: number;
  /** Absent where the browser hides the address from the extension. */
  url?: string | undefined;
}

/** The tab behind the popup; undefined when the popup's page is itself a tab. */
export async function activeTab(): Promise<ActiveTab | undefined> {
  const [[tab], own] = await Promise.all([
    browser.tabs.query({ active: true, currentWindow: true }),
    browser.tabs.getCurrent(),
  ]);
  return tab?.id === undefined || tab.id === own?.id ? undefined : { id: tab.id, url: tab.url };
}
