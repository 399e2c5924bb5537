import { type CountryCode, nationalToE164, type PlanType, planEntry, toE164 } from './national-plan.ts';

/**
 * Letters on the keys of a telephone. A word becomes digits only where its writer shows that it is meant so: behind the prefix
 * of a range that is sold with letters, and where it fills the plan's length exactly.
 */

/** `+1 800 FLOWERS` → `+1 800 3569377`; the text keeps its length. */
export function lettersToDigits(text: string, country: CountryCode): string {
  if (!/[a-z]{3}/i.test(text)) return text;
  return text.replace(VANITY, (whole: string, prefix: string, words: string) => {
    if (countLetters(words) < MIN_LETTERS) return whole;
    // A remark may follow: `1-800-FLOWERS (24 h)`, `0800 HOTLINE Büro`.
    for (let spelled = words; spelled !== ''; spelled = spelled.replace(/(?:^|[\s.-])[a-z\d]+$/i, ''))
      if (isSpelled(spelled) && isSold(prefix + toKeys(spelled), country))
        return prefix + toKeys(spelled) + words.slice(spelled.length);
    return whole;
  });
}

const VANITY =
  /(?<![\p{L}\p{N}])(\+?\(?\d[\d\s().-]{2,12}?)([a-z][a-z\d]*(?:[\s.-][a-z\d]+){0,5})(?![\p{L}\p{N}])/giu;
const MIN_LETTERS = 3;
/** Short words in small letters are remarks: `neu`, `privat`. */
const MIN_SMALL_LETTERS = 6;

function isSpelled(words: string): boolean {
  const letters = countLetters(words);
  return letters >= (/[a-z]/.test(words) ? MIN_SMALL_LETTERS : MIN_LETTERS);
}

function countLetters(text: string): number {
  return text.replace(/[^a-z]/gi, '').length;
}

const KEYS = '22233344455566677778889999';

function toKeys(words: string): string {
  return words.replace(/[a-z]/gi, (letter) => KEYS[letter.toUpperCase().charCodeAt(0) - 65] ?? '');
}

const SOLD: ReadonlySet<PlanType | undefined> = new Set<PlanType>([
  'TOLL_FREE',
  'PREMIUM_RATE',
  'SHARED_COST',
  'UAN',
]);

function isSold(digits: string, country: CountryCode): boolean {
  // Such numbers belong to countries with the code 1, but people elsewhere read them too.
  const abroad = toE164(digits.replace(/^\+?\(?1?[\s().-]*/, '+1'), { valid: true });
  return [nationalToE164(digits, country, { valid: true }), abroad].some(
    (e164) => e164 !== undefined && e164.length - 1 <= MAX_SPELLED_DIGITS && SOLD.has(planEntry(e164)?.type),
  );
}

/** The plan's shortest number of such a range, with its country code: +1 800 and seven digits, +49 800 and seven. */
const MAX_SPELLED_DIGITS = 12;
