/**
 * Finds the 8-bit encoding of a file that does not name it: by case, by symbols within words and by the alphabets of languages.
 * Own code: `chardet` takes Windows-1252 for every Polish, Czech and Turkish name, and `jschardet` (7.5 MB) takes a Mac's `Größe` for
 * Big5, because both need whole sentences.
 */
import { misfitOf, PAGES } from './alphabets.ts';
import { decoderOf } from './code-pages.ts';

export interface CodePage {
  label: string;
  /** False when another encoding explains the text nearly as well, or none explains it. */
  isSure: boolean;
}

const MOST_WORDS = 2_000;
/** The longest word of a language; longer runs are no text. */
const LONGEST_WORD = 60;
const LONGEST_TEXT = 2_000;
const MOST_BYTES = 4 * 1024 * 1024;
const CLEAR_MARGIN = 1;
/** Above this cost for each letter, no 8-bit encoding explains the text. */
const MOST_COST_PER_LETTER = 1.4;
const PREFERRED = 0.5;
const LEAST_COST_PER_LETTER = 0.3;
/** Above this one, two bytes may be a letter. */
const SUSPICIOUS_COST_PER_LETTER = 0.6;
/** A final sigma within a word, a word of consonants, or a capital letter behind an accent. */
const IMPROBABLE =
  /ς(?=\p{L})|[бвгджзйклмнпрстфхцчшщьъ]{5}|[βγδζθκλμνξπρσςτφχψ]{5}|(?<=[à-öø-ÿ])[A-Z](?=[^\p{Lu}]|$)/gu;

/** `usual` is the encoding of the file's other parts, which wins where it fits about as well. */
export function detectCodePage(byteTexts: Iterable<string>, usual?: string): CodePage {
  const { words, texts } = samplesOf(byteTexts);
  const ranked = PAGES.map((page) => {
    const { text, cost } = costOnPage(words, page);
    return { label: page.label, text, cost: page.label === usual ? cost - PREFERRED : cost };
  }).sort((a, b) => a.cost - b.cost);
  const best = ranked[0];
  if (!best || words.length === 0) return { label: usual ?? 'windows-1252', isSure: true };
  const letters = lettersIn(words);
  const wide = best.cost / letters > SUSPICIOUS_COST_PER_LETTER ? eastAsianPage(texts) : undefined;
  if (wide !== undefined || best.cost / letters > MOST_COST_PER_LETTER)
    return { label: wide ?? best.label, isSure: false };
  const other = ranked.find(({ text }) => text !== best.text);
  return { label: best.label, isSure: !other || other.cost - best.cost >= CLEAR_MARGIN };
}

/** Whether the code page explains these texts by itself, so that no other one need be tried. */
export function fitsCodePage(byteTexts: Iterable<string>, label: string): boolean {
  const page = PAGES.find((known) => known.label === label);
  if (!page) return false;
  const { words } = samplesOf(byteTexts);
  return costOnPage(words, page).cost - page.doubt <= LEAST_COST_PER_LETTER * lettersIn(words);
}

type Page = (typeof PAGES)[number];

function costOnPage(
  words: readonly string[],
  { label, languages, doubt }: Page,
): { text: string; cost: number } {
  const decoded = words.map((word) => decoderOf(label)?.(word) ?? word);
  const cost = decoded.reduce((sum, word) => sum + costOf(word), doubt + misfitOf(decoded, languages));
  return { text: decoded.join('\n'), cost };
}

/** Each word with the signs around it, which tell whether a byte within is a letter. */
function samplesOf(byteTexts: Iterable<string>): { words: string[]; texts: string[] } {
  const words = new Set<string>();
  const texts: string[] = [];
  let bytes = 0;
  for (const text of byteTexts) {
    const sample = text.slice(0, LONGEST_TEXT);
    bytes += sample.length;
    if (words.size >= MOST_WORDS || bytes > MOST_BYTES) break;
    texts.push(sample);
    for (const { 0: word, index } of sample.matchAll(/[A-Za-z\u0080-\u00ff]+/g))
      if (/[\u0080-\u00ff]/.test(word))
        words.add(sample.slice(Math.max(0, index - 1), index + Math.min(word.length + 1, LONGEST_WORD)));
  }
  return { words: [...words].slice(0, MOST_WORDS), texts };
}

function lettersIn(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.replace(/[^\u0080-\u00ff]/g, '').length, 0);
}

function costOf(word: string): number {
  let cost = 3 * [...word.matchAll(IMPROBABLE)].length;
  let run = 0;
  for (let at = 0; at < word.length; at++) {
    const letter = word[at] ?? '';
    if (letter < '\u0080') {
      run = 0;
      continue;
    }
    cost += costOfLetter(letter, word[at - 1] ?? '', word[at + 1] ?? '');
    // Three accents in a row are rare in Latin writing, and usual in a text of another one.
    if (isLatin(letter) && ++run > 2) cost += 0.7;
  }
  return cost;
}

function costOfLetter(letter: string, before: string, after: string): number {
  if (/[\u0080-\u009f\ufffd]/.test(letter)) return 6;
  if (!isLetter(letter) || letter === 'ª' || letter === 'º') return costOfSymbol(letter, before, after);
  if (!isLatin(letter) && /[a-z]/i.test(before + after)) return 4;
  if (isUpper(letter)) return isLower(before) ? 3 : 0;
  if (isLetter(before)) return isLatin(letter) && letter !== 'ß' && isUpper(before) && isUpper(after) ? 2 : 0;
  // Names begin with capital letters, and no word with ß.
  if (letter === 'ß') return 3;
  if (!isLower(letter)) return 0;
  return isUpper(after) ? 2 : isLetter(after) ? 1 : 0;
}

function costOfSymbol(symbol: string, before: string, after: string): number {
  const isUsual = /[–—’‘“”„•…€§°«»·´™®©\u00a0ªº]/.test(symbol);
  if (isLetter(before) && isLetter(after)) {
    if (symbol === '\u00a0') return isLower(after) ? 3 : 0.3;
    return /[’‘´·–]/.test(symbol) ? 0.3 : 4;
  }
  if (isLetter(before) || isLetter(after)) return isUsual ? 0.5 : 2;
  return isUsual ? 0.3 : 1;
}

function isLatin(letter: string): boolean {
  return /\p{Script=Latin}/u.test(letter);
}

function isLetter(letter: string): boolean {
  return /\p{L}/u.test(letter);
}

function isUpper(letter: string): boolean {
  return /\p{Lu}/u.test(letter);
}

function isLower(letter: string): boolean {
  return /\p{Ll}/u.test(letter);
}

/** Japanese and Chinese exports write two bytes a letter. Kana, or the bytes of common Chinese letters, tell them. */
function eastAsianPage(byteTexts: readonly string[]): string | undefined {
  const bytes = byteTexts.join('\n');
  for (const label of ['shift_jis', 'euc-jp']) {
    const text = decoderOf(label)?.(bytes) ?? '';
    if (/[\u3041-\u30ff]/.test(text) && isEastAsian(text)) return label;
  }
  if (!/[\u0080-\u00ff]/.test(bytes.replace(/[\u00b0-\u00d7][\u00a1-\u00fe]/g, ''))) return 'gb18030';
  return isEastAsian(decoderOf('shift_jis')?.(bytes) ?? '') ? 'shift_jis' : undefined;
}

function isEastAsian(text: string): boolean {
  return /^[\p{ASCII}\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]+$/u.test(text);
}
