import * as z from 'zod/mini';

const KEPT_RUNS = 200;

const KEPT_IDS = 20;

export interface RunCounts {
  readonly read: number;
  readonly changed: number;
  readonly removed: number;
  readonly unreadable: number;
  readonly requests: number;
  /** Contacts whose details were read. */
  readonly details: number;
  readonly throttledMs: number;
}

export interface Run extends RunCounts {
  readonly id: number;
  readonly startedAt: number;
  readonly finishedAt: number | undefined;
  /** Why the run failed. */
  readonly code: string | undefined;
  /** Whether the run enumerates every contact. */
  readonly isFull: boolean;
  /** The first contacts that could not be read, by the source's own ids. */
  readonly unreadableIds: readonly string[];
}

type Row = {
  id: number;
  started_at: number;
  finished_at: number | null;
  code: string | null;
  read: number;
  changed: number;
  removed: number;
  unreadable: number;
  requests: number;
  details: number;
  throttled_ms: number;
  unreadable_ids: string;
  is_full: number;
};

const ids = z.array(z.string());

/** The log of a source's last runs. */
export class RunLog {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  begin(nowMs: number, isFull: boolean): number {
    const { id } = this.#sql
      .exec<{ id: number }>(
        'INSERT INTO runs (started_at, is_full) VALUES (?, ?) RETURNING id',
        nowMs,
        isFull ? 1 : 0,
      )
      .one();
    this.#sql.exec('DELETE FROM runs WHERE id <= ?', id - KEPT_RUNS);
    return id;
  }

  add(id: number, counts: Partial<RunCounts>): void {
    const { read = 0, changed = 0, removed = 0, unreadable = 0, requests = 0 } = counts;
    this.#sql.exec(
      `UPDATE runs SET read = read + ?, changed = changed + ?, removed = removed + ?, unreadable = unreadable + ?,
       requests = requests + ?, details = details + ?, throttled_ms = throttled_ms + ? WHERE id = ?`,
      read,
      changed,
      removed,
      unreadable,
      requests,
      counts.details ?? 0,
      counts.throttledMs ?? 0,
      id,
    );
  }

  /** Records the ids of contacts that could not be read. */
  name(id: number, unreadable: readonly string[]): void {
    if (unreadable.length === 0) return;
    const named = [...new Set([...(this.find(id)?.unreadableIds ?? []), ...unreadable])].slice(0, KEPT_IDS);
    this.#sql.exec('UPDATE runs SET unreadable_ids = ? WHERE id = ?', JSON.stringify(named), id);
  }

  /** `code` is why the run failed; null when it is complete. */
  finish(id: number, nowMs: number, code: string | null): void {
    this.#sql.exec('UPDATE runs SET finished_at = ?, code = ? WHERE id = ?', nowMs, code, id);
  }

  find(id: number): Run | undefined {
    return this.#sql.exec<Row>('SELECT * FROM runs WHERE id = ?', id).toArray().map(toRun)[0];
  }

  /** The last run that ended without an error, with or without changes. */
  lastComplete(): Run | undefined {
    return this.#sql
      .exec<Row>('SELECT * FROM runs WHERE finished_at IS NOT NULL AND code IS NULL ORDER BY id DESC LIMIT 1')
      .toArray()
      .map(toRun)[0];
  }

  /** The last runs, newest first. */
  last(limit: number): Run[] {
    return this.#sql.exec<Row>('SELECT * FROM runs ORDER BY id DESC LIMIT ?', limit).toArray().map(toRun);
  }
}

function toRun(row: Row): Run {
  return {
    id: row.id,
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? undefined,
    code: row.code ?? undefined,
    isFull: row.is_full === 1,
    read: row.read,
    changed: row.changed,
    removed: row.removed,
    unreadable: row.unreadable,
    requests: row.requests,
    details: row.details,
    throttledMs: row.throttled_ms,
    unreadableIds: ids.parse(JSON.parse(row.unreadable_ids)),
  };
}
