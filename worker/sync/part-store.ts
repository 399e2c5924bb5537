import type { Part } from '../sources/source-kind.ts';

/** A part with its place in the round that is under way. */
export interface PartState extends Part {
  /** Where the round stands; undefined before its first page. */
  readonly nextLink: string | undefined;
  /** Where the next round begins; undefined before the first complete one. */
  readonly deltaLink: string | undefined;
  /** Number of the full enumeration that is under way; undefined in a delta round. */
  readonly enumeration: number | undefined;
  /** Enumerations since the last complete round. */
  readonly restarts: number;
}

type Row = {
  id: string;
  next_link: string | null;
  delta_link: string | null;
  enumeration: number | null;
  restarts: number;
};

/** Cursors of a source's parts. No transactions of its own, as ContactStore. */
export class PartStore {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  ids(): string[] {
    return this.#sql
      .exec<{ id: string }>('SELECT id FROM parts ORDER BY position')
      .toArray()
      .map((row) => row.id);
  }

  add(id: string, position: number): void {
    this.#sql.exec('INSERT OR IGNORE INTO parts (id, position, pending) VALUES (?, ?, 1)', id, position);
  }

  remove(id: string): void {
    this.#sql.exec('DELETE FROM parts WHERE id = ?', id);
  }

  clear(): void {
    this.#sql.exec('DELETE FROM parts');
  }

  /** Every part has to be asked again; a round that was interrupted goes on where it stopped. */
  markAllPending(): void {
    this.#sql.exec('UPDATE parts SET pending = 1');
  }

  firstPending(): PartState | undefined {
    const row = this.#sql
      .exec<Row>('SELECT * FROM parts WHERE pending = 1 ORDER BY position LIMIT 1')
      .toArray()[0];
    return (
      row && {
        id: row.id,
        nextLink: row.next_link ?? undefined,
        deltaLink: row.delta_link ?? undefined,
        enumeration: row.enumeration ?? undefined,
        restarts: row.restarts,
      }
    );
  }

  /** Forgets the cursor, so that the part is enumerated from the start. */
  beginEnumeration(id: string, enumeration: number): void {
    this.#sql.exec(
      `UPDATE parts SET next_link = NULL, delta_link = NULL, enumeration = ?, restarts = restarts + 1 WHERE id = ?`,
      enumeration,
      id,
    );
  }

  forgetRestarts(id: string): void {
    this.#sql.exec('UPDATE parts SET restarts = 0 WHERE id = ?', id);
  }

  setNextLink(id: string, link: string): void {
    this.#sql.exec('UPDATE parts SET next_link = ? WHERE id = ?', link, id);
  }

  /** The round is complete. */
  finishRound(id: string, deltaLink: string): void {
    this.#sql.exec(
      `UPDATE parts SET next_link = NULL, delta_link = ?, enumeration = NULL, restarts = 0, pending = 0 WHERE id = ?`,
      deltaLink,
      id,
    );
  }
}
