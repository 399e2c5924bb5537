import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A page with marked numbers: `{{030 23125123}}` is a number to find, `[[isbn|978-3-…]]` looks like one and is none. A line is
 * a text node. People and the generator set the marks, never the code under test.
 */

/** The generator has words of these. */
export const GENERATED_LANGUAGES = ['de', 'en', 'fr', 'it', 'es', 'nl', 'pl', 'tr'] as const;
export type GeneratedLanguage = (typeof GENERATED_LANGUAGES)[number];

export const LANGUAGES = [...GENERATED_LANGUAGES, 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Span {
  start: number;
  end: number;
}

interface LookAlike extends Span {
  kind: string;
}

interface GoldText {
  text: string;
  numbers: Span[];
  lookAlikes: LookAlike[];
}

export interface GoldPage {
  name: string;
  language: Language;
  /** Where the page's readers are, if not in the language's own country. */
  country?: 'US';
  texts: GoldText[];
}

const MARK = /\{\{(.+?)\}\}|\[\[(?:([a-z-]+)\|)?(.+?)\]\]/g;

function parseLine(line: string): GoldText {
  const parsed: GoldText = { text: '', numbers: [], lookAlikes: [] };
  let from = 0;
  for (const mark of line.matchAll(MARK)) {
    parsed.text += line.slice(from, mark.index);
    const [, number, kind = 'other', lookAlike = ''] = mark;
    const start = parsed.text.length;
    parsed.text += number ?? lookAlike;
    const span = { start, end: parsed.text.length };
    if (number === undefined) parsed.lookAlikes.push({ ...span, kind });
    else parsed.numbers.push(span);
    from = mark.index + mark[0].length;
  }
  parsed.text += line.slice(from);
  return parsed;
}

export function pageOf(name: string, language: Language, lines: readonly string[]): GoldPage {
  return { name, language, texts: lines.filter((line) => line.trim() !== '').map(parseLine) };
}

/** The pages that people wrote, and that may be read while the reader is mended. */
export function writtenPages(): GoldPage[] {
  return pagesIn('written');
}

/** The half that only the final score reads. */
export function heldOutPages(): GoldPage[] {
  return pagesIn('held-out');
}

/** A file's name begins with its language, and with its country where that is another one: `en-US-crm.txt`. */
function pagesIn(folder: string): GoldPage[] {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path)
    .sort()
    .map((name) => {
      const language = LANGUAGES.find((known) => name.startsWith(`${known}-`));
      if (!language) throw new Error(`${name} begins with no language`);
      const page = pageOf(name, language, readFileSync(join(path, name), 'utf8').split('\n'));
      return name.startsWith(`${language}-US-`) ? { ...page, country: 'US' } : page;
    });
}
