/** A consent that is under way: what was sent to Entra with somebody's browser, and must come back or be known. */
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

  /** Undefined for a state that nobody was given, that was used before, or that came too late. */
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
