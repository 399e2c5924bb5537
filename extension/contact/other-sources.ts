import type { Hit } from '#shared/api.ts';
import { messageLanguage } from '../ui/i18n.ts';

/** The sources besides the first that hold the contact, in words; undefined where there are none. */
export function otherSources({ alsoIn = [] }: Hit): string | undefined {
  if (alsoIn.length === 0) return undefined;
  const names = alsoIn.map(({ name }) => name);
  return new Intl.ListFormat(messageLanguage(), { type: 'unit' }).format(names);
}
