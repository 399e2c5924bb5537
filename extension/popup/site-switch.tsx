import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { readSettings, writePreferences } from '../settings/settings-store.ts';
import { isOnSite, siteOf } from '../sites/sites.ts';
import { t } from '../ui/i18n.ts';
import type { ActiveTab } from './active-tab.ts';

interface SiteState {
  site: string;
  blockedSites: readonly string[];
  isLocked: boolean;
}

/** Pauses or resumes Ringcard on the tab's site. A choice of the administrator shows but cannot be changed. */
export function SiteSwitch({ tab, changed }: { tab: ActiveTab; changed: () => void }) {
  const [state, setState] = useState<SiteState>();
  const site = tab.url === undefined ? undefined : siteOf(tab.url);
  useEffect(() => {
    if (site !== undefined) void readSettings().then((read) => setState(stateOf(site, read)));
  }, [site]);
  if (!state || !tab.url) return null;

  const isPaused = isOnSite(tab.url, state.blockedSites);
  // The site is paused by an entry for its whole domain, which only the options page can remove.
  const isByDomain = isPaused && !state.blockedSites.includes(state.site);
  const turn = async () => {
    if (isByDomain) return browser.runtime.openOptionsPage();
    const others = state.blockedSites.filter((other) => other !== state.site);
    const blockedSites = isPaused ? others : [...others, state.site];
    setState(stateOf(state.site, await writePreferences({ blockedSites })));
    changed();
  };
  return (
    <p class="site">
      <bdi>{t(isPaused ? 'pausedOn' : 'activeOn', state.site)}</bdi>
      {state.isLocked ? (
        <span>{t('decidedByAdministrator')}</span>
      ) : (
        <button type="button" class="link" onClick={() => void turn()}>
          {t(isByDomain ? 'openOptions' : isPaused ? 'resumeHere' : 'pauseHere')}
        </button>
      )}
    </p>
  );
}

function stateOf(site: string, { settings, locked }: Awaited<ReturnType<typeof readSettings>>): SiteState {
  return { site, blockedSites: settings.blockedSites, isLocked: locked.includes('blockedSites') };
}
