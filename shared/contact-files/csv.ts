/** Reads contacts from CSV. */
import { ContactDraft } from './contact-draft.ts';
import { type CsvLayout, findLayout } from './csv-layout.ts';
import { type CsvRow, csvRows, splitCells } from './csv-rows.ts';
import { decodedLines } from './csv-text.ts';
import type { FileContact } from './file-contact.ts';
import type { FileTakers } from './file-takers.ts';
import type { Column } from './headings.ts';
import type { Notes } from './notes.ts';
import { kindOfLabels } from './number-kinds.ts';
import { settleColumns } from './settle-columns.ts';

const OTHER_SEPARATORS: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
const LONGEST_HEADING = 80;

interface Table extends CsvLayout {
  line: number;
}

/** undefined: no line has headings that anybody knows. */
export function readCsv(byteText: string, takers: FileTakers): FileContact[] | undefined {
  const { notes } = takers;
  const lines = decodedLines(byteText, notes);
  const layout = findLayout(lines);
  if (!layout) return undefined;
  for (const line of layout.titleLines) notes.add('title-line', line);
  const rows = [...csvRows(lines.slice(layout.at + 1), layout, layout.columns.length)].flatMap(
    (row) => usableRow(row, layout, notes) ?? [],
  );
  const table: Table = {
    ...layout,
    columns: settleColumns(layout.columns, rows),
    line: lines[layout.at]?.line ?? 1,
  };
  noteColumns(table, rows, notes);
  return rows.flatMap((row) => contactOfRow(row, table, takers) ?? []);
}

/** undefined: the row is no contact's; a note says why, or it repeats the headings. */
function usableRow(row: CsvRow, layout: CsvLayout, notes: Notes): CsvRow | undefined {
  const { headings, separator } = layout;
  if (row.isOpen) {
    notes.add('open-quote', row.line);
    return undefined;
  }
  if (headings.length > 1 && headings.every((heading, at) => heading === (row.cells[at] ?? '')))
    return undefined;
  if (row.cells.length === 1 && headings.length > 1)
    for (const [other, name] of Object.entries(OTHER_SEPARATORS)) {
      const { cells } = splitCells(row.cells[0] ?? '', { separator: other, quote: layout.quote });
      if (cells.length !== headings.length) continue;
      // The same separator was hidden by quotes around the whole line.
      if (other !== separator) notes.add('other-separator', row.line, { detail: name });
      return { ...row, cells };
    }
  if (row.cells.slice(headings.length).every((cell) => cell === '')) return row;
  notes.add('surplus-values', row.line, {
    detail: `${row.cells.length} values, ${headings.length} headings`,
  });
  return undefined;
}

function noteColumns({ columns, headings, line }: Table, rows: readonly CsvRow[], notes: Notes): void {
  columns.forEach((column, at) => {
    if (column.holds !== 'unknown' && column.holds !== 'unused') return;
    if (!rows.some(({ cells }) => (cells[at] ?? '') !== '')) return;
    const heading = headings[at]?.slice(0, LONGEST_HEADING) ?? '';
    notes.add(column.holds === 'unused' ? 'unused' : 'unknown-column', line, {
      heading: heading === '' ? `${at + 1}` : heading,
    });
  });
}

function contactOfRow({ line, cells }: CsvRow, table: Table, takers: FileTakers): FileContact | undefined {
  const { columns, headings } = table;
  const { notes } = takers;
  const draft = new ContactDraft();
  const labels = new Map<string, string>();
  columns.forEach((column, at) => {
    if (column.holds === 'number-label') labels.set(column.position, cells[at] ?? '');
  });
  columns.forEach((column, at) => {
    const value = cells[at] ?? '';
    const heading = headings[at]?.slice(0, LONGEST_HEADING) ?? '';
    // Outlook writes 0/0/00 for "no birthday".
    if (value === '' || /^0\D0\D00$/.test(value)) return;
    if (column.holds === 'number' || column.holds === 'labelled-number') {
      const kind =
        column.holds === 'number' ? column.kind : kindOfLabels([labels.get(column.position) ?? '']);
      for (const number of several(value)) takers.numbers.take(draft, kind, number, { line, heading });
    } else if (!takeText(draft, column, value)) notes.add('value-left-out', line, { heading });
  });
  const contact = draft.finish(line);
  if (!contact && cells.some((cell) => cell !== '')) notes.add('no-contact', line);
  return contact;
}

function takeText(draft: ContactDraft, column: Column, value: string): boolean {
  if (column.holds === 'text') return draft.set(column.field, value);
  if (column.holds === 'address') return draft.setAddress(column.place, column.part, value);
  if (column.holds === 'email')
    return several(value)
      .map((address) => draft.addEmail(address))
      .every(Boolean);
  if (column.holds !== 'categories') return true;
  return value
    .split(/;| ::: /)
    .map((name) => draft.addCategory(name.replace(/^\s*\* /, '')))
    .every(Boolean);
}

/** Google puts several values of one label into one cell. */
function several(value: string): string[] {
  return value.split(' ::: ');
}
