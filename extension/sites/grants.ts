import { browser } from 'wxt/browser';
import type { Settings } from '../settings/settings.ts';
import { ALL_SITES, originOf, originsOf } from './site-patterns.ts';

/** What the browser lets the extension read and ask, by the person's consent or by the package. */

export interface Grants {
  sites: 'all' | 'some' | 'none';
  /** The granted match patterns, without the worker's own. */
  origins: string[];
  /** What the settings name and the browser has not granted: the worker's address, the sites that alone are read, the softphones. */
  missing: string[];
  isWorkerMissing: boolean;
  /** False where the package demands every site at installation: then nothing can be taken back here. */
  isOptional: boolean;
}

type Named = Pick<Settings, 'workerUrl' | 'allowedSites' | 'softphones'>;

/** What the settings need the browser to grant. */
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

/** Opens the browser's own question. Works only straight from a press, before anything is awaited. */
export async function requestOrigins(origins: readonly string[]): Promise<boolean> {
  if (origins.length === 0) return true;
  return browser.permissions.request({ origins: [...origins] });
}

export async function removeOrigins(origins: readonly string[]): Promise<void> {
  if (origins.length > 0) await browser.permissions.remove({ origins: [...origins] });
}

/** Calls back whenever the browser granted or took something, until the signal ends. */
export function watchGrants(changed: () => void, signal?: AbortSignal): void {
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(changed);
  onRemoved.addListener(changed);
  signal?.addEventListener('abort', () => {
    onAdded.removeListener(changed);
    onRemoved.removeListener(changed);
  });
}
