import { MAX_ADAPTERS, type RefusedAdapter } from '../settings/adapter-schema.ts';
import type { SettingsRead } from '../settings/settings.ts';
import { findBadSelector } from '../softphone/selectors.ts';
import { t } from '../ui/i18n.ts';

/** Tells the administrator which softphone adapters of the policy are unusable. */
export function RefusedAdapters({ read }: { read: SettingsRead }) {
  const unreadable = read.settings.softphoneAdapters.flatMap((adapter): RefusedAdapter[] => {
    const key = findBadSelector(adapter);
    return key === undefined ? [] : [{ id: adapter.id, key }];
  });
  return [...read.refusedAdapters, ...unreadable].map(({ id, key }) => (
    <p class="banner warning" role="alert" key={id}>
      {key === undefined ? t('adapterTooMany', id, String(MAX_ADAPTERS)) : t('adapterRefused', id, key)}
    </p>
  ));
}
