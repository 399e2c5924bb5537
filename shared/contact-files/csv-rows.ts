/**
 * Cuts CSV into rows of cells. A quote opens a cell at its start alone and closes it before a separator or line end alone, so
 * that `19" monitors` and `"Muster "Die Firma" GmbH"` are read. Own code: `csv-parse` throws for the whole
 * file at a quote that never closes, and told to relax, it keeps the outer quotes of the latter.
 */
import type { PhysicalLine } from './physical-lines.ts';

export interface CsvRow {
  line: number;
  cells: string[];
  /** True when a quote was opened and not closed; the cells are those of the line alone. */
  isOpen: boolean;
}

export interface CsvSyntax {
  separator: string;
  quote: string;
}

/** A note may run over several lines, but a quote that stays open for longer is a mistake. */
const MOST_LINES_PER_ROW = 200;
const LONGEST_ROW = 64 * 1024;
const MOST_TRIES = 50;
/** In a file with so many open quotes, no quote runs over a line end. Keeps hostile files linear. */
const MOST_OPEN_QUOTES = 50;

export function* csvRows(
  lines: readonly PhysicalLine[],
  syntax: CsvSyntax,
  columns: number,
): Generator<CsvRow> {
  let openQuotes = 0;
  for (let at = 0; at < lines.length; at++) {
    const first = lines[at];
    if (!first || first.text.trim() === '') continue;
    const { line } = first;
    let row = splitCells(first.text, syntax);
    if (!row.isOpen) {
      yield { line, ...row };
      continue;
    }
    const alone = row;
    const most = openQuotes < MOST_OPEN_QUOTES ? MOST_LINES_PER_ROW : 1;
    let text = first.text;
    let end = at;
    let tries = 0;
    while (row.isOpen && end + 1 < lines.length && end + 1 - at < most && text.length < LONGEST_ROW) {
      const next = lines[end + 1]?.text ?? '';
      if (beginsRow(next, syntax)) break;
      end++;
      text += `\n${next}`;
      // Only a line with a quote can close the cell, so the row is cut again at those lines alone.
      if (next.includes(syntax.quote) && tries++ < MOST_TRIES) row = splitCells(text, syntax);
    }
    // `"Firma "Die Firma""` looks open, and its line has all its cells.
    const isWholeAlone = alone.cells.length === columns && (row.isOpen || row.cells.length !== columns);
    if (row.isOpen || isWholeAlone) {
      openQuotes++;
      yield { line, cells: alone.cells, isOpen: !isWholeAlone };
    } else {
      at = end;
      yield { line, cells: row.cells, isOpen: false };
    }
  }
}

/** A line of an open cell that begins with an opening quote is the next row. */
function beginsRow(text: string, { separator, quote }: CsvSyntax): boolean {
  const next = text[1];
  return (
    text[0] === quote && next !== undefined && next !== quote && next !== separator && next.trim() !== ''
  );
}

/** The cells of a row, trimmed. */
export function splitCells(
  text: string,
  { separator, quote }: CsvSyntax,
): { cells: string[]; isOpen: boolean } {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const start = skipBlanks(text, at, separator);
    if (text[start] === quote) {
      const cell = readQuoted(text, start + 1, separator, quote);
      cells.push(cell.value);
      if (cell.end === undefined) return { cells, isOpen: true };
      at = cell.end;
    } else {
      const end = text.indexOf(separator, start);
      cells.push(text.slice(start, end < 0 ? undefined : end).trim());
      at = end < 0 ? text.length : end;
    }
    if (at >= text.length) return { cells, isOpen: false };
    at += separator.length;
  }
}

function readQuoted(
  text: string,
  start: number,
  separator: string,
  quote: string,
): { value: string; end: number | undefined } {
  const parts: string[] = [];
  let from = start;
  let undoubled = 0;
  const endsAt = (at: number) => {
    const end = skipBlanks(text, at, separator);
    return end >= text.length || text[end] === separator ? end : undefined;
  };
  for (let at = text.indexOf(quote, start); at >= 0; at = text.indexOf(quote, at + 1)) {
    const isDoubled = text[at + 1] === quote;
    // In `"Muster "Die Firma""`, the first of the last two belongs to the text.
    if (isDoubled && !(undoubled % 2 === 1 && endsAt(at + 2) !== undefined)) {
      parts.push(text.slice(from, at + 1));
      from = ++at + 1;
      continue;
    }
    const last = isDoubled ? at + 1 : at;
    const end = endsAt(last + 1);
    if (end === undefined) undoubled++;
    else return { value: [...parts, text.slice(from, last)].join('').trim(), end };
  }
  parts.push(text.slice(from));
  return { value: parts.join('').trim(), end: undefined };
}

function skipBlanks(text: string, start: number, separator: string): number {
  let at = start;
  while ((text[at] === ' ' || text[at] === '\t') && text[at] !== separator) at++;
  return at;
}
