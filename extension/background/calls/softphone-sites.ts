import { browser } from 'wxt/browser';
import type { Adapter } from '../../settings/adapter-schema.ts';
import type { Settings } from '../../settings/settings.ts';
import { isOnSite } from '../../sites/sites.ts';
import { TELLERS } from '../../softphone/posted-calls.ts';
import type { PageOrigins } from '../site-access.ts';

/** Puts the softphone script on the sites that the settings name, and on no others. */

const SCRIPT = { id: 'softphones', js: ['softphone.js'] };

/**
 * Addresses that the browser runs the script on. Coarser than the sites: patterns of Firefox know no ports, so whoever hears a
 * report asks `softphoneSiteOf` again.
 */
export function patternsOf(sites: readonly string[]): string[] {
  const hosts = sites.map((site) => site.replace(/:\d+$/, '')).filter((host) => !host.startsWith('['));
  return [...new Set(hosts)].map((host) => `*://${host}/*`);
}

/** Registers the script anew where the list has changed; open pages get it at once. */
export async function registerSoftphones(sites: readonly string[]): Promise<void> {
  const matches = patternsOf(sites);
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT.id] });
  if (JSON.stringify(registered?.matches ?? []) === JSON.stringify(matches)) return;
  if (registered) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT.id] });
  if (matches.length === 0) return;
  await browser.scripting.registerContentScripts([
    // The page is whole by then; a call that rings already is still seen.
    { ...SCRIPT, matches, allFrames: true, runAt: 'document_idle', persistAcrossSessions: true },
  ]);
  for (const { id } of await browser.tabs.query({ url: matches })) {
    if (id === undefined) continue;
    // Frames may lie elsewhere; they get it when they are loaded next. Pages where the browser lets nobody in are left out.
    await browser.scripting.executeScript({ target: { tabId: id }, files: SCRIPT.js }).catch(() => undefined);
  }
}

/**
 * The listed site that a frame may report calls for; none where the frame or the page around it is left alone. A teller must be
 * a vendor that we know, or lie on a listed site too.
 */
export function softphoneSiteOf(
  { frame, page }: PageOrigins,
  teller: string | undefined,
  { softphones: sites, blockedSites }: Pick<Settings, 'softphones' | 'blockedSites'>,
): string | undefined {
  if (isOnSite(frame, blockedSites) || isOnSite(page, blockedSites)) return undefined;
  if (teller !== undefined && !TELLERS.includes(teller) && !isOnSite(teller, sites)) return undefined;
  return sites.find((site) => isOnSite(frame, [site]));
}

/** What the policy teaches of the phone that a frame may be. */
export function adaptersFor(
  origins: PageOrigins,
  settings: Pick<Settings, 'softphones' | 'blockedSites' | 'softphoneAdapters'>,
): Adapter[] {
  if (softphoneSiteOf(origins, undefined, settings) === undefined) return [];
  return settings.softphoneAdapters.filter(({ sites }) => !sites || isOnSite(origins.frame, sites));
}
