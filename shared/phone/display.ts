import { fitsInternal, type Place, siteAt } from './dialling-profile.ts';
import { formatByPlan, getCountryCallingCode, internationalPrefix, nationalDigits } from './national-plan.ts';
import { readings } from './readings.ts';

/** `+49 30 23125123`; the text itself when it is no E.164 number. */
export function formatInternational(e164: string): string {
  return formatByPlan(e164, 'INTERNATIONAL');
}

/** `030 23125123`, as it is written in its own country. */
export function formatNational(e164: string): string {
  const text = formatByPlan(e164, 'NATIONAL');
  // A few countries assign numbers that begin with 0, which after a prefix of 0 would be dialled abroad.
  return /^0\D?0/.test(text) ? formatInternational(e164) : text;
}

/** How a person wants numbers: always with the country code, as at home, or as short as their telephone allows. */
export type NumberFormat = 'international' | 'national' | 'shortest';

/** The number as this person wants it. `national` keeps the country code of numbers abroad. */
export function formatFor(e164: string, format: NumberFormat, place: Place): string {
  if (format === 'shortest') return formatShortest(e164, place);
  const isDomestic = nationalDigits(e164)?.code === getCountryCallingCode(siteAt(place).country);
  return format === 'national' && isDomestic ? formatNational(e164) : formatInternational(e164);
}

/** `tel:+493023125123;ext=12` (RFC 3966). */
export function formatUri({ e164, extension }: { e164: string; extension?: string | undefined }): string {
  return `tel:${e164}${extension === undefined ? '' : `;ext=${extension}`}`;
}

/** The shortest form that means this number at the place: internal, local, national or international. */
export function formatShortest(e164: string, place: Place): string {
  const { country, area } = siteAt(place);
  const code = getCountryCallingCode(country);
  const isDomestic = nationalDigits(e164)?.code === code;
  const forms = [
    ...internalForms(e164, place),
    ...(area !== undefined && e164.startsWith(`+${code}${area}`)
      ? [e164.slice(1 + code.length + area.length)]
      : []),
    ...(isDomestic ? [formatNational(e164)] : []),
  ];
  return forms.find((form) => readings(form, place)[0]?.number.e164 === e164) ?? formatInternational(e164);
}

/** Digits that a telephone at the place must dial: internal numbers as they are, all others behind the outside line. */
export function formatDialable(e164: string, place: Place): string {
  const site = siteAt(place);
  const [internal] = internalForms(e164, place);
  if (internal !== undefined) return internal;
  const own = nationalDigits(e164);
  const { outside = '' } = site;
  const home = getCountryCallingCode(site.country);
  if (own?.code === home) return outside + (site.national ?? own.prefix) + own.digits;
  return outside + (site.international ?? internationalPrefix(site.country)) + e164.slice(1);
}

/** `78` at the place whose number it is, `778` over a tie line from another. */
function internalForms(e164: string, place: Place): string[] {
  const site = siteAt(place);
  const lines = [{ code: '', trunk: site.trunk }, ...(site.tieLines ?? [])];
  return lines.flatMap(({ code, trunk }) => {
    if (trunk === undefined || !e164.startsWith(trunk)) return [];
    const extension = e164.slice(trunk.length);
    return fitsInternal(extension, site) ? [code + extension] : [];
  });
}
