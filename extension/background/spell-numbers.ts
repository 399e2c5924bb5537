import type { Hit } from '#shared/api.ts';
import { formatInternational } from '#shared/phone/display.ts';
import type { Spelled } from '../messages.ts';

/** Every number of an answer as people write it. */
export function spellNumbers(answer: { hits: readonly Hit[] }): Spelled {
  const spelled: Spelled = {};
  for (const { contact } of answer.hits)
    for (const { e164 } of contact.numbers) spelled[e164] ??= formatInternational(e164);
  return spelled;
}
