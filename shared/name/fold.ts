/**
 * Pure. Makes names comparable: case, accents, umlauts written any way (`ä`, `ae`, `a`), hyphens and apostrophes make no
 * difference. Index and query are folded alike, so a word matches however it was typed.
 */

/** Longer text is cut: names are short, and the cap bounds the work on hostile input. */
const MAX_CHARACTERS = 256;

const LETTERS: Record<string, string> = {
  ß: 'ss',
  ẞ: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  å: 'a',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ŧ: 't',
  ĸ: 'k',
};

/** Words of a text in their comparable form, in order; none is empty. */
export function foldWords(text: string): string[] {
  return plainWords(text).map(joinUmlauts);
}

/** As foldWords, with `ae`, `oe` and `ue` left as they were written. */
export function plainWords(text: string): string[] {
  // Comes first, since the text may have any length: `wordsOf` cuts it.
  if (text.length > MAX_CHARACTERS) return wordsOf(text);
  const plain = text.replace(/[À-ſ]/g, (letter) => LATIN.get(letter) ?? letter);
  return wordsOfPlainLetters(plain) ?? wordsOf(text);
}

/** Fast path for the plain letters of most names; undefined for any other text. */
function wordsOfPlainLetters(text: string): string[] | undefined {
  const lower = text.toLowerCase();
  const words: string[] = [];
  let from = 0;
  for (let at = 0; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) continue;
    if (code < 32 || code > 126 || code === 39 || code === 96) return undefined;
    if (at > from) words.push(lower.slice(from, at));
    from = at + 1;
  }
  if (lower.length > from) words.push(lower.slice(from));
  return words;
}

function wordsOf(text: string): string[] {
  const plain = text
    .slice(0, MAX_CHARACTERS)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ßẞæœøåłđðþıħŋŧĸ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}\p{Cc}'’‘`´ʼ]/gu, '');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Keyboards without umlauts write `ae`, `oe`, `ue`. Those that are no umlauts (Michael) are joined, too, in index and query alike. */
export function joinUmlauts(word: string): string {
  return /[aou]e/.test(word) ? word.replace(/([aou])e/g, '$1') : word;
}

/** European letters, À to ſ, as `wordsOf` folds them inside a word; a space for a letter that ends a word. */
const LATIN = new Map<string, string>();
for (let code = 0xc0; code <= 0x17f; code++) {
  const letter = String.fromCharCode(code);
  const [word = '', ...others] = wordsOf(`x${letter}x`);
  if (others.length === 0) LATIN.set(letter, word.slice(1, -1));
  else if (word === 'x') LATIN.set(letter, ' ');
}
