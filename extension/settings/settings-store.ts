import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import {
  layerSettings,
  type PreferenceName,
  type Preferences,
  preferences,
  type SettingsLayers,
  type SettingsRead,
} from './settings.ts';

const KEY = 'settings';
const storedPreferences = z.partial(preferences);

let packaged: Promise<unknown> | undefined;

/** The settings that apply now; see `layerSettings`. */
export async function readSettings(): Promise<SettingsRead> {
  return layerSettings(await readLayers());
}

/**
 * As `readSettings`, but cached until a setting changes. For the background, which reads the settings several times for
 * one look-up.
 */
export function rememberSettings(): () => Promise<SettingsRead> {
  let known: Promise<SettingsRead> | undefined;
  const forget = () => {
    known = undefined;
  };
  watchSettings(forget);
  return () => {
    if (!known) {
      known = readSettings();
      known.catch(forget);
    }
    return known;
  };
}

/**
 * Changes the given settings and stores only differences from the packaged values: a person who changed only the country still
 * follows the administrator's next address. Settings that the policy decides do not change. Returns the settings that now apply.
 */
export async function writePreferences(values: Partial<Preferences>): Promise<SettingsRead> {
  const { packaged, stored, managed } = await readLayers();
  const base = layerSettings({ packaged, stored: undefined, managed: undefined }).settings;
  const own = layerSettings({ packaged, stored, managed: undefined }).settings;
  const { locked } = layerSettings({ packaged, stored, managed });
  const wanted = { ...own, ...values };
  const names = Object.keys(preferences.shape) as PreferenceName[];
  const differing = names
    .map((name) => [name, locked.includes(name) ? own[name] : wanted[name]] as const)
    .filter(([name, value]) => value !== null && !isSame(value, base[name]));
  await browser.storage.local.set({ [KEY]: storedPreferences.parse(Object.fromEntries(differing)) });
  return await readSettings();
}

/** Calls back when the person or the policy changes a setting, in this context or another, until the signal aborts. */
export function watchSettings(changed: () => void, signal?: AbortSignal): void {
  const listener = (changes: object, area: string) => {
    if (area === 'managed' || (area === 'local' && KEY in changes)) changed();
  };
  browser.storage.onChanged.addListener(listener);
  signal?.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

async function readLayers(): Promise<SettingsLayers> {
  packaged ??= readPackaged();
  const [base, stored, managed] = await Promise.all([
    packaged,
    browser.storage.local.get(KEY),
    readManaged(),
  ]);
  return { packaged: base, stored: stored[KEY], managed };
}

async function readManaged(): Promise<unknown> {
  // Firefox throws when there is no policy.
  try {
    return await browser.storage.managed.get(null);
  } catch {
    return undefined;
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function readPackaged(): Promise<unknown> {
  const answer = await fetch(browser.runtime.getURL('/defaults.json'));
  return await answer.json();
}
