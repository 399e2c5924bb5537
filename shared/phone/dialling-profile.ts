import * as z from 'zod/mini';
import { type CountryCode, getCountryCallingCode, isCountryCode, trunkPrefix } from './national-plan.ts';

const country = z.custom<CountryCode>(
  (value) => typeof value === 'string' && isCountryCode(value),
  'an ISO 3166 country such as DE',
);
const trunk = z
  .string('the main number up to its extension, E.164')
  .check(z.regex(/^\+[1-9]\d{5,12}$/, 'E.164, such as +493023125'));
const prefix = z.string('digits').check(z.regex(/^\d{1,5}$/, 'one to five digits'));
const length = z.number('a whole number').check(z.int(), z.gte(1), z.lte(5));

/** How numbers are written and dialled at one place. An absent setting has no meaning there, or is as usual in the country. */
const dialledAt = {
  /** The country of the source or of the person when absent. */
  country: z.optional(country),
  /** Area code without its zero: `30` of Berlin. Gives `23125-0` a meaning. */
  area: z.optional(prefix),
  /** The company's main number without its extension, E.164: `+493023125` of +49 30 23125-0. Gives `-78` a meaning. */
  trunk: z.optional(trunk),
  /** How many digits an internal number may have; gives `78` a meaning. */
  internalDigits: z.optional(z.object({ least: length, most: length })),
  /** Digits that are dialled for an outside line: `0`. */
  outside: z.optional(prefix),
  /** Prefixes that the telephone system wants before an area code and before a country code, where they are its own. */
  national: z.optional(prefix),
  international: z.optional(prefix),
  /** Codes that are dialled before internal numbers at other places of the company. */
  tieLines: z.optional(z.array(z.object({ code: prefix, trunk })).check(z.maxLength(50))),
};

/** How numbers are written at a source, with the sites of it that differ from the rest. */
export const diallingProfile = z.object({
  ...dialledAt,
  sites: z.optional(
    z
      .array(
        z.object({
          ...dialledAt,
          /** The contacts in this folder and those below it, by its path. */
          folder: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
          /** The contacts with this category. */
          category: z.optional(z.string().check(z.minLength(1), z.maxLength(256))),
        }),
      )
      .check(z.maxLength(50)),
  ),
});
export type DiallingProfile = z.infer<typeof diallingProfile>;

/** The profile of one contact: settings of its site go before those of the source. The first site that fits wins. */
export function siteOf(
  profile: DiallingProfile,
  where: { folder?: string | undefined; categories?: readonly string[] },
): DiallingProfile {
  const { sites = [], ...everywhere } = profile;
  const site = sites.find(
    ({ folder, category }) =>
      (folder !== undefined && isWithin(where.folder, folder)) ||
      (category !== undefined && (where.categories ?? []).some((own) => isSame(own, category))),
  );
  if (!site) return everywhere;
  const { folder: _, category: __, ...own } = site;
  return { ...everywhere, ...own };
}

/** Every profile by which a contact of the source may have been read: the general one, then those of the sites in their order. */
export function profilesOf({ sites = [], ...everywhere }: DiallingProfile): DiallingProfile[] {
  return [everywhere, ...sites.map(({ folder: _, category: __, ...own }) => ({ ...everywhere, ...own }))];
}

function isWithin(path: string | undefined, folder: string): boolean {
  return (
    path !== undefined && (isSame(path, folder) || isSame(path.slice(0, folder.length + 1), `${folder}/`))
  );
}

/** Outlook treats categories and folders that differ only in case as the same. */
function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The place where a text is read: a country, and what is known of the telephone there. Own fields go before the profile, except `country`. */
export interface Place {
  readonly country: CountryCode;
  readonly area?: string | undefined;
  /** The main number without its extension: `+49 30 23125`, `030 23125`, or `23125`, which needs the area. */
  readonly main?: string | undefined;
  readonly outside?: string | undefined;
  readonly profile?: DiallingProfile | undefined;
}

/** A place with everything resolved. */
export type Site = DiallingProfile & { country: CountryCode };

export function siteAt({ country, area, main, outside, profile }: Place): Site {
  const { sites: _, ...known } = profile ?? {};
  const home = known.country ?? country;
  const town = withoutZero(area ?? known.area, home);
  const own = main === undefined ? undefined : mainTrunk(main, home, town);
  return {
    ...known,
    country: home,
    ...(town !== undefined && { area: town }),
    ...(own !== undefined && { trunk: own }),
    ...(outside !== undefined && { outside }),
  };
}

/** People write `089` for the area code 89. In Italy, the zero of `06` belongs to the code. */
function withoutZero<Text extends string | undefined>(digits: Text, country: CountryCode): string | Text {
  return trunkPrefix(country) === '0' && digits?.startsWith('0') ? digits.slice(1) : digits;
}

/** E.164 of `+49 30 23125`, `030 23125`, and of `23125` in a known town. */
function mainTrunk(main: string, country: CountryCode, area: string | undefined): string | undefined {
  const digits = main.replace(/\D/g, '');
  const national = nationalMain(digits, country, area);
  const whole = main.trim().startsWith('+')
    ? `+${digits}`
    : national && `+${getCountryCallingCode(country)}${national}`;
  return trunk.safeParse(whole).success ? whole : undefined;
}

function nationalMain(digits: string, country: CountryCode, area: string | undefined): string | undefined {
  const bare = withoutZero(digits, country);
  if (bare !== digits) return bare;
  if (area !== undefined) return area + digits;
  return trunkPrefix(country) === undefined ? digits : undefined;
}

/** Lengths of internal numbers where the profile does not say them. */
const ANY_LENGTH = { least: 1, most: 5 };

/** The full number of an internal one at this place, `-78` or `78`; undefined when the text is no internal number. */
export function readInternal(text: string, profile: DiallingProfile): InternalNumber | undefined {
  const [, hyphen = '', extension = ''] = /^\s*(-?)\s*(\d{1,5})\s*$/.exec(text) ?? [];
  // `-0` is the main number itself, however long the others are.
  const isInternal = fitsInternal(extension, profile) || (hyphen !== '' && extension === '0');
  if (profile.trunk === undefined || !isInternal) return undefined;
  return joined(profile.trunk, extension);
}

/** The full number of an internal one behind the code of a tie line; undefined when the text is no such number. */
export function readTieLine(text: string, profile: DiallingProfile): InternalNumber | undefined {
  const digits = text.replace(/[\s/.-]/g, '');
  if (!/^\d{2,10}$/.test(digits)) return undefined;
  const line = profile.tieLines?.find(
    ({ code }) => digits.startsWith(code) && fitsInternal(digits.slice(code.length), profile),
  );
  return line && joined(line.trunk, digits.slice(line.code.length));
}

export interface InternalNumber {
  e164: string;
  /** Digits (without the plus) before the extension, where they are enough to be a company's. */
  trunk?: number;
}

/** Whether that many digits may be an internal number there. */
export function fitsInternal(
  extension: string,
  { internalDigits: { least, most } = ANY_LENGTH }: DiallingProfile,
): boolean {
  return extension.length >= least && extension.length <= most;
}

function joined(trunk: string, extension: string): InternalNumber | undefined {
  const e164 = trunk + extension;
  if (e164.length > 16) return undefined;
  const marked = trunk.length - 1;
  return { e164, ...(marked >= MIN_TRUNK_DIGITS && { trunk: marked }) };
}

/** Fewer digits are a country and an area code, not a company's main number. */
export const MIN_TRUNK_DIGITS = 7;
