import { type RequestWindow, WINDOW_MS } from '../graph/gate.ts';

/** A request may count this much longer than the window. Slots of a minute would waste a tenth of each window. */
const SLOT_MS = 10_000;

/** Counts the requests of the last ten minutes to the mailbox, in slots of ten seconds. SQLite, so they survive an eviction. */
export class StoredRequestWindow implements RequestWindow {
  readonly #sql: SqlStorage;
  readonly #now: () => number;
  /** Requests counted since this object was constructed. */
  taken = 0;

  constructor(sql: SqlStorage, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  take(count: number, limit: number): number {
    const slot = this.#slot();
    const { total, first } = this.#lately(slot);
    if (total + count > limit) return ((first ?? slot) + 1) * SLOT_MS + WINDOW_MS - this.#now();
    this.#sql.exec(
      `INSERT INTO requests (slot, count) VALUES (?1, ?2)
       ON CONFLICT (slot) DO UPDATE SET count = count + ?2`,
      slot,
      count,
    );
    this.taken += count;
    return 0;
  }

  /** Requests of the last ten minutes. */
  used(): number {
    return this.#lately(this.#slot()).total;
  }

  #slot(): number {
    return Math.floor(this.#now() / SLOT_MS);
  }

  #lately(slot: number): { total: number; first: number | null } {
    this.#sql.exec('DELETE FROM requests WHERE slot < ?', slot - WINDOW_MS / SLOT_MS);
    const { total, first } = this.#sql
      .exec<{ total: number | null; first: number | null }>(
        'SELECT sum(count) AS total, min(slot) AS first FROM requests',
      )
      .one();
    return { total: total ?? 0, first };
  }
}
