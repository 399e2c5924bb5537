import { browser } from 'wxt/browser';
import { type MessageKey, t } from '../ui/i18n.ts';
import { SiteConsent } from '../ui/site-consent.tsx';
import { useSiteAccess } from '../ui/use-site-access.ts';

const WHAT_IS_READ: readonly MessageKey[] = [
  'welcomeReadsText',
  'welcomeAsksOnIntent',
  'welcomeGoesToWorker',
  'welcomeLeavesAlone',
];

/** The page that opens after the installation: explains what Ringcard reads and why, and asks on which sites. */
export function WelcomeApp() {
  const access = useSiteAccess();
  return (
    <>
      <header>
        <h1>{t('welcomeTitle')}</h1>
        <p>{t('welcomeIntroduction')}</p>
      </header>
      <section class="group" aria-labelledby="what">
        <h2 id="what">{t('welcomeWhat')}</h2>
        <ul class="facts">
          {WHAT_IS_READ.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </section>
      {access && (
        <section class="group" aria-labelledby="where">
          <h2 id="where">{t('groupWhere')}</h2>
          <SiteConsent access={access} />
        </section>
      )}
      {access && !access.read.settings.workerUrl && (
        <section class="group" aria-labelledby="next">
          <h2 id="next">{t('welcomeNext')}</h2>
          <p class="help">{t('failNotConfiguredAdvice')}</p>
          <div class="actions">
            <button type="button" class="primary" onClick={() => void browser.runtime.openOptionsPage()}>
              {t('openOptions')}
            </button>
          </div>
        </section>
      )}
    </>
  );
}
