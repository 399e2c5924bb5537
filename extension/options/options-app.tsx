import { useState } from 'preact/hooks';
import type { Preferences, SettingsRead } from '../settings/settings.ts';
import { writePreferences } from '../settings/settings-store.ts';
import { messageLanguage, t } from '../ui/i18n.ts';
import { followLanguage } from '../ui/mount-page.ts';
import { SiteConsent } from '../ui/site-consent.tsx';
import { useSiteAccess } from '../ui/use-site-access.ts';
import { DiagnosisPanel } from './diagnosis-panel.tsx';
import { Group } from './groups.tsx';
import { OfflinePanel } from './offline-panel.tsx';
import { OptionsForm } from './options-form.tsx';

export function OptionsApp() {
  const access = useSiteAccess();
  const [language, setLanguage] = useState(messageLanguage);

  async function save(values: Partial<Preferences>): Promise<SettingsRead> {
    const read = await writePreferences(values);
    await followLanguage('optionsTitle');
    setLanguage(messageLanguage());
    return read;
  }

  return (
    <div lang={language}>
      <header>
        <h1>{t('optionsTitle')}</h1>
        <p>{t('optionsIntroduction')}</p>
      </header>
      {access && (
        <>
          <Group id="group-where" title={t('groupWhere')}>
            <SiteConsent access={access} />
          </Group>
          <OptionsForm read={access.read} save={save} />
        </>
      )}
      <OfflinePanel />
      <DiagnosisPanel />
    </div>
  );
}
