import { messageLanguage, t } from './i18n.ts';

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `3 min. ago`, from milliseconds. Honest but coarse: nobody needs seconds. */
export function ageText(asOf: number, now: number): string {
  const seconds = Math.max(0, (now - asOf) / 1000);
  for (const [unit, size] of STEPS) {
    if (seconds < size) continue;
    const format = new Intl.RelativeTimeFormat(messageLanguage(), { style: 'short', numeric: 'always' });
    return format.format(-Math.floor(seconds / size), unit);
  }
  return t('ageJustNow');
}
