import type { Part } from '../sources/source-reader.ts';
import { PartCounts } from './part-counts.ts';

/** A part with its cursors. */
export interface PartState extends Part {
  /** The link to the round's next page; undefined before its first page. */
  readonly nextLink: string | undefined;
  /** The link that begins the next round; undefined before the first complete one. */
  readonly deltaLink: string | undefined;
  /** Number of the full enumeration under way; undefined in a delta round. */
  readonly enumeration: number | undefined;
  /** Enumerations since the last complete round. */
  readonly restarts: number;
}

type Row = {
  id: string;
  path: string | null;
  next_link: string | null;
  delta_link: string | null;
  enumeration: number | null;
  restarts: number;
};

/** Cursors of a source's parts. Opens no transactions, like ContactStore. */
export class PartStore {
  readonly #sql: SqlStorage;
  readonly counts: PartCounts;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.counts = new PartCounts(sql);
  }

  ids(): string[] {
    return this.#sql
      .exec<{ id: string }>('SELECT id FROM parts ORDER BY position')
      .toArray()
      .map((row) => row.id);
  }

  /** A known part stays as it is, unless its path has changed: then its contacts are read anew. */
  add({ id, path = '' }: Part, position: number): void {
    this.#sql.exec(
      `INSERT INTO parts (id, position, pending, path) VALUES (?, ?, 1, ?)
         ON CONFLICT (id) DO UPDATE SET path = excluded.path, next_link = NULL, delta_link = NULL, enumeration = NULL
         WHERE coalesce(path, '') <> excluded.path`,
      id,
      position,
      path,
    );
  }

  /** The part with this id, and with its path where one is stored. */
  find(id: string): Part {
    const { path } =
      this.#sql.exec<{ path: string | null }>('SELECT path FROM parts WHERE id = ?', id).toArray()[0] ?? {};
    return toPart({ id, path: path ?? null });
  }

  remove(id: string): void {
    this.#sql.exec('DELETE FROM parts WHERE id = ?', id);
  }

  clear(): void {
    this.#sql.exec('DELETE FROM parts');
  }

  /** Every part has to be read again; an interrupted round goes on where it stopped. */
  markAllPending(): void {
    this.#sql.exec('UPDATE parts SET pending = 1');
  }

  /** The first parts, at most `limit`, whose round is not complete. */
  pending(limit: number): PartState[] {
    return this.#sql
      .exec<Row>(
        'SELECT id, path, next_link, delta_link, enumeration, restarts FROM parts WHERE pending = 1 ORDER BY position LIMIT ?',
        limit,
      )
      .toArray()
      .map((row) => ({
        ...toPart(row),
        nextLink: row.next_link ?? undefined,
        deltaLink: row.delta_link ?? undefined,
        enumeration: row.enumeration ?? undefined,
        restarts: row.restarts,
      }));
  }

  /** Whether no part has a cursor, so that the next round enumerates all of them anyway. */
  hasNoCursor(): boolean {
    return this.#sql.exec('SELECT 1 FROM parts WHERE delta_link IS NOT NULL LIMIT 1').toArray().length === 0;
  }

  /** Every part is enumerated from the start in the next round. */
  forgetCursors(): void {
    this.#sql.exec('UPDATE parts SET next_link = NULL, delta_link = NULL, enumeration = NULL, restarts = 0');
  }

  /** A part whose details have to be listed page by page, and the link to its next page. */
  detailsPending(): { part: Part; link: string | undefined } | undefined {
    const row = this.#sql
      .exec<{ id: string; path: string | null; details_link: string | null }>(
        'SELECT id, path, details_link FROM parts WHERE details_pending = 1 ORDER BY position LIMIT 1',
      )
      .toArray()[0];
    return row && { part: toPart(row), link: row.details_link ?? undefined };
  }

  /** `link` leads to the next page; undefined ends the list. */
  setDetailsLink(id: string, link: string | undefined): void {
    this.#sql.exec(
      'UPDATE parts SET details_link = ?, details_pending = ? WHERE id = ?',
      link ?? null,
      link === undefined ? 0 : 1,
      id,
    );
  }

  /** Forgets the cursor, so that the part is enumerated from the start. */
  beginEnumeration(id: string, enumeration: number): void {
    this.#sql.exec(
      `UPDATE parts SET next_link = NULL, delta_link = NULL, enumeration = ?, restarts = restarts + 1,
         read = 0, pages = 0, mark = NULL, details_pending = 1, details_link = NULL WHERE id = ?`,
      enumeration,
      id,
    );
  }

  forgetRestarts(id: string): void {
    this.#sql.exec('UPDATE parts SET restarts = 0 WHERE id = ?', id);
  }

  /**
   * Stores the link to the next page. Returns false when the links run in a circle, found by Brent's algorithm: `mark` is
   * the link after a power of two of pages, and the round meets it again in any circle.
   */
  setNextLink(id: string, link: string): boolean {
    const { pages, mark } = this.#sql
      .exec<{ pages: number; mark: string | null }>('SELECT pages, mark FROM parts WHERE id = ?', id)
      .one();
    if (link === mark) return false;
    const isPowerOfTwo = (pages & (pages - 1)) === 0;
    this.#sql.exec(
      'UPDATE parts SET next_link = ?, pages = ?, mark = ? WHERE id = ?',
      link,
      pages + 1,
      isPowerOfTwo ? link : mark,
      id,
    );
    return true;
  }

  /** The round is complete. */
  finishRound(id: string, deltaLink: string): void {
    this.#sql.exec(
      `UPDATE parts SET next_link = NULL, delta_link = ?, enumeration = NULL, restarts = 0, pending = 0,
         pages = 0, mark = NULL WHERE id = ?`,
      deltaLink,
      id,
    );
  }
}

function toPart({ id, path }: { id: string; path: string | null }): Part {
  return { id, ...(path && { path }) };
}
