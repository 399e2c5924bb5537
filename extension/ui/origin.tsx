import type { Hit } from '#shared/api.ts';
import { ageText } from './age.ts';
import { t } from './i18n.ts';

/** Which source the answer is from and how old it is; the exact time on hover. */
export function Origin({ hit: { source, asOf }, now }: { hit: Hit; now: number }) {
  return (
    <footer class="origin" title={new Date(asOf).toLocaleString()}>
      {t('fromSource', source.name, ageText(Date.parse(asOf), now))}
    </footer>
  );
}
