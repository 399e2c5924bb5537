const KEPT_RUNS = 200;

export interface RunCounts {
  readonly read: number;
  readonly changed: number;
  readonly removed: number;
  readonly unreadable: number;
  readonly requests: number;
}

/** What each run did; the last ones are kept. */
export class RunLog {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  begin(nowMs: number): number {
    const { id } = this.#sql
      .exec<{ id: number }>('INSERT INTO runs (started_at) VALUES (?) RETURNING id', nowMs)
      .one();
    this.#sql.exec('DELETE FROM runs WHERE id <= ?', id - KEPT_RUNS);
    return id;
  }

  add(id: number, counts: Partial<RunCounts>): void {
    const { read = 0, changed = 0, removed = 0, unreadable = 0, requests = 0 } = counts;
    this.#sql.exec(
      `UPDATE runs SET read = read + ?, changed = changed + ?, removed = removed + ?, unreadable = unreadable + ?,
       requests = requests + ? WHERE id = ?`,
      read,
      changed,
      removed,
      unreadable,
      requests,
      id,
    );
  }

  /** `code` is why the run failed; null when it is complete. */
  finish(id: number, nowMs: number, code: string | null): void {
    this.#sql.exec('UPDATE runs SET finished_at = ?, code = ? WHERE id = ?', nowMs, code, id);
  }

  counts(id: number): RunCounts {
    return (
      this.#sql
        .exec<{ read: number; changed: number; removed: number; unreadable: number; requests: number }>(
          'SELECT read, changed, removed, unreadable, requests FROM runs WHERE id = ?',
          id,
        )
        .toArray()[0] ?? { read: 0, changed: 0, removed: 0, unreadable: 0, requests: 0 }
    );
  }

  /** The last run that found everything out, whatever it was. */
  lastComplete(): { startedAt: number; finishedAt: number } | undefined {
    const row = this.#sql
      .exec<{ started_at: number; finished_at: number }>(
        'SELECT started_at, finished_at FROM runs WHERE finished_at IS NOT NULL AND code IS NULL ORDER BY id DESC LIMIT 1',
      )
      .toArray()[0];
    return row && { startedAt: row.started_at, finishedAt: row.finished_at };
  }
}
