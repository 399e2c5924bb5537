import type { Hit } from '#shared/api.ts';
import { messageLanguage } from '../ui/i18n.ts';

/** The names of the other sources that hold the contact, as a list in words; undefined when there are none. */
export function otherSources({ alsoIn = [] }: Hit): string | undefined {
  if (alsoIn.length === 0) return undefined;
  const names = alsoIn.map(({ name }) => name);
  return new Intl.ListFormat(messageLanguage(), { type: 'unit' }).format(names);
}
