import { MAX_PER_WINDOW, type RequestWindow, WINDOW_MS } from '../graph/gate.ts';

const MINUTE_MS = 60_000;

/** Requests to the mailbox in the last ten minutes, by the minute, in SQLite: an eviction must not forget them. */
export class StoredRequestWindow implements RequestWindow {
  readonly #sql: SqlStorage;
  readonly #now: () => number;
  /** Requests that passed since this object was made. */
  taken = 0;

  constructor(sql: SqlStorage, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  take(): number {
    const minute = Math.floor(this.#now() / MINUTE_MS);
    const oldest = minute - WINDOW_MS / MINUTE_MS;
    this.#sql.exec('DELETE FROM requests WHERE minute < ?', oldest);
    const { total, first } = this.#sql
      .exec<{ total: number | null; first: number | null }>(
        'SELECT sum(count) AS total, min(minute) AS first FROM requests',
      )
      .one();
    if ((total ?? 0) >= MAX_PER_WINDOW) return ((first ?? minute) + 1) * MINUTE_MS + WINDOW_MS - this.#now();
    this.#sql.exec(
      'INSERT INTO requests (minute, count) VALUES (?, 1) ON CONFLICT (minute) DO UPDATE SET count = count + 1',
      minute,
    );
    this.taken++;
    return 0;
  }
}
