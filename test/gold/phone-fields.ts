import type { CountryCode } from 'libphonenumber-js/max';
import { Random } from '../bench/random.ts';
import { FIELD_COUNTRIES, type FieldCountry } from './field-countries.ts';

/** A field that names one number and nothing else, and the number that its writer meant. */
export interface PhoneField {
  text: string;
  /** Where its writer lives. */
  country: CountryCode;
  e164: string;
}

/** Countries take turns, so that each has as many fields as the others. */
export function phoneFields(seed: string, count: number): PhoneField[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) => {
    const country = FIELD_COUNTRIES[index % FIELD_COUNTRIES.length];
    if (!country) throw new RangeError('no country to write in');
    return fieldOf(country, random);
  });
}

function fieldOf(home: FieldCountry, random: Random): PhoneField {
  const { digits, atHome, abroad } = random.pick(home.shapes);
  const number = digits.replace(/x/g, () => String(random.below(10)));
  const form = random.chance(0.6) ? random.pick(atHome) : worldForm(home, random.pick(abroad), random);
  return { text: filled(form, number), country: home.country as CountryCode, e164: `+${home.code}${number}` };
}

function worldForm({ code, exit, hasBracketedZero }: FieldCountry, groups: string, random: Random): string {
  const forms = [
    `+${code} ${groups}`,
    `+${code} ${groups}`,
    `+${code}${groups.replace(/[^#]/g, '')}`,
    `(+${code}) ${groups}`,
  ];
  if (!groups.includes('(')) forms.push(`+${code}-${groups.replace(/ /g, '-')}`);
  if (exit) forms.push(`${exit}${code} ${groups}`, `${exit} ${code} ${groups}`);
  if (hasBracketedZero && !groups.includes('('))
    forms.push(`+${code} (0)${groups}`, `+${code} (0) ${groups}`);
  return random.pick(forms);
}

function filled(form: string, number: string): string {
  let next = 0;
  return form.replace(/#/g, () => number[next++] ?? '');
}
