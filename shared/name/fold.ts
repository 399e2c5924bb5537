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
  return wordsOfPlainLetters(plain.toLowerCase()) ?? wordsOf(text);
}

/**
 * As plainWords, with the letters that people also write as two kept apart as capitals: `A`, `O`, `U` and `S` for ä, ö, ü
 * and ß. `readSpelling` makes the folded word of one.
 */
export function writtenWords(text: string): string[] {
  if (text.length > MAX_CHARACTERS) return wordsOf(text, WRITTEN_AS_TWO);
  const written = text.toLowerCase().replace(/[ß-ſ]/g, (letter) => LATIN_AS_WRITTEN.get(letter) ?? letter);
  return wordsOfPlainLetters(written) ?? wordsOf(text, WRITTEN_AS_TWO);
}

/** Fast path for the plain letters of most names; undefined for any other text. */
function wordsOfPlainLetters(lower: string): string[] | undefined {
  const words: string[] = [];
  let from = 0;
  for (let at = 0; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)) continue;
    if (code < 32 || code > 126 || code === 39 || code === 96) return undefined;
    if (at > from) words.push(lower.slice(from, at));
    from = at + 1;
  }
  if (lower.length > from) words.push(lower.slice(from));
  return words;
}

const WRITTEN_AS_TWO: Record<string, string> = { ä: 'A', ö: 'O', ø: 'O', ü: 'U', ß: 'S' };

/** `first`: letters that become others before the rest is folded. */
function wordsOf(text: string, first: Record<string, string> = {}): string[] {
  const plain = text
    .slice(0, MAX_CHARACTERS)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[äöüßẞæœøåłđðþıħŋŧĸ]/g, (letter) => first[letter] ?? LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}\p{Cc}'’‘`´ʼ]/gu, '');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Keyboards without umlauts write `ae`, `oe`, `ue`. Those that are no umlauts (Michael) are joined, too, in index and query alike. */
function joinUmlauts(word: string): string {
  return /[aou]e/.test(word) ? word.replace(/([aou])e/g, '$1') : word;
}

/** European letters, À to ſ, as `wordsOf` folds them inside a word; a space for a letter that ends a word. */
const LATIN = latinLetters({});
const LATIN_AS_WRITTEN = latinLetters(WRITTEN_AS_TWO);

function latinLetters(first: Record<string, string>): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (let code = 0xc0; code <= 0x17f; code++) {
    const letter = String.fromCharCode(code);
    const [word = '', ...others] = wordsOf(`x${letter}x`, first);
    if (others.length === 0) letters.set(letter, word.slice(1, -1));
    else if (word === 'x') letters.set(letter, ' ');
  }
  return letters;
}
