/** Reads contacts from CSV of Outlook (English, German) or Google. */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { GraphContactInput } from '../graph/contact-content.ts';
import { ContactDraft } from './contact-draft.ts';
import { type Column, columnOf, kindOfLabel } from './csv-headings.ts';
import { ImportError, type ImportProblem } from './import-problem.ts';
import { decodeText } from './text-encoding.ts';

/** A note may run over several lines, but a quote that stays open for longer is a mistake. */
const MOST_LINES_PER_ROW = 200;
const ROWS_AT_ONCE = 500;
const rowsSchema = z.array(z.array(z.string()));

interface Row {
  line: number;
  text: string;
}

export function readCsv(bytes: Uint8Array): { contacts: GraphContactInput[]; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const [heading, ...rows] = splitRows(decodeText(bytes), problems);
  if (!heading) throw new ImportError('empty_file', 'The file is empty. Export the contacts again.');
  const delimiter = delimiterOf(heading.text);
  const columns = (parseRow(heading.text, delimiter) ?? []).map(columnOf);
  if (!columns.some((column) => column && column.holds !== 'categories')) {
    throw new ImportError(
      'unknown_headings',
      'The first line has no headings that Ringcard knows. Export from Outlook ("Comma Separated Values") or Google Contacts without changing the headings.',
    );
  }
  const contacts: GraphContactInput[] = [];
  for (const { line, cells } of parseRows(rows, delimiter, problems)) {
    if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
      problems.push({
        line,
        message: `This line has ${cells.length} values, but the first line has ${columns.length} headings.`,
      });
      continue;
    }
    const contact = readContact(columns, cells);
    if (contact) contacts.push(contact);
    else problems.push({ line, message: 'This line holds no name, number or address.' });
  }
  problems.sort((a, b) => a.line - b.line);
  return { contacts, problems };
}

/** Parses many rows at once; only a bunch with a broken row is parsed row by row. */
function* parseRows(
  rows: Row[],
  delimiter: string,
  problems: ImportProblem[],
): Generator<{ line: number; cells: string[] }> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const bunch = rows.slice(at, at + ROWS_AT_ONCE);
    const together = parseText(bunch.map(({ text }) => text).join('\n'), delimiter);
    for (const [index, { line, text }] of bunch.entries()) {
      const cells = together?.length === bunch.length ? together[index] : parseRow(text, delimiter);
      if (cells) yield { line, cells };
      else problems.push({ line, message: 'The quotation marks of this line do not match.' });
    }
  }
}

function parseRow(text: string, delimiter: string): string[] | undefined {
  return parseText(text, delimiter)?.[0];
}

function parseText(text: string, delimiter: string): string[][] | undefined {
  try {
    return rowsSchema.parse(
      parse(text, { delimiter, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] }),
    );
  } catch {
    return undefined;
  }
}

function readContact(columns: (Column | undefined)[], cells: string[]): GraphContactInput | undefined {
  const draft = new ContactDraft();
  const labels = new Map<string, string>();
  columns.forEach((column, at) => {
    if (column?.holds === 'phone-label') labels.set(column.number, cells[at] ?? '');
  });
  columns.forEach((column, at) => {
    const value = cells[at]?.trim() ?? '';
    // Outlook writes 0/0/00 for "no birthday".
    if (!column || value === '' || /^0\D0\D00$/.test(value)) return;
    if (column.holds === 'text') draft.set(column.field, value);
    else if (column.holds === 'phone')
      for (const number of several(value)) draft.addPhone(column.kind, number);
    else if (column.holds === 'address') draft.setAddress(column.place, column.part, value);
    else if (column.holds === 'email') for (const address of several(value)) draft.addEmail(address);
    else if (column.holds === 'categories')
      for (const name of value.split(/;| ::: /)) draft.addCategory(name.replace(/^\* /, ''));
    else if (column.holds === 'labelled-phone') {
      const kind = kindOfLabel(labels.get(column.number) ?? '');
      for (const number of several(value)) draft.addPhone(kind, number);
    }
  });
  return draft.finish();
}

/** Google puts several values of one label into one cell. */
function several(value: string): string[] {
  return value.split(' ::: ');
}

/** Joins lines where a quoted value runs on. A quote that never closes costs its own line and no other. */
function splitRows(text: string, problems: ImportProblem[]): Row[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const rows: Row[] = [];
  for (let at = 0; at < lines.length; at++) {
    if ((lines[at] ?? '').trim() === '') continue;
    const end = rowEnd(lines, at);
    if (end === undefined)
      problems.push({ line: at + 1, message: 'The quotation marks of this line do not match.' });
    else {
      rows.push({ line: at + 1, text: lines.slice(at, end + 1).join('\n') });
      at = end;
    }
  }
  return rows;
}

function rowEnd(lines: string[], start: number): number | undefined {
  let quotes = 0;
  for (let at = start; at < lines.length && at < start + MOST_LINES_PER_ROW; at++) {
    quotes += (lines[at] ?? '').split('"').length - 1;
    if (quotes % 2 === 0) return at;
  }
  return undefined;
}

function delimiterOf(heading: string): string {
  const bare = heading.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: bare.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}
