import { browser } from 'wxt/browser';

export interface ActiveTab {
  id: number;
  /** Absent where the browser does not let the extension know it. */
  url?: string | undefined;
}

/** The tab that the popup hangs over; undefined when the popup's page is itself the tab. */
export async function activeTab(): Promise<ActiveTab | undefined> {
  const [[tab], own] = await Promise.all([
    browser.tabs.query({ active: true, currentWindow: true }),
    browser.tabs.getCurrent(),
  ]);
  return tab?.id === undefined || tab.id === own?.id ? undefined : { id: tab.id, url: tab.url };
}
