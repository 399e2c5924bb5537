/** Cuts the text before a number into words. */

export interface Word {
  /** Without case and accents. */
  text: string;
  /** As written, without accents. */
  raw: string;
  /** What stands between it and the next word, or the number. */
  behind: string;
}

const LETTERS: Record<string, string> = {
  ı: 'i',
  ł: 'l',
  Ł: 'L',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  ς: 'σ',
};
const OWN_LETTER = /[ıłŁøØđĐßẞæÆς]/g;
const PLAIN = /^[\x20-\x7e\n\t]*$/;

/** Drops accents, width and vowel signs: `Téléphone`, `ＴＥＬ` and `İletişim` become `Telephone`, `TEL` and `Iletisim`. */
export function dropAccents(text: string): string {
  if (PLAIN.test(text)) return text;
  return (
    text
      // `Nº` would become the word No.
      .replace(/[º№]/g, (sign) => (sign === 'º' ? '.' : 'N.'))
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
      // Words need to know that there are digits, not which.
      .replace(/\p{Nd}/gu, '0')
      .replace(OWN_LETTER, (letter) => LETTERS[letter] ?? letter)
      .normalize('NFC')
  );
}

/** JavaScript gives a final sigma its own letter. */
function lowered(word: string): string {
  const lower = word.toLowerCase();
  return lower.endsWith('ς') ? `${lower.slice(0, -1)}σ` : lower;
}

/** A word as the tables have it. */
export function foldWord(word: string): string {
  return lowered(dropAccents(word));
}

/** The words of a row in a table. */
export function wordsIn(row: string): string[] {
  return (row.match(/\S+/g) ?? []).map(foldWord);
}

/** Letters with full stops or slashes between are one abbreviation: `C.F.`, `C/C`, `n.º`, `ח"פ`. */
const WORD = /\p{L}(?:[./]\p{L}(?!\p{L}))+|[\u05d0-\u05ea]+["״'][\u05d0-\u05ea]|\p{L}+|\d+/gu;
const BETWEEN = /[^\p{L}\d]/gu;

/** The words of `text`, the last first; digits are words too. */
export function cutWords(text: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: raw, index } of text.matchAll(WORD)) {
    const last = words.at(-1);
    if (last) last.behind = text.slice(end, index);
    end = index + raw.length;
    const word = raw.length > 2 ? raw.replace(BETWEEN, '') : raw;
    words.push({ raw, text: lowered(word), behind: '' });
  }
  const last = words.at(-1);
  if (last) last.behind = text.slice(end);
  return words.reverse();
}
