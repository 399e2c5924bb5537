import type { DialCaution } from './caution.ts';
import { type CountryCode, getCountryCallingCode, planEntry } from './national-plan.ts';

/** Pure. Numbers that a person should look at twice before dialling them. */

type Kind = DialCaution['kind'];

/** The caution to show before this number is dialled from this country; undefined where none is needed. */
export function cautionFor(e164: string, home: CountryCode): DialCaution | undefined {
  const entry = planEntry(e164);
  if (!entry) return { kind: 'unknown' };
  const { code, country, type } = entry;
  const known = WORLD_CODES[code] ?? (type === undefined ? 'unknown' : DEAR_TYPES[type]);
  const kind = known ?? (isAbroad(code, country, home) ? 'foreign' : undefined);
  return kind && { kind, ...(country && { country }) };
}

const DEAR_TYPES: Partial<Record<string, Kind>> = {
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared-cost',
  // Follows its owner, whatever that costs: +44 70, known from fraud.
  PERSONAL_NUMBER: 'personal',
};

/** Codes of no country (ITU-T E.164 list): Inmarsat, other satellite systems, networks that are used like them, and expensive services. */
const WORLD_CODES: Partial<Record<string, Kind>> = {
  '808': 'shared-cost',
  '870': 'satellite',
  '878': 'personal',
  '881': 'satellite',
  '882': 'satellite',
  '883': 'satellite',
  '979': 'premium',
};

/** International freephone belongs to no country and costs nothing. */
const FREEPHONE = '800';

function isAbroad(code: string, country: CountryCode | undefined, home: CountryCode): boolean {
  if (code === FREEPHONE) return false;
  if (code !== getCountryCallingCode(home)) return true;
  // One code for many countries: +1 876 is Jamaica and charged like it, +7 7 is Kazakhstan.
  const plan = HOME_PLANS.find((countries) => countries.includes(home));
  if (code === '1' || code === '7') return country !== undefined && !(plan ?? [home]).includes(country);
  return false;
}

/** Countries behind +1 that are charged alike. */
const HOME_PLANS: readonly (readonly CountryCode[])[] = [['US', 'CA', 'PR', 'VI', 'GU', 'AS', 'MP']];
