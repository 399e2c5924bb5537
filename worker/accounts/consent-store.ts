/** A consent under way: the account that it is for, and the values that must match when the browser comes back from Entra. */
export interface Consent {
  readonly account: string;
  /** PKCE. */
  readonly verifier: string;
  readonly nonce: string;
}

/** Consents under way, one per account at most. Each can be taken once, within its time. */
export class ConsentStore {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  begin(stateHash: string, { account, verifier, nonce }: Consent, expiresAtMs: number): void {
    this.forget(account);
    this.#sql.exec(
      'INSERT INTO consents (state_hash, account, verifier, nonce, expires_at) VALUES (?, ?, ?, ?, ?)',
      stateHash,
      account,
      verifier,
      nonce,
      expiresAtMs,
    );
  }

  /** Undefined for a state that is unknown, used or expired. */
  take(stateHash: string, nowMs: number): Consent | undefined {
    this.#sql.exec('DELETE FROM consents WHERE expires_at <= ?', nowMs);
    return this.#sql
      .exec<{ account: string; verifier: string; nonce: string }>(
        'DELETE FROM consents WHERE state_hash = ? RETURNING account, verifier, nonce',
        stateHash,
      )
      .toArray()[0];
  }

  forget(account: string): void {
    this.#sql.exec('DELETE FROM consents WHERE account = ?', account);
  }
}
