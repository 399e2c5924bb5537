/** Decides by their values whether columns such as `Office` or `Private` hold numbers. */
import type { Column } from './headings.ts';

const MOST_ROWS = 200;
const LEAST_SHARE = 0.6;
/** `Falsch`, `Room 12` and `0` are no numbers; a customer's number has neither plus nor zero nor signs. */
const LIKE_NUMBER = /^(?:="?)?['"]?(?:\+|\(?0|\d{3,5}[ ./-]\d)[\d\s()/.+-]*/;
const FEWEST_DIGITS = 6;

/** The columns with each `perhaps-number` replaced by what it is. */
export function settleColumns(columns: readonly Column[], rows: readonly { cells: string[] }[]): Column[] {
  return columns.map((column, at) => {
    if (column.holds !== 'perhaps-number') return column;
    const values = rows
      .slice(0, MOST_ROWS)
      .map(({ cells }) => (cells[at] ?? '').slice(0, 60))
      .filter((cell) => cell !== '');
    const likely = values.filter(isLikeNumber).length;
    return values.length > 0 && likely / values.length >= LEAST_SHARE
      ? { holds: 'number', kind: column.kind }
      : column.otherwise;
  });
}

function isLikeNumber(cell: string): boolean {
  const start = LIKE_NUMBER.exec(cell)?.[0] ?? '';
  return start.replace(/\D/g, '').length >= FEWEST_DIGITS;
}
