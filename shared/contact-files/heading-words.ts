/** Cuts a heading or label into words that are alike in every program's spelling. */

const PLAIN: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', ı: 'i', đ: 'd', æ: 'ae', œ: 'oe', ς: 'σ' };

/** Lower case, without accents, numbers and signs: `telephoneNumber (2)` → `telephone`, `number`. */
export function toWords(text: string): string[] {
  return text
    .slice(0, 200)
    .replaceAll('iPhone', 'iphone')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßøłıđæœς]/g, (letter) => PLAIN[letter] ?? letter)
    .split(/\P{L}+/u)
    .filter((word) => word.length > 1 || /[^\p{Script=Latin}]/u.test(word));
}
