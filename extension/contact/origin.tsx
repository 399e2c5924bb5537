import type { Hit } from '#shared/api.ts';
import { ageText } from '../ui/age.ts';
import { t } from '../ui/i18n.ts';
import { otherSources } from './other-sources.ts';

/** Which source the answer is from and how old it is, and who else knows the person; the exact time on hover. */
export function Origin({ hit, now }: { hit: Hit; now: number }) {
  const { source, asOf } = hit;
  const others = otherSources(hit);
  return (
    <footer class="origin" title={new Date(asOf).toLocaleString()}>
      {t('fromSource', source.name, ageText(Date.parse(asOf), now))}
      {others !== undefined && ` · ${t('alsoIn', others)}`}
    </footer>
  );
}
