import * as z from 'zod/mini';
import { type ApiKey, type NewKey, newKey } from '#shared/admin-api.ts';
import { type Migrations, migrate } from '../runs/migrate.ts';
import { MAX_SECRETS } from './match-digest.ts';

/**
 * Tables of ApiKeys. Versioned: a newer format (after a roll-back) is refused.
 *
 * | table | holds |
 * | --- | --- |
 * | keys | one row per key: its rights, and the hour in which it was last used |
 * | secrets | at most two per key, as keyed hashes |
 */
const MIGRATIONS: Migrations = [
  // 1
  [
    `CREATE TABLE keys (
       id TEXT PRIMARY KEY, made_for TEXT NOT NULL, created_at INTEGER NOT NULL, last_used_hour INTEGER) WITHOUT ROWID`,
    `CREATE TABLE secrets (
       key TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, digest BLOB NOT NULL)`,
    'CREATE INDEX secrets_of_key ON secrets (key)',
  ],
];

export function createTables(storage: DurableObjectStorage): void {
  migrate(storage, 'API key', MIGRATIONS);
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** How long the previous secret still works, so that devices can change over. */
const OVERLAP_MS = 30 * DAY_MS;

const madeFor = z.pipe(
  z.transform((text: string): unknown => JSON.parse(text)),
  newKey,
);

export interface StoredSecret {
  readonly rowid: number;
  readonly expiresAt: number;
  readonly digest: ArrayBuffer;
}

type KeyRow = { id: string; made_for: string; created_at: number; last_used_hour: number | null };
type SecretRow = { rowid: number; created_at: number; expires_at: number; digest: ArrayBuffer };

/** API keys, and the keyed hashes of their secrets. */
export class KeyStore {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
  }

  list(): ApiKey[] {
    const rows = this.#sql.exec<KeyRow>('SELECT * FROM keys ORDER BY created_at, id').toArray();
    return rows.map((row) => this.#toKey(row));
  }

  get(id: string): ApiKey | undefined {
    const row = this.#sql.exec<KeyRow>('SELECT * FROM keys WHERE id = ?', id).toArray()[0];
    return row && this.#toKey(row);
  }

  /** False when the id is taken. */
  add(id: string, key: NewKey, digest: ArrayBuffer, nowMs: number): boolean {
    return this.#storage.transactionSync(() => {
      const statement = 'INSERT INTO keys (id, made_for, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
      if (this.#sql.exec(statement, id, JSON.stringify(key), nowMs).rowsWritten === 0) return false;
      this.#addSecret(id, key.days, digest, nowMs);
      return true;
    });
  }

  /** Adds a secret. The previous one works on for the overlap at most; an older one ends now. */
  rotate({ id, days }: ApiKey, digest: ArrayBuffer, nowMs: number): void {
    this.#storage.transactionSync(() => {
      for (const { rowid } of this.secrets(id).slice(MAX_SECRETS - 1))
        this.#sql.exec('DELETE FROM secrets WHERE rowid = ?', rowid);
      const overlapEnd = nowMs + OVERLAP_MS;
      this.#sql.exec('UPDATE secrets SET expires_at = min(expires_at, ?) WHERE key = ?', overlapEnd, id);
      this.#addSecret(id, days, digest, nowMs);
    });
  }

  /** False when there is none. */
  remove(id: string): boolean {
    return this.#storage.transactionSync(() => {
      this.#sql.exec('DELETE FROM secrets WHERE key = ?', id);
      return this.#sql.exec('DELETE FROM keys WHERE id = ?', id).rowsWritten > 0;
    });
  }

  /** Newest first. */
  secrets(id: string): StoredSecret[] {
    return this.#secretRows(id).map(({ rowid, expires_at, digest }) => ({
      rowid,
      expiresAt: expires_at,
      digest,
    }));
  }

  replaceDigest(secret: StoredSecret, digest: ArrayBuffer): void {
    this.#sql.exec('UPDATE secrets SET digest = ? WHERE rowid = ?', digest, secret.rowid);
  }

  noteUse(id: string, nowMs: number): void {
    const hour = Math.floor(nowMs / HOUR_MS);
    this.#sql.exec(
      'UPDATE keys SET last_used_hour = ? WHERE id = ? AND last_used_hour IS NOT ?',
      hour,
      id,
      hour,
    );
  }

  #addSecret(id: string, days: number, digest: ArrayBuffer, nowMs: number): void {
    this.#sql.exec(
      'INSERT INTO secrets (key, created_at, expires_at, digest) VALUES (?, ?, ?, ?)',
      id,
      nowMs,
      nowMs + days * DAY_MS,
      digest,
    );
  }

  #secretRows(id: string): SecretRow[] {
    const statement =
      'SELECT rowid, created_at, expires_at, digest FROM secrets WHERE key = ? ORDER BY rowid DESC';
    return this.#sql.exec<SecretRow>(statement, id).toArray();
  }

  #toKey({ id, made_for, created_at, last_used_hour }: KeyRow): ApiKey {
    return {
      id,
      ...madeFor.parse(made_for),
      createdAt: iso(created_at),
      secrets: this.#secretRows(id).map(({ created_at: createdAt, expires_at: expiresAt }) => ({
        createdAt: iso(createdAt),
        expiresAt: iso(expiresAt),
      })),
      ...(last_used_hour !== null && { lastUsedAt: iso(last_used_hour * HOUR_MS) }),
    };
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
