/**
 * Pure. How names are made comparable: case, accents, umlauts written any way (`ä`, `ae`, `a`), hyphens and apostrophes
 * make no difference. The same on both sides, so a word matches however it was typed.
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
  // Most names are plain letters, and need none of what follows.
  if (text.length <= MAX_CHARACTERS && /^[\x20-\x7e]*$/.test(text)) {
    return (
      text
        .toLowerCase()
        .replace(/['`]/g, '')
        .match(/[a-z0-9]+/g) ?? []
    );
  }
  const plain = text
    .slice(0, MAX_CHARACTERS)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ßẞæœøåłđðþıħŋŧĸ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}\p{Cc}'’‘`´ʼ]/gu, '');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** `ae`, `oe`, `ue` are how a keyboard without umlauts writes them; also where they are none (Michael), on both sides alike. */
export function joinUmlauts(word: string): string {
  return word.replace(/([aou])e/g, '$1');
}
