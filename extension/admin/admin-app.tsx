import { useEffect, useState } from 'preact/hooks';
import type { SettingsRead } from '../settings/settings.ts';
import { readSettings } from '../settings/settings-store.ts';
import { t } from '../ui/i18n.ts';
import { ExplainPanel } from './explain-panel.tsx';
import { ProfilePanel } from './profile-panel.tsx';

/** For administrators who are asked why a number finds nobody: explains one number, and tries a profile on a whole source. */
export function AdminApp() {
  const [read, setRead] = useState<SettingsRead>();
  useEffect(() => void readSettings().then(setRead), []);
  return (
    <>
      <header>
        <h1>{t('adminTitle')}</h1>
        <p>{t('adminIntroduction')}</p>
      </header>
      {read && <ExplainPanel settings={read.settings} />}
      <ProfilePanel />
    </>
  );
}
