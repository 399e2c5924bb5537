import { browser } from 'wxt/browser';
import type { Adapter } from '../../settings/adapter-schema.ts';
import type { Settings } from '../../settings/settings.ts';
import { isOnSite } from '../../sites/sites.ts';
import { TELLERS } from '../../softphone/posted-calls.ts';
import type { PageOrigins } from '../site-access.ts';

/** Puts the softphone script on the sites that the settings name, and on no others. */

const SCRIPT = { id: 'softphones', js: ['softphone.js'] };

/**
 * Match patterns of the script. They are coarser than the sites, since Firefox's patterns have no ports; so every report is checked
 * with `softphoneSiteOf` again.
 */
export function patternsOf(sites: readonly string[]): string[] {
  const hosts = sites.map((site) => site.replace(/:\d+$/, '')).filter((host) => !host.startsWith('['));
  return [...new Set(hosts)].map((host) => `*://${host}/*`);
}

/** Registers the script again when the list changed. Open pages get it at once. */
export async function registerSoftphones(sites: readonly string[]): Promise<void> {
  const matches = patternsOf(sites);
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT.id] });
  if (JSON.stringify(registered?.matches ?? []) === JSON.stringify(matches)) return;
  if (registered) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT.id] });
  if (matches.length === 0) return;
  await browser.scripting.registerContentScripts([
    // At document_idle the page is complete; a call that rings already is still detected.
    { ...SCRIPT, matches, allFrames: true, runAt: 'document_idle', persistAcrossSessions: true },
  ]);
  for (const { id } of await browser.tabs.query({ url: matches })) {
    if (id === undefined) continue;
    // Frames of other sites get it when they load next. Pages that the browser protects are left out.
    await browser.scripting.executeScript({ target: { tabId: id }, files: SCRIPT.js }).catch(() => undefined);
  }
}

/**
 * The listed site for which a frame may report calls; none where the frame or the page around it must not be read. An embedded phone must
 * be of a known vendor, or on a listed site too.
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

/** The policy's adapters that apply to a frame. */
export function adaptersFor(
  origins: PageOrigins,
  settings: Pick<Settings, 'softphones' | 'blockedSites' | 'softphoneAdapters'>,
): Adapter[] {
  if (softphoneSiteOf(origins, undefined, settings) === undefined) return [];
  return settings.softphoneAdapters.filter(({ sites }) => !sites || isOnSite(origins.frame, sites));
}
