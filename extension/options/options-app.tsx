import { useEffect, useState } from 'preact/hooks';
import { OfflinePanel } from '../offline/offline-panel.tsx';
import type { SettingsRead } from '../settings.ts';
import { readSettings, writePreferences } from '../settings-store.ts';
import { t } from '../ui/i18n.ts';
import { OptionsForm } from './options-form.tsx';

export function OptionsApp() {
  const [read, setRead] = useState<SettingsRead>();
  useEffect(() => void readSettings().then(setRead), []);
  return (
    <>
      <header>
        <h1>{t('optionsTitle')}</h1>
        <p>{t('optionsIntroduction')}</p>
      </header>
      {read && <OptionsForm read={read} save={writePreferences} />}
      <OfflinePanel />
    </>
  );
}
