import type { Account } from '#shared/admin-api.ts';
import { type Migrations, migrate } from '../runs/migrate.ts';

/**
 * Tables of Accounts. Versioned: a newer format (after a roll-back) is refused.
 *
 * | table | holds |
 * | --- | --- |
 * | accounts | one row per delegated account, with its encrypted refresh token |
 * | consents | consents under way, by the SHA-256 of their state |
 */
const MIGRATIONS: Migrations = [
  // 1
  [
    `CREATE TABLE accounts (
       id TEXT PRIMARY KEY, label TEXT NOT NULL, state TEXT NOT NULL, since INTEGER NOT NULL, code TEXT,
       object_id TEXT, upn TEXT, scopes TEXT NOT NULL DEFAULT '', refresh_token BLOB) WITHOUT ROWID`,
    `CREATE TABLE consents (
       state_hash TEXT PRIMARY KEY, account TEXT NOT NULL, verifier TEXT NOT NULL, nonce TEXT NOT NULL,
       expires_at INTEGER NOT NULL) WITHOUT ROWID`,
  ],
];

export function createTables(storage: DurableObjectStorage): void {
  migrate(storage, 'accounts', MIGRATIONS);
}

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  label: string;
  state: Account['state'];
  since: number;
  code: string | null;
  object_id: string | null;
  upn: string | null;
  scopes: string;
}

export interface Connection {
  readonly objectId: string;
  readonly userPrincipalName: string | undefined;
  /** Granted permissions, without Graph's address. */
  readonly scopes: readonly string[];
  /** Encrypted. */
  readonly refreshToken: ArrayBuffer;
}

/** Delegated accounts and their encrypted refresh tokens. */
export class AccountStore {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  list(): Account[] {
    return this.#sql.exec<Row>(`${SELECT} ORDER BY label, id`).toArray().map(toAccount);
  }

  get(id: string): Account | undefined {
    return this.#sql.exec<Row>(`${SELECT} WHERE id = ?`, id).toArray().map(toAccount)[0];
  }

  /** False when the id is taken. */
  add(id: string, label: string, nowMs: number): boolean {
    const statement = `INSERT INTO accounts (id, label, state, since) VALUES (?, ?, 'waiting_for_consent', ?)
                       ON CONFLICT DO NOTHING`;
    return this.#sql.exec(statement, id, label, nowMs).rowsWritten > 0;
  }

  /** False when there is none. */
  remove(id: string): boolean {
    return this.#sql.exec('DELETE FROM accounts WHERE id = ?', id).rowsWritten > 0;
  }

  connect(
    id: string,
    { objectId, userPrincipalName, scopes, refreshToken }: Connection,
    nowMs: number,
  ): void {
    this.#sql.exec(
      `UPDATE accounts SET state = 'connected', since = ?, code = NULL, object_id = ?, upn = ?, scopes = ?,
         refresh_token = ? WHERE id = ?`,
      nowMs,
      objectId,
      userPrincipalName ?? null,
      scopes.join(' '),
      refreshToken,
      id,
    );
  }

  /** Records why the last attempt to connect failed. A connected account stays as it is. */
  noteFailedConsent(id: string, code: string): void {
    this.#sql.exec("UPDATE accounts SET code = ? WHERE id = ? AND state <> 'connected'", code, id);
  }

  refreshToken(id: string): ArrayBuffer | undefined {
    const rows = this.#sql.exec<{ refresh_token: ArrayBuffer | null }>(
      'SELECT refresh_token FROM accounts WHERE id = ?',
      id,
    );
    return rows.toArray()[0]?.refresh_token ?? undefined;
  }

  // The next two methods name the token that was used, so that they never overwrite a newer consent.

  replaceRefreshToken(id: string, used: ArrayBuffer, next: ArrayBuffer): void {
    this.#sql.exec(
      'UPDATE accounts SET refresh_token = ? WHERE id = ? AND refresh_token = ?',
      next,
      id,
      used,
    );
  }

  requireReconnect(id: string, used: ArrayBuffer, code: string, nowMs: number): void {
    this.#sql.exec(
      "UPDATE accounts SET state = 'reconnect_needed', since = ?, code = ? WHERE id = ? AND refresh_token = ?",
      nowMs,
      code,
      id,
      used,
    );
  }
}

const SELECT = 'SELECT id, label, state, since, code, object_id, upn, scopes FROM accounts';

function toAccount({ id, label, state, since, code, object_id, upn, scopes }: Row): Account {
  return {
    id,
    label,
    state,
    since: new Date(since).toISOString(),
    ...(code !== null && { code }),
    ...(object_id !== null && {
      person: { objectId: object_id, ...(upn !== null && { userPrincipalName: upn }) },
    }),
    scopes: scopes.split(' ').filter((scope) => scope !== ''),
  };
}
