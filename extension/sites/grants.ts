import { browser } from 'wxt/browser';
import type { Settings } from '../settings/settings.ts';
import { ALL_SITES, originOf, originsOf } from './site-patterns.ts';

/** The origins that the browser lets the extension read and fetch, by the person's consent or by the package. */

export interface Grants {
  sites: 'all' | 'some' | 'none';
  /** The granted match patterns, without the worker's own. */
  origins: string[];
  /** Origins that the settings need and the browser has not granted: the worker's, the allowed sites, the softphones. */
  missing: string[];
  isWorkerMissing: boolean;
  /** False where the package demands every site at installation: then the person cannot revoke a grant. */
  isOptional: boolean;
}

type Named = Pick<Settings, 'workerUrl' | 'allowedSites' | 'softphones'>;

/** Origins that the settings need. */
function neededOrigins({ workerUrl, allowedSites, softphones }: Named): string[] {
  const sites = new Set([...allowedSites, ...softphones].flatMap(originsOf));
  return [...(workerUrl ? [originOf(workerUrl)] : []), ...sites];
}

export async function readGrants(settings: Named): Promise<Grants> {
  const { workerUrl } = settings;
  const needed = neededOrigins(settings);
  const [all, hasAllSites, hasNeeded] = await Promise.all([
    browser.permissions.getAll(),
    isGranted(ALL_SITES),
    Promise.all(needed.map((origin) => isGranted([origin]))),
  ]);
  const missing = needed.filter((_, index) => !hasNeeded[index]);
  const worker = workerUrl ? originOf(workerUrl) : undefined;
  const origins = (all.origins ?? []).filter((origin) => origin !== worker);
  return {
    sites: hasAllSites ? 'all' : origins.length > 0 ? 'some' : 'none',
    origins,
    missing,
    isWorkerMissing: worker !== undefined && missing.includes(worker),
    isOptional: !browser.runtime.getManifest().host_permissions?.length,
  };
}

export function isGranted(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.contains({ origins: [...origins] });
}

/** Opens the browser's permission prompt. Works only inside a click handler, before the first await. */
export async function requestOrigins(origins: readonly string[]): Promise<boolean> {
  if (origins.length === 0) return true;
  return browser.permissions.request({ origins: [...origins] });
}

export async function removeOrigins(origins: readonly string[]): Promise<void> {
  if (origins.length > 0) await browser.permissions.remove({ origins: [...origins] });
}

/** Calls back when the browser grants or revokes a permission, until the signal aborts. */
export function watchGrants(changed: () => void, signal?: AbortSignal): void {
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(changed);
  onRemoved.addListener(changed);
  signal?.addEventListener('abort', () => {
    onAdded.removeListener(changed);
    onRemoved.removeListener(changed);
  });
}
