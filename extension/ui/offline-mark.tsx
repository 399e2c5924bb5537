import { ageText } from './age.ts';
import { t } from './i18n.ts';

/** Marks an answer from the offline copy, with the copy's age. */
export function OfflineMark({ copiedAt, now }: { copiedAt: number | undefined; now: number }) {
  if (copiedAt === undefined) return null;
  return (
    <p class="offline-mark" role="status">
      {t('offlineMark', ageText(copiedAt, now))}
    </p>
  );
}
