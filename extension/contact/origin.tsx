import type { Hit } from '#shared/api.ts';
import { ageText } from '../ui/age.ts';
import { t } from '../ui/i18n.ts';
import { otherSources } from './other-sources.ts';

/** The answer's source and age, and the other sources with this contact. The exact time shows on hover. */
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
