import type { SourceStatus } from '#shared/api.ts';
import { messageLanguage, t } from '../ui/i18n.ts';

/** When every contact of a source was last read, and when next. Nothing before the first time, or from older workers. */
export function ReadWhole({ source }: { source: SourceStatus | undefined }) {
  if (source?.lastFull === undefined || source.nextFull === undefined) return null;
  const format = new Intl.DateTimeFormat(messageLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
  const [last = '', next = ''] = [source.lastFull, source.nextFull].map((at) => format.format(new Date(at)));
  return <p class="lead">{t('sourceReadWhole', last, next)}</p>;
}
