import { type RequestWindow, WINDOW_MS } from '../graph/gate.ts';

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

  take(count: number, limit: number): number {
    const minute = this.#minute();
    const { total, first } = this.#lately(minute);
    if (total + count > limit) return ((first ?? minute) + 1) * MINUTE_MS + WINDOW_MS - this.#now();
    this.#sql.exec(
      `INSERT INTO requests (minute, count) VALUES (?1, ?2)
       ON CONFLICT (minute) DO UPDATE SET count = count + ?2`,
      minute,
      count,
    );
    this.taken += count;
    return 0;
  }

  /** Requests of the last ten minutes. */
  used(): number {
    return this.#lately(this.#minute()).total;
  }

  #minute(): number {
    return Math.floor(this.#now() / MINUTE_MS);
  }

  #lately(minute: number): { total: number; first: number | null } {
    this.#sql.exec('DELETE FROM requests WHERE minute < ?', minute - WINDOW_MS / MINUTE_MS);
    const { total, first } = this.#sql
      .exec<{ total: number | null; first: number | null }>(
        'SELECT sum(count) AS total, min(minute) AS first FROM requests',
      )
      .one();
    return { total: total ?? 0, first };
  }
}
