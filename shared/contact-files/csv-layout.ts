/** Finds out how a CSV file is laid out: its separator, its quotes, and the line of its headings. Pure. */
import { type CsvSyntax, splitCells } from './csv-rows.ts';
import { type Column, columnsOf } from './headings.ts';
import type { PhysicalLine } from './physical-lines.ts';

export interface CsvLayout extends CsvSyntax {
  /** Position of the heading line. */
  at: number;
  headings: string[];
  columns: Column[];
  /** Lines above the headings that are a title. */
  titleLines: number[];
}

const SEPARATORS = [',', ';', '\t', '|'];
const QUOTES = ['"', "'"];
/** Headings stand below a title at most. */
const MOST_TITLE_LINES = 10;
const LONGEST_HEADING_LINE = 32 * 1024;
const MOST_COLUMNS = 1_000;
const QUOTED = 0.1;
const MOST_SAMPLED = 20;

/** undefined: no line has headings that anybody knows. */
export function findLayout(lines: readonly PhysicalLine[]): CsvLayout | undefined {
  const named = separatorLine(lines);
  const separators = named ? [named.separator] : SEPARATORS;
  const first = named ? named.at + 1 : 0;
  let best: (CsvLayout & { score: number }) | undefined;
  let tried = 0;
  for (let at = first; at < lines.length && tried <= MOST_TITLE_LINES; at++) {
    const text = lines[at]?.text ?? '';
    if (text.trim() === '' || text.length > LONGEST_HEADING_LINE) continue;
    tried++;
    for (const separator of separators)
      for (const quote of QUOTES) {
        const headings = headingsOf(text, { separator, quote });
        if (headings.length > MOST_COLUMNS) continue;
        const columns = columnsOf(headings);
        // Words are alike with any quotes, so the quote at the line's start decides.
        const score = scoreOf(columns) + (text.trimStart().startsWith(quote) ? QUOTED : 0);
        if (score >= 1 && score > (best?.score ?? 0))
          best = { separator, quote, at, headings, columns, score, titleLines: [] };
      }
  }
  if (!best) return undefined;
  const title = lines.slice(first, best.at).filter(({ text }) => text.trim() !== '');
  if (isSingleQuoted(lines.slice(best.at + 1, best.at + 1 + MOST_SAMPLED), best.separator)) best.quote = "'";
  return { ...best, titleLines: title.map(({ line }) => line) };
}

/** Some programs quote a whole line: `"First Name,Phone"`. */
function headingsOf(text: string, syntax: CsvSyntax): string[] {
  const { cells } = splitCells(text.replace(/^\ufeff/, ''), syntax);
  return cells.length === 1 ? splitCells(cells[0] ?? '', syntax).cells : cells;
}

/** Some programs quote the values and not the headings. */
function isSingleQuoted(rows: readonly PhysicalLine[], separator: string): boolean {
  const cells = rows.flatMap(({ text }) => (text.trim() === '' ? [] : text.split(separator)));
  return cells.length > 0 && cells.every((cell) => /^\s*'.*'\s*$/.test(cell));
}

/** Excel's `sep=;` as first line. */
function separatorLine(lines: readonly PhysicalLine[]): { at: number; separator: string } | undefined {
  const at = lines.findIndex(({ text }) => text.trim() !== '');
  const found = /^\ufeff?\s*"?sep=(.)"?[\s,;]*$/i.exec(lines[at]?.text ?? '')?.[1];
  return found === undefined ? undefined : { at, separator: found };
}

/** Columns of which a contact is made. Categories and unused ones alone make none. */
function scoreOf(columns: readonly Column[]): number {
  const count = (holds: Column['holds'][]) => columns.filter((column) => holds.includes(column.holds)).length;
  const known = count(['text', 'number', 'labelled-number', 'email']);
  const likely = known + count(['address', 'perhaps-number', 'categories', 'number-label', 'unused']) / 2;
  // A single word that is a heading by chance is the title of a list, unless the list has one column.
  return known === 0 && count(['perhaps-number']) < 2 ? 0 : likely;
}
