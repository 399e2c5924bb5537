import type { Place } from '#shared/phone/dialling-profile.ts';
import { type CountryCode, isCountryCode } from '#shared/phone/normalise.ts';
import type { Preferences } from './settings.ts';

/** The country whose rules national numbers follow: the setting, else the region of the browser's language. */
export function countryOf(
  { country }: Pick<Preferences, 'country'>,
  language = navigator.language,
): CountryCode {
  const chosen = country ?? new Intl.Locale(language).maximize().region ?? 'US';
  return isCountryCode(chosen) ? chosen : 'US';
}

/** Where the person telephones from. */
export function placeOf(
  { area, main, outside, ...settings }: Pick<Preferences, 'country' | 'area' | 'main' | 'outside'>,
  language?: string,
): Place {
  return {
    country: countryOf(settings, language),
    ...(area !== null && { area }),
    ...(main !== null && { main }),
    ...(outside !== null && { outside }),
  };
}
