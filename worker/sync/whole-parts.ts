import type { Part } from '../sources/source-reader.ts';
import { MetContacts } from './met-contacts.ts';

/** A part of a whole reading. First its pages are read, then its details. */
export interface WholePart extends Part {
  readonly stage: 'pages' | 'details';
  /** Leads to the next page of this stage; undefined before the first. */
  readonly link: string | undefined;
}

/**
 * Cursors of a whole reading. Those of the rounds lie in PartStore and stay valid meanwhile. Opens no transactions, like
 * ContactStore.
 */
export class WholeParts {
  readonly #sql: SqlStorage;
  readonly met: MetContacts;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.met = new MetContacts(sql);
  }

  /** Begins with the parts as they were listed last. */
  begin(): void {
    this.clear();
    this.#sql.exec('INSERT INTO whole_parts (id, position) SELECT id, position FROM parts');
  }

  /** The first part that is not read to its end. A part that has left the source meanwhile is not read. */
  next(): WholePart | undefined {
    const row = this.#sql
      .exec<Row>(
        `SELECT w.id, p.path, w.next_link, w.delta_link, w.details_link FROM whole_parts w JOIN parts p ON p.id = w.id
         WHERE w.is_read = 0 ORDER BY w.position LIMIT 1`,
      )
      .toArray()[0];
    if (!row) return undefined;
    const part = { id: row.id, ...(row.path && { path: row.path }) };
    return row.delta_link === null
      ? { ...part, stage: 'pages', link: row.next_link ?? undefined }
      : { ...part, stage: 'details', link: row.details_link ?? undefined };
  }

  /** Returns false when the links run in a circle; see PartStore. */
  setNextLink(id: string, link: string): boolean {
    const { pages, mark } = this.#sql
      .exec<{ pages: number; mark: string | null }>('SELECT pages, mark FROM whole_parts WHERE id = ?', id)
      .one();
    if (link === mark) return false;
    const isPowerOfTwo = (pages & (pages - 1)) === 0;
    this.#sql.exec(
      'UPDATE whole_parts SET next_link = ?, pages = ?, mark = ? WHERE id = ?',
      link,
      pages + 1,
      isPowerOfTwo ? link : mark,
      id,
    );
    return true;
  }

  /** The pages are read. `deltaLink` begins the part's first round after the reading. */
  finishPages(id: string, deltaLink: string): void {
    this.#sql.exec('UPDATE whole_parts SET next_link = NULL, delta_link = ? WHERE id = ?', deltaLink, id);
  }

  /** `link` leads to the next page of details; undefined ends the part. */
  setDetailsLink(id: string, link: string | undefined): void {
    this.#sql.exec(
      'UPDATE whole_parts SET details_link = ?, is_read = ? WHERE id = ?',
      link ?? null,
      link === undefined ? 1 : 0,
      id,
    );
  }

  /** Reads the part from its start again. */
  restart(id: string): void {
    this.#sql.exec(
      `UPDATE whole_parts SET next_link = NULL, pages = 0, mark = NULL, delta_link = NULL, details_link = NULL,
         is_read = 0 WHERE id = ?`,
      id,
    );
    this.met.forget(id);
  }

  /** The next round begins where the reading has: what has changed since then is reported again. */
  handOver(): void {
    this.#sql.exec(
      `UPDATE parts SET next_link = NULL, enumeration = NULL, restarts = 0, pages = 0, mark = NULL,
         delta_link = (SELECT delta_link FROM whole_parts w WHERE w.id = parts.id)
       WHERE id IN (SELECT id FROM whole_parts WHERE is_read = 1)`,
    );
  }

  clear(): void {
    this.#sql.exec('DELETE FROM whole_parts');
    this.met.clear();
  }
}

type Row = {
  id: string;
  path: string | null;
  next_link: string | null;
  delta_link: string | null;
  details_link: string | null;
};
