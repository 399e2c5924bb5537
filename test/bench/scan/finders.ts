import { findPhoneNumbersInText } from 'libphonenumber-js/max';
import { findCandidates } from '#shared/phone/candidates.ts';
import type { GoldPage, Language, Span } from '../../gold/gold-page.ts';
import { findNumbers } from '../../support/find-numbers.ts';

/** An engine that finds numbers in a text node. */
export interface Finder {
  name: string;
  find(text: string, country: Country): readonly Span[];
}

type Country = 'DE' | 'GB' | 'FR' | 'IT' | 'ES' | 'NL' | 'PL' | 'TR' | 'PT' | 'US';

const COUNTRY_OF: Record<Language, Country> = {
  de: 'DE',
  en: 'GB',
  fr: 'FR',
  it: 'IT',
  es: 'ES',
  nl: 'NL',
  pl: 'PL',
  tr: 'TR',
  pt: 'PT',
};

/** The country of a page's readers, which libphonenumber needs. */
export function countryOf({ country, language }: GoldPage): Country {
  return country ?? COUNTRY_OF[language];
}

export const OURS: Finder = { name: 'ringcard', find: (text) => findCandidates(text) };

export const OTHERS: readonly Finder[] = [
  {
    // As in the browser, where the background says which parts of the page's proposals are numbers.
    name: 'ringcard+read',
    find: findNumbers,
  },
  {
    name: 'libphonenumber',
    find: (text, country) =>
      findPhoneNumbersInText(text, country).map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt })),
  },
];
