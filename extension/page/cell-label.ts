import { labelOf } from './label-text.ts';
import { attributeOf, closest, firstIn, firstOf, matches, nodeAfter, queryAll } from './untampered.ts';

/** The heading of a table's cell: of its row, and of its column. */

const CELL = 'td,th,[role="cell"],[role="gridcell"],[role="columnheader"],[role="rowheader"]';
const ROW = 'tr,[role="row"]';
const TABLE = 'table,[role="table"],[role="grid"],[role="treegrid"]';
/** Wider tables are read up to here. */
const MAX_COLUMNS = 64;
const MAX_HEADS = 3;

export function isCell(element: Element): boolean {
  return matches(element, CELL);
}

export function labelOfCell(cell: Element): string | undefined {
  const row = closest(cell, ROW);
  const table = closest(cell, TABLE);
  if (!row) return undefined;
  const cells = cellsOf(row);
  const at = cells.indexOf(cell);
  const column = table ? labelOfColumn(table, row, columnOf(cells, at)) : undefined;
  const [first] = cells;
  const before = cells[at - 1];
  if (!before || !first) return column;
  if (!column) return labelOf(before) || labelOf(first) || undefined;
  // Names and values below a heading: the first cell names the second.
  const isNamed = cells.length === 2 || matches(first, 'th,[role="rowheader"]');
  return isNamed ? [labelOf(first), column].filter(Boolean).join(', ') : column;
}

/** The lowest row of the head names the columns, else the first row. */
function labelOfColumn(table: Element, row: Element, column: number): string | undefined {
  const heads = queryAll(table, 'thead tr').slice(-MAX_HEADS).reverse();
  const top = firstOf(table, ROW);
  for (const head of heads.length > 0 ? heads : [top]) {
    const label = head && head !== row ? labelAt(cellsOf(head), column) : undefined;
    if (label) return label;
  }
  return undefined;
}

function cellsOf(row: Element): Element[] {
  const cells: Element[] = [];
  for (let at = firstIn(row); at && cells.length < MAX_COLUMNS; at = nodeAfter(at))
    if (at instanceof Element && isCell(at)) cells.push(at);
  return cells;
}

/** Where the cell begins, in columns. */
function columnOf(cells: readonly Element[], at: number): number {
  return cells.slice(0, at).reduce((sum, cell) => sum + widthOf(cell), 0);
}

function labelAt(cells: readonly Element[], column: number): string | undefined {
  let end = 0;
  for (const cell of cells) {
    end += widthOf(cell);
    if (column < end) return labelOf(cell) || undefined;
  }
  return undefined;
}

function widthOf(cell: Element): number {
  return Math.max(1, Math.min(MAX_COLUMNS, Number(attributeOf(cell, 'colspan')) || 1));
}
