import { type CountryCode, isCountryCode } from '#shared/phone/normalise.ts';
import type { Settings } from '../settings.ts';

/** Country in which national numbers are read: the setting, else the region of the browser's language. */
export function countryOf(settings: Settings, language = navigator.language): CountryCode {
  const chosen = settings.country ?? new Intl.Locale(language).maximize().region ?? 'US';
  return isCountryCode(chosen) ? chosen : 'US';
}
