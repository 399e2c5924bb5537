import { readInternal, readTieLine, type Site } from './dialling-profile.ts';
import { countDigits } from './fold-digits.ts';
import {
  afterOwnInternationalPrefix,
  getCountryCallingCode,
  isNorthAmerican,
  isOpenPlan,
  nationalToE164,
  toE164,
  trunkPrefix,
} from './national-plan.ts';
import type { Step, StepCode } from './spelling.ts';

export interface Meaning {
  as:
    | 'international'
    | 'internal'
    | 'tie-line'
    | 'local'
    | 'national'
    | 'national-without-prefix'
    | 'international-without-plus'
    | 'outside-line';
  e164: string;
  /** Digits of the company's main number, where the place knows it. */
  trunk?: number;
  steps: Step[];
}

/** What a written number may mean at a place, likeliest first. `text` must come from `spellingOf`. */
export function* meaningsOf(text: string, site: Site): Generator<Meaning> {
  const outside = afterOutsideLine(text, site);
  if (outside?.isWrittenApart) yield* behindOutsideLine(text, outside.rest, site);
  const inside = text.replace(/^-\s*/, '');
  const isOfTheWorld = isInternational(inside, site);
  if (isOfTheWorld) yield* internationalOf(inside, site);
  // Comes second: `-001` is internal, though it may begin like an international number.
  yield* internalOf(text, site);
  if (!isOfTheWorld) yield* subscriberOf(inside, site);
  if (outside && !outside.isWrittenApart) yield* behindOutsideLine(text, outside.rest, site);
}

function meaning(as: Meaning['as'], e164: string | undefined, ...steps: Step[]): Meaning[] {
  return e164 === undefined
    ? []
    : [{ as, e164, steps: steps.filter(({ before, after }) => before !== after) }];
}

function step(code: StepCode, before: string, after: string | undefined): Step {
  return { code, before, after: after ?? before };
}

