import { encodeUtf8 } from '#shared/directory/utf8.ts';
import { type BudgetPrincipal, budgetName } from './budget-principal.ts';

/** Long enough to make collisions within a day negligible, and no longer. */
const DIGEST_BYTES = 16;
const KEY_BYTES = 32;

export interface DayCount {
  readonly kind: BudgetPrincipal['kind'];
  readonly id: string;
  /** Different numbers that were looked up. */
  readonly numbers: number;
}

/**
 * How many different numbers each principal has looked up in a day. Numbers are stored as keyed hashes, different for each
 * principal. The hashes and their key are deleted at the end of the day.
 */
export class DayStore {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#sql.exec('CREATE TABLE IF NOT EXISTS day (day INTEGER NOT NULL, key BLOB NOT NULL)');
    this.#sql.exec(
      'CREATE TABLE IF NOT EXISTS callers (kind TEXT, id TEXT, numbers INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID',
    );
    this.#sql.exec(
      'CREATE TABLE IF NOT EXISTS offline (kind TEXT, id TEXT, bytes INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID',
    );
    this.#sql.exec(
      'CREATE TABLE IF NOT EXISTS numbers (kind TEXT, id TEXT, digest BLOB, PRIMARY KEY (kind, id, digest)) WITHOUT ROWID',
    );
  }

  /** Deletes the counts of every other day. True when this day has just begun. */
  begin(day: number): boolean {
    const known = this.#sql.exec<{ day: number }>('SELECT day FROM day').toArray()[0]?.day;
    if (known === day) return false;
    this.#storage.transactionSync(() => {
      this.#forget();
      const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
      this.#sql.exec('INSERT INTO day (day, key) VALUES (?, ?)', day, key);
    });
    return true;
  }

  /** Deletes the counts of days before this one. */
  forgetBefore(day: number): void {
    this.#storage.transactionSync(() => {
      if (this.#sql.exec('SELECT day FROM day WHERE day < ?', day).toArray().length > 0) this.#forget();
    });
  }

  #forget(): void {
    for (const table of ['day', 'callers', 'offline', 'numbers']) this.#sql.exec(`DELETE FROM ${table}`);
  }

  /** Principals with at least this many numbers, the highest count first. */
  list(atLeast: number): DayCount[] {
    const statement =
      'SELECT kind, id, numbers FROM callers WHERE numbers >= ? ORDER BY numbers DESC, kind, id';
    return this.#sql
      .exec<{ kind: DayCount['kind']; id: string; numbers: number }>(statement, atLeast)
      .toArray();
  }

  count({ kind, id }: BudgetPrincipal): number {
    const rows = this.#sql.exec<{ numbers: number }>(
      'SELECT numbers FROM callers WHERE kind = ? AND id = ?',
      kind,
      id,
    );
    return rows.toArray()[0]?.numbers ?? 0;
  }

  /** Adds bytes of an offline copy. Returns the principal's total of today. */
  addBytes({ kind, id }: BudgetPrincipal, bytes: number): number {
    const statement = `INSERT INTO offline (kind, id, bytes) VALUES (?, ?, ?)
      ON CONFLICT (kind, id) DO UPDATE SET bytes = bytes + excluded.bytes RETURNING bytes`;
    return this.#sql.exec<{ bytes: number }>(statement, kind, id, bytes).one().bytes;
  }

  /** Adds a number. Returns the new count, or undefined if the number is counted already. The pepper goes into the hash. */
  async add(principal: BudgetPrincipal, number: string, pepper: string): Promise<number | undefined> {
    const { kind, id } = principal;
    const digest = await this.#digestOf(`${budgetName(principal)}:${number}`, pepper);
    return this.#storage.transactionSync(() => {
      const insert = 'INSERT OR IGNORE INTO numbers (kind, id, digest) VALUES (?, ?, ?)';
      if (this.#sql.exec(insert, kind, id, digest).rowsWritten === 0) return undefined;
      this.#sql.exec(
        `INSERT INTO callers (kind, id, numbers) VALUES (?, ?, 1)
         ON CONFLICT (kind, id) DO UPDATE SET numbers = numbers + 1`,
        kind,
        id,
      );
      return this.count(principal);
    });
  }

  /** The day's own key is deleted with the day. The pepper, if there is one, is never in this storage. */
  async #digestOf(text: string, pepper: string): Promise<ArrayBuffer> {
    const { key } = this.#sql.exec<{ key: ArrayBuffer }>('SELECT key FROM day').one();
    const bytes = new Uint8Array([...new Uint8Array(key), ...encodeUtf8(pepper)]);
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const hmacKey = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
    return (await crypto.subtle.sign('HMAC', hmacKey, encodeUtf8(text))).slice(0, DIGEST_BYTES);
  }
}
