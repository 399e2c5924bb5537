import { writePreferences } from '../settings/settings-store.ts';
import { type Grants, removeOrigins, requestOrigins } from '../sites/grants.ts';
import { ALL_SITES, originOf, originsOf } from '../sites/site-patterns.ts';
import { messageLanguage, t } from './i18n.ts';
import { SiteList } from './site-list.tsx';
import type { SiteAccessRead } from './use-site-access.ts';

/** The person grants every site or named sites, and revokes a grant as easily. Takes effect at once, without "Save". */
export function SiteConsent({ access: { read, grants } }: { access: SiteAccessRead }) {
  const { workerUrl, allowedSites } = read.settings;
  const isLocked = read.locked.includes('allowedSites');
  const worker = workerUrl ? [originOf(workerUrl)] : [];
  const isNarrowed = allowedSites.length > 0;

  const nameOnly = (sites: readonly string[]) => writePreferences({ allowedSites: [...sites] });

  async function allowAll(): Promise<void> {
    const isGranted = await requestOrigins(ALL_SITES);
    if (isGranted && isNarrowed && !isLocked) await nameOnly([]);
  }

  async function allowSite(site: string): Promise<void> {
    if (await requestOrigins([...originsOf(site), ...worker])) await nameOnly([...allowedSites, site]);
  }

  async function forgetSite(site: string): Promise<void> {
    const rest = allowedSites.filter((other) => other !== site);
    // Revoke first, then remove the name: with an empty list, every granted site would be read.
    const gone = rest.length === 0 ? grants.origins : originsOf(site);
    if (grants.isOptional) await removeOrigins(gone.filter((origin) => !worker.includes(origin)));
    await nameOnly(rest);
  }

  async function takeBack(): Promise<void> {
    await removeOrigins(grants.origins);
    if (!isLocked) await nameOnly([]);
  }

  return (
    <>
      <p class={grants.sites === 'none' ? 'banner warning' : 'banner good'} role="status">
        {stateText(grants, isNarrowed)}
      </p>
      {grants.missing.length > 0 && (
        <p class="banner warning">
          {t('accessMissing', hosts(grants.missing))}{' '}
          <button type="button" class="secondary" onClick={() => void requestOrigins(grants.missing)}>
            {t('allowAccess')}
          </button>
        </p>
      )}
      <div class="actions">
        {(grants.sites !== 'all' || (isNarrowed && !isLocked)) && (
          <button type="button" class="primary" onClick={() => void allowAll()}>
            {t('allowAllSites')}
          </button>
        )}
        {grants.isOptional && grants.sites !== 'none' && (
          <button type="button" class="secondary" onClick={() => void takeBack()}>
            {t('takeBackSites')}
          </button>
        )}
      </div>
      <SiteList
        id="allowedSites"
        label={t('fieldAllowedSites')}
        help={t('helpAllowedSites')}
        sites={allowedSites}
        isLocked={isLocked}
        add={(site) => void allowSite(site)}
        remove={(site) => void forgetSite(site)}
      />
    </>
  );
}

function stateText({ sites, origins }: Grants, isNarrowed: boolean): string {
  if (sites === 'none') return t('sitesNone');
  if (isNarrowed) return t('sitesNamed');
  return sites === 'all' ? t('sitesAll') : t('sitesSome', hosts(origins));
}

/** Match patterns in readable form: their hosts, without repeats. */
export function hosts(origins: readonly string[]): string {
  const names = origins.map((origin) => origin.replace(/^[^:]+:\/\//, '').replace(/\/\*$/, ''));
  return new Intl.ListFormat(messageLanguage(), { type: 'unit' }).format([...new Set(names)]);
}
