import * as z from 'zod/mini';
import { readSite } from '../sites/sites.ts';
import { adapters, type RefusedAdapter, readAdapters } from './adapter-schema.ts';

/** Everything that a person or an administrator may set. Pure; storage is `settings-store.ts`. */

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

const sites = z.array(z.string().check(z.refine((text) => readSite(text) === text))).check(z.maxLength(500));
const callTemplate = z.string().check(
  z.maxLength(500),
  z.refine((text) => isCallTemplate(text)),
);

/** How numbers are written: with the country code, in national form, or as short as the person's telephone allows. */
export const NUMBER_FORMATS = ['international', 'national', 'shortest'] as const;
/** Whether numbers on pages are underlined, or found only when the pointer rests on one. */
export const MARKINGS = ['underline', 'hover'] as const;
/** The kind of address that the button "Call" opens. */
export const CALL_HANDLERS = ['tel', 'callto', 'sip', 'teams', '3cx', 'template', 'none'] as const;
export const LANGUAGES = ['en', 'de', 'fr', 'it'] as const;

/** The settings of the options page. Null: not set by this person. */
export const preferences = z.object({
  workerUrl: z.nullable(workerUrl),
  tenantId: z.nullable(guid),
  clientId: z.nullable(guid),
  country: z.nullable(country),
  /** Area code of the person's telephone, with or without its zero. */
  area: z.nullable(area),
  /** The company's main number without its extension, with its country code: +49 30 23125. */
  main: z.nullable(main),
  /** The digits to dial for an outside line. */
  outside: z.nullable(outside),
  numberFormat: z.nullable(z.enum(NUMBER_FORMATS)),
  marking: z.nullable(z.enum(MARKINGS)),
  /** Sites whose incoming calls are recognised; see sites.ts for how a site is written. */
  softphones: z.nullable(sites),
  /** The only sites on which numbers are found. Empty: every site that the browser lets the extension read. */
  allowedSites: z.nullable(sites),
  /** Sites that are never read, whatever the other settings say. */
  blockedSites: z.nullable(sites),
  callHandler: z.nullable(z.enum(CALL_HANDLERS)),
  /** For the handler `template`: an address with `{number}` (E.164; percent-encoded in web addresses) in it. */
  callTemplate: z.nullable(callTemplate),
  /** Null: the browser's language. */
  language: z.nullable(z.enum(LANGUAGES)),
  /** Keep an encrypted copy of the directory on this device, if the worker allows it too. */
  offline: z.nullable(z.boolean()),
  /** Remember the latest look-ups on this device. */
  recents: z.nullable(z.boolean()),
});
export type Preferences = z.infer<typeof preferences>;
export type PreferenceName = keyof Preferences;

/** The settings that apply. Null where nothing was set and no default exists. */
export const settings = z.extend(preferences, {
  numberFormat: z.enum(NUMBER_FORMATS),
  marking: z.enum(MARKINGS),
  softphones: sites,
  allowedSites: sites,
  blockedSites: sites,
  callHandler: z.enum(CALL_HANDLERS),
  offline: z.boolean(),
  recents: z.boolean(),
  authority,
  /** Softphones that the administrator describes; see adapter-schema.ts. */
  softphoneAdapters: adapters,
});
export type Settings = z.infer<typeof settings>;

export const BARE_SETTINGS: Settings = {
  workerUrl: null,
  tenantId: null,
  clientId: null,
  country: null,
  area: null,
  main: null,
  outside: null,
  numberFormat: 'international',
  marking: 'underline',
  softphones: [],
  allowedSites: [],
  blockedSites: [],
  callHandler: 'tel',
  callTemplate: null,
  language: null,
  offline: false,
  recents: true,
  authority: 'https://login.microsoftonline.com',
  softphoneAdapters: [],
};

export interface SettingsRead {
  settings: Settings;
  /** Keys with an unusable value, which the layer beneath has replaced. */
  replaced: string[];
  /** Settings that the administrator's policy decides; the person cannot change them. */
  locked: PreferenceName[];
  /** Unusable softphone adapters of the policy. They do not affect the others. */
  refusedAdapters: RefusedAdapter[];
}

export interface SettingsLayers {
  packaged: unknown;
  stored: unknown;
  /** The administrator's policy, from `storage.managed`. */
  managed: unknown;
}

/**
 * Layers the settings, later over earlier: built-in values, the package, the person's own, the policy.
 * A bad value falls back to the layer beneath. The person's layer cannot name a sign-in authority.
 */
export function layerSettings({ packaged, stored, managed }: SettingsLayers): SettingsRead {
  const replaced: string[] = [];
  const base = overlay(BARE_SETTINGS, settings.shape, packaged, replaced);
  const own = overlay(base, preferences.shape, stored, replaced);
  const unusable: string[] = [];
  const { policy, refusedAdapters } = sortAdapters(managed);
  const decided = overlay(own, settings.shape, policy, unusable);
  const locked = PREFERENCE_NAMES.filter((name) => isDecided(managed, name) && !unusable.includes(name));
  return { settings: decided, replaced: [...replaced, ...unusable], locked, refusedAdapters };
}

/** Drops the bad adapters, so that one does not spoil the others. */
function sortAdapters(managed: unknown): { policy: unknown; refusedAdapters: RefusedAdapter[] } {
  const given = policyValue(managed, 'softphoneAdapters');
  if (!Array.isArray(given)) return { policy: managed, refusedAdapters: [] };
  const { usable, refused } = readAdapters(given);
  return { policy: Object.assign({}, managed, { softphoneAdapters: usable }), refusedAdapters: refused };
}

const PREFERENCE_NAMES = Object.keys(preferences.shape) as PreferenceName[];

function isDecided(managed: unknown, name: PreferenceName): boolean {
  const value = policyValue(managed, name);
  return value !== undefined && value !== null;
}

function policyValue(managed: unknown, name: keyof Settings): unknown {
  return typeof managed === 'object' && managed !== null ? Reflect.get(managed, name) : undefined;
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
    // Null means "not set here", so that an emptied field falls back to the packaged value.
    if (value === undefined || value === null) continue;
    if (schema.safeParse(value).success) merged[name] = value;
    else replaced.push(name);
  }
  return settings.parse(merged);
}

/** Normalises the worker's address: https (http on loopback only), no credentials, query, fragment or final slash. */
export function readWorkerUrl(text: string): string | undefined {
  const url = parseUrl(text.trim());
  if (!url || url.username || url.password || url.search || url.hash) return undefined;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return isSafe ? url.href.replace(/\/+$/, '') : undefined;
}

/** True for an address that can dial: `{number}` occurs once, and not in the scheme or in the host of a web address. */
export function isCallTemplate(text: string): boolean {
  if (text.split('{number}').length !== 2) return false;
  const url = parseUrl(text.replace('{number}', '%2B4930123456'));
  if (!url || FORBIDDEN_SCHEMES.has(url.protocol)) return false;
  return !/^https?:$/.test(url.protocol) || !url.host.includes('4930123456');
}

const FORBIDDEN_SCHEMES = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'blob:',
  'file:',
  'about:',
  'filesystem:',
  'chrome:',
  'chrome-extension:',
  'moz-extension:',
  'edge:',
  'view-source:',
]);

function isAuthority(text: string): boolean {
  const url = parseUrl(text);
  if (url?.protocol !== 'https:' || url.pathname !== '/' || url.username || url.search || url.hash)
    return false;
  // Loopback is the only other authority, for the local test tenant: it is the person's own machine.
  return isLoopback(url.hostname) || (MICROSOFT_HOSTS.includes(url.hostname) && url.port === '');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
