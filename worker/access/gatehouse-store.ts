import { type Migrations, migrate } from '../runs/migrate.ts';
import type { Revocation } from './revocation.ts';
import { type SigningKeys, signingKeys } from './signing-keys.ts';

/**
 * Tables of the Gatehouse. Versioned: a newer format (after a roll-back) is refused.
 *
 * | table | holds |
 * | --- | --- |
 * | signing_keys | one row: the tenant's keys as JSON, and the address that they came from |
 * | revocations | one row per person or program whose earlier tokens are revoked |
 */
const MIGRATIONS: Migrations = [
  // 1
  [
    'CREATE TABLE signing_keys (id INTEGER PRIMARY KEY, url TEXT NOT NULL, json TEXT NOT NULL)',
    `CREATE TABLE revocations (
       object_id TEXT PRIMARY KEY, revoked_at INTEGER NOT NULL, revoked_by TEXT NOT NULL, reason TEXT) WITHOUT ROWID`,
  ],
];

interface Row extends Record<string, SqlStorageValue> {
  object_id: string;
  revoked_at: number;
  revoked_by: string;
  reason: string | null;
}

export class GatehouseStore {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    migrate(storage, 'gatehouse', MIGRATIONS);
  }

  /** Undefined when the stored keys came from another address: the configuration has changed. */
  keysFrom(url: string): SigningKeys | undefined {
    const row = this.#sql
      .exec<{ json: string }>('SELECT json FROM signing_keys WHERE url = ?', url)
      .toArray()[0];
    return row && signingKeys.parse(JSON.parse(row.json));
  }

  keepKeys(url: string, keys: SigningKeys): void {
    const json = JSON.stringify(keys);
    this.#sql.exec('INSERT OR REPLACE INTO signing_keys (id, url, json) VALUES (1, ?, ?)', url, json);
  }

  /** Newest first. */
  revocations(): Revocation[] {
    return this.#sql
      .exec<Row>('SELECT * FROM revocations ORDER BY revoked_at DESC, object_id')
      .toArray()
      .map(({ object_id, revoked_at, revoked_by, reason }) => ({
        objectId: object_id,
        revokedAtMs: revoked_at,
        revokedBy: revoked_by,
        reason: reason ?? undefined,
      }));
  }

  keepRevocation({ objectId, revokedAtMs, revokedBy, reason }: Revocation): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO revocations (object_id, revoked_at, revoked_by, reason) VALUES (?, ?, ?, ?)',
      objectId,
      revokedAtMs,
      revokedBy,
      reason ?? null,
    );
  }

  /** False when there was none. */
  removeRevocation(objectId: string): boolean {
    return this.#sql.exec('DELETE FROM revocations WHERE object_id = ?', objectId).rowsWritten > 0;
  }

  removeRevocationsBefore(ms: number): void {
    this.#sql.exec('DELETE FROM revocations WHERE revoked_at < ?', ms);
  }
}
