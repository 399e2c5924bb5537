import * as z from 'zod/mini';

/** Where the worker is and how to sign in. Pure; storage is `settings-store.ts`. */

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Microsoft's sign-in hosts: worldwide, United States government, China. */
const MICROSOFT_HOSTS = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
];

const workerUrl = z.string().check(z.refine((text) => readWorkerUrl(text) === text));
const guid = z.string().check(z.regex(GUID));
const country = z.string().check(z.regex(/^[A-Z]{2}$/));
const area = z.string().check(z.regex(/^\d{1,6}$/));
const main = z.string().check(z.maxLength(24), z.regex(/^\+[1-9](?:[\s/.-]*\d){5,12}$/));
const outside = z.string().check(z.regex(/^\d{1,5}$/));
const authority = z.string().check(z.refine(isAuthority));

/** What a person may set on the options page. */
export const preferences = z.object({
  workerUrl: z.nullable(workerUrl),
  tenantId: z.nullable(guid),
  clientId: z.nullable(guid),
  country: z.nullable(country),
  /** Area code of the person's telephone, with or without its zero. */
  area: z.nullable(area),
  /** The company's main number without its extension, with its country code: +49 30 23125. */
  main: z.nullable(main),
  /** What is dialled for an outside line. */
  outside: z.nullable(outside),
});
export type Preferences = z.infer<typeof preferences>;
export type PreferenceName = keyof Preferences;

export const settings = z.extend(preferences, { authority });
export type Settings = z.infer<typeof settings>;

export const BARE_SETTINGS: Settings = {
  workerUrl: null,
  tenantId: null,
  clientId: null,
  country: null,
  area: null,
  main: null,
  outside: null,
  authority: 'https://login.microsoftonline.com',
};

export interface SettingsRead {
  settings: Settings;
  /** Keys whose stored value was unusable and was replaced by the one beneath it. */
  replaced: string[];
}

/**
 * Layers settings, later over earlier: what is built in, what is packaged, what the person stored.
 * A bad value falls back to the layer beneath; nothing stored can name a sign-in authority.
 */
export function layerSettings(packaged: unknown, stored: unknown): SettingsRead {
  const replaced: string[] = [];
  const base = overlay(BARE_SETTINGS, settings.shape, packaged, replaced);
  const own = overlay(base, preferences.shape, stored, replaced);
  return { settings: own, replaced };
}

function overlay(
  base: Settings,
  shape: Partial<Record<keyof Settings, z.ZodMiniType>>,
  layer: unknown,
  replaced: string[],
): Settings {
  const values = z.record(z.string(), z.unknown()).safeParse(layer ?? {});
  if (!values.success) {
    replaced.push('settings');
    return base;
  }
  const merged: Record<string, unknown> = { ...base };
  for (const [name, schema] of Object.entries(shape)) {
    const value = values.data[name];
    // Null means "not set here", so that an emptied field falls back to what the administrator packaged.
    if (value === undefined || value === null) continue;
    if (schema.safeParse(value).success) merged[name] = value;
    else replaced.push(name);
  }
  return settings.parse(merged);
}

/** The worker's address in its one spelling: https (http on loopback only), no credentials, query or fragment, no slash at the end. */
export function readWorkerUrl(text: string): string | undefined {
  const url = parseUrl(text.trim());
  if (!url || url.username || url.password || url.search || url.hash) return undefined;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return isSafe ? url.href.replace(/\/+$/, '') : undefined;
}

export function isGuid(text: string): boolean {
  return GUID.test(text);
}

function isAuthority(text: string): boolean {
  const url = parseUrl(text);
  if (url?.protocol !== 'https:' || url.pathname !== '/' || url.username || url.search || url.hash)
    return false;
  // The local tenant is the only other authority: what answers on loopback is the person's own machine.
  return isLoopback(url.hostname) || (MICROSOFT_HOSTS.includes(url.hostname) && url.port === '');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