function isInternational(text: string, site: Site): boolean {
  return /^[\s(]*(?:\+|00)/.test(text) || withOwnPrefixAsPlus(text, site) !== undefined;
}

function internationalOf(text: string, site: Site): Meaning[] {
  for (const plus of [withOwnPrefixAsPlus(text, site), withPlus(text)]) {
    if (plus === undefined) continue;
    const bare = withoutTrunkZero(plus);
    const e164 = toE164(bare);
    if (e164 === undefined) continue;
    return meaning(
      'international',
      e164,
      step('international-prefix', text, plus),
      step('trunk-zero', plus, bare),
      step('plan', bare, e164),
    );
  }
  return [];
}

/** People write `00`, `+`, `++`, `+00` and `+011` for a plus. */
function withPlus(text: string): string {
  return text.replace(/^[\s(]*(?:\++[\s(]*(?:00|011)?|00)[\s)/-]*(?=\(?\s*[1-9])/, '+');
}

/** Puts a plus for the international prefix of the place's telephone system (`000…`) or country (`011…`, `0011…`). */
function withOwnPrefixAsPlus(text: string, { international, country }: Site): string | undefined {
  const digits = text.replace(/[\s()/.-]/g, '');
  if (digits.startsWith('+')) return undefined;
  const rest =
    international !== undefined && digits.startsWith(international)
      ? digits.slice(international.length)
      : afterOwnInternationalPrefix(digits, country);
  // National numbers may begin like such a prefix, so only a complete number decides.
  return rest !== undefined && toE164(`+${rest}`) !== undefined && countDigits(rest) > MIN_AFTER_PREFIX
    ? `+${rest}`
    : undefined;
}

const MIN_AFTER_PREFIX = 8;

/** `+49 (0)30`: drops the zero of the national form beside a country code. In Italy it stays. */
function withoutTrunkZero(plus: string): string {
  const countryCode = plus.replace(/^\+(\d{1,3})\)/, '+$1');
  return countryCode.replace(/\(\s*0\s*\)/, /^\+\s*39/.test(countryCode) ? '0' : ' ');
}

function internalOf(text: string, site: Site): Meaning[] {
  const internal = readInternal(text, site);
  const line = internal ? undefined : readTieLine(text, site);
  const found = internal ?? line;
  if (!found) return [];
  const code = internal ? 'main-number' : 'tie-line';
  return [{ as: internal ? 'internal' : 'tie-line', ...found, steps: [step(code, text, found.e164)] }];
}

/** Local and national numbers, and international ones whose plus got lost (some PBXs drop it, spreadsheets drop zeros). */
function* subscriberOf(text: string, site: Site): Generator<Meaning> {
  const { country, national } = site;
  const digits = text.replace(/\D/g, '');
  if (digits.length < MIN_DIGITS || text.includes('+')) return;
  if (national !== undefined && digits.startsWith(national) && national !== trunkPrefix(country)) {
    const rest = digits.slice(national.length);
    const e164 = nationalToE164(rest, country, { valid: true });
    yield* meaning('national', e164, step('country', text, e164));
  }
  if (digits.startsWith('0')) {
    const e164 = nationalToE164(text, country, { valid: false });
    yield* meaning('national', e164, step('country', text, e164));
    return;
  }
  yield* localOf(text, digits, site);
  const prefix = trunkPrefix(country);
  const own = nationalToE164(text, country, { valid: true });
  const isAsDialled = prefix === undefined || (own !== undefined && digits.startsWith(prefix));
  const inCountry = meaning(
    isAsDialled ? 'national' : 'national-without-prefix',
    own,
    step('country', text, own),
  );
  const hasOwnCode = digits.startsWith(getCountryCallingCode(country));
  const isWorldFirst = isOpenPlan(country) && (hasOwnCode || digits.length > MAX_WITHOUT_ZERO);
  if (!isWorldFirst) yield* inCountry;
  const abroad = toE164(`+${digits}`, { valid: true });
  yield* meaning('international-without-plus', abroad, step('plan', text, abroad));
  if (isWorldFirst) yield* inCountry;
}

const MIN_DIGITS = 5;
/** In longer numbers, a lost zero is rarer than a lost plus. */
const MAX_WITHOUT_ZERO = 10;

/** `123456-78` in a known town. A base of more than nine digits is no local number. */
function localOf(text: string, digits: string, site: Site): Meaning[] {
  const { area, country } = site;
  if (area === undefined) return [];
  const base = /^[^-]*(?=-\s?\d{1,5}\s*$)/.exec(text)?.[0] ?? text;
  if (countDigits(base) > MAX_LOCAL_DIGITS) return [];
  if (isNorthAmerican(country) && digits.length !== NORTH_AMERICAN_LOCAL_DIGITS) return [];
  const whole = `+${getCountryCallingCode(country)} ${area} ${text}`;
  const e164 = toE164(whole);
  return meaning('local', e164, step('area', text, whole), step('plan', whole, e164));
}

const MAX_LOCAL_DIGITS = 9;
const NORTH_AMERICAN_LOCAL_DIGITS = 7;

function* behindOutsideLine(text: string, rest: string, site: Site): Generator<Meaning> {
  const inside = isInternational(rest, site)
    ? internationalOf(rest, site)
    : [...subscriberOf(rest, { ...site, area: undefined })];
  for (const { e164, steps } of inside.slice(0, 1))
    yield { as: 'outside-line', e164, steps: [step('outside-line', text, rest), ...steps] };
}

/** The text behind the digit for an outside line. Where the place names none, a `0` counts, if a separator and a zero or plus follow. */
function afterOutsideLine(
  text: string,
  { outside, country }: Site,
): { rest: string; isWrittenApart: boolean } | undefined {
  const digit = outside ?? (trunkPrefix(country) === '0' ? '0' : undefined);
  if (digit === undefined || !text.startsWith(digit)) return undefined;
  const rest = text.slice(digit.length).replace(/^[\s,/.-]+/, '');
  const isWrittenApart = /^[\s,/.-]/.test(text.slice(digit.length)) && /^(?:0[\s(/-]*\d|\(0\d|\+)/.test(rest);
  if (isWrittenApart) return { rest, isWrittenApart };
  if (outside === undefined) return undefined;
  const isDialable =
    /^[(\s]*(?:\+|0)/.test(rest) ||
    (rest.startsWith(trunkPrefix(country) ?? '') && countDigits(rest) >= MIN_DIGITS_BEHIND);
  return isDialable ? { rest, isWrittenApart: false } : undefined;
}

const MIN_DIGITS_BEHIND = 5;
