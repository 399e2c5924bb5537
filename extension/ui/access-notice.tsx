import { browser } from 'wxt/browser';
import { requestOrigins } from '../sites/grants.ts';
import { t } from './i18n.ts';
import { hosts } from './site-consent.tsx';
import { useSiteAccess } from './use-site-access.ts';

/** Names missing permissions, with a button that requests them. Empty when none is missing. */
export function AccessNotice() {
  const access = useSiteAccess();
  if (!access) return null;
  const { sites, missing } = access.grants;
  if (missing.length > 0) {
    return (
      <p class="access-notice" role="status">
        {t('accessMissing', hosts(missing))}{' '}
        <button type="button" class="secondary" onClick={() => void requestOrigins(missing)}>
          {t('allowAccess')}
        </button>
      </p>
    );
  }
  if (sites !== 'none') return null;
  const choose = () => browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  return (
    <p class="access-notice" role="status">
      {t('sitesNone')}{' '}
      <button type="button" class="secondary" onClick={() => void choose()}>
        {t('chooseSites')}
      </button>
    </p>
  );
}
