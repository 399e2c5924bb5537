import type { Hit } from '#shared/api.ts';
import { cautionFor } from '#shared/phone/dial-caution.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { formatDialable, formatFor } from '#shared/phone/display.ts';
import { dialAddress, dialString } from '../dial/dial-address.ts';
import type { Call, Spelled } from '../messages/messages.ts';
import type { Settings } from '../settings/settings.ts';
import { placeOf } from '../settings/telephone.ts';

/** The settings that decide the spelling of numbers. */
export type SpellingSettings = Pick<
  Settings,
  'country' | 'area' | 'main' | 'outside' | 'numberFormat' | 'callHandler' | 'callTemplate'
>;

/** Each number as this person wants it written, with the address that dials it from their place. Pure. */
export function spellNumbers(numbers: Iterable<string>, settings: SpellingSettings): Spelled {
  const place = placeOf(settings);
  const spelled: Spelled = {};
  for (const e164 of numbers) {
    if (spelled[e164]) continue;
    const call = callOf(e164, settings, place);
    spelled[e164] = { text: formatFor(e164, settings.numberFormat, place), ...(call && { call }) };
  }
  return spelled;
}

/** The numbers of every contact of an answer. */
export function numbersOf({ hits }: { hits: readonly Pick<Hit, 'contact'>[] }): string[] {
  return hits.flatMap(({ contact }) => contact.numbers.map(({ e164 }) => e164));
}

function callOf(e164: string, settings: SpellingSettings, place: Place): Call | undefined {
  if (dialString(e164) === undefined) return undefined;
  // A person who set the outside line has a telephone that takes numbers as they are dialled on it.
  const dialled = settings.outside === null ? e164 : formatDialable(e164, place);
  const address = dialAddress({ e164, dialled }, settings);
  if (address === undefined) return undefined;
  const caution = cautionFor(e164, place.country);
  return { address, ...(caution && { caution }) };
}
