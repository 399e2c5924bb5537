import { encodeUtf8 } from '#shared/directory/utf8.ts';
import { type BudgetPrincipal, budgetName } from './budget-principal.ts';

/** Enough that two numbers of a day are never one; no longer than that. */
const DIGEST_BYTES = 16;
const KEY_BYTES = 32;

export interface DayCount {
  readonly kind: BudgetPrincipal['kind'];
  readonly id: string;
  /** Different numbers that were looked up. */
  readonly numbers: number;
}

/**
 * Who has looked up how many different numbers in a day. Numbers are remembered as keyed hashes, different ones for each
 * principal; with the day, they and their key are deleted.
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

  /** Forgets every other day. True when this one has just begun. */
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

  /** Forgets the days before this one. */
  forgetBefore(day: number): void {
    this.#storage.transactionSync(() => {
      if (this.#sql.exec('SELECT day FROM day WHERE day < ?', day).toArray().length > 0) this.#forget();
    });
  }

  #forget(): void {
    for (const table of ['day', 'callers', 'offline', 'numbers']) this.#sql.exec(`DELETE FROM ${table}`);
  }

  /** Who has asked for at least as many, most first. */
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

  /** Bytes given out for offline copies today, these included. */
  addBytes({ kind, id }: BudgetPrincipal, bytes: number): number {
    const statement = `INSERT INTO offline (kind, id, bytes) VALUES (?, ?, ?)
      ON CONFLICT (kind, id) DO UPDATE SET bytes = bytes + excluded.bytes RETURNING bytes`;
    return this.#sql.exec<{ bytes: number }>(statement, kind, id, bytes).one().bytes;
  }

  /** How many different numbers it makes; undefined for one that has been asked for today. The pepper is for the hash. */
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

  /** The day's own key goes with the day; the pepper, where there is one, is not in this storage. */
  async #digestOf(text: string, pepper: string): Promise<ArrayBuffer> {
    const { key } = this.#sql.exec<{ key: ArrayBuffer }>('SELECT key FROM day').one();
    const bytes = new Uint8Array([...new Uint8Array(key), ...encodeUtf8(pepper)]);
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const hmacKey = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
    return (await crypto.subtle.sign('HMAC', hmacKey, encodeUtf8(text))).slice(0, DIGEST_BYTES);
  }
}
