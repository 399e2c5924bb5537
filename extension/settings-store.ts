import { browser } from 'wxt/browser';
import {
  layerSettings,
  type PreferenceName,
  type Preferences,
  preferences,
  type SettingsRead,
} from './settings.ts';

const KEY = 'settings';

let packaged: Promise<unknown> | undefined;

/** The person's stored values over the packaged `defaults.json`. */
export async function readSettings(): Promise<SettingsRead> {
  packaged ??= readPackaged();
  const [base, stored] = await Promise.all([packaged, browser.storage.local.get(KEY)]);
  return layerSettings(base, stored[KEY]);
}

/**
 * Keeps what differs from the packaged values: a person who changed only the country still follows the administrator's next
 * address. Answers what applies from now on.
 */
export async function writePreferences(values: Preferences): Promise<SettingsRead> {
  packaged ??= readPackaged();
  const base = layerSettings(await packaged, undefined).settings;
  const differing = Object.entries(values).map(([name, value]) => [
    name,
    value === base[name as PreferenceName] ? null : value,
  ]);
  const own: Preferences = preferences.parse(Object.fromEntries(differing));
  await browser.storage.local.set({ [KEY]: own });
  return await readSettings();
}

async function readPackaged(): Promise<unknown> {
  const answer = await fetch(browser.runtime.getURL('/defaults.json'));
  return await answer.json();
}
