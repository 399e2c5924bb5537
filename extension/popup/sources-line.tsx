import type { StatusAnswer } from '#shared/api.ts';
import { messageLanguage, t } from '../ui/i18n.ts';

/** Which sources the person may see, in the administrator's words. */
export function SourcesLine({ status }: { status: StatusAnswer }) {
  const { sources } = status;
  if (sources.length === 0) return <footer class="sources">{t('noSources')}</footer>;
  const names = new Intl.ListFormat(messageLanguage(), { type: 'unit' }).format(
    sources.map(({ name }) => name),
  );
  const waiting = sources.filter(({ generation }) => generation === 0).map(({ name }) => name);
  return (
    <footer class="sources">
      <bdi>{t('youSee', names)}</bdi>
      {waiting.length > 0 && <bdi class="waiting-sources">{t('stillImporting', waiting.join(', '))}</bdi>}
    </footer>
  );
}
