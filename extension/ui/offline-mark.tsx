import { ageText } from './age.ts';
import { t } from './i18n.ts';

/** Says that an answer comes from the copy on this device, and how old that is. */
export function OfflineMark({ copiedAt, now }: { copiedAt: number | undefined; now: number }) {
  if (copiedAt === undefined) return null;
  return (
    <p class="offline-mark" role="status">
      {t('offlineMark', ageText(copiedAt, now))}
    </p>
  );
}
