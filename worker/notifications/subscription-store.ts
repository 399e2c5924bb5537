/** A type, not an interface: `sql.exec` needs an index signature, which only a type alias has implicitly. */
type Columns = {
  /** The WatchTarget as JSON, for comparison. */
  target: string;
  /** Null while there is no subscription. */
  id: string | null;
  /** SHA-256 of the clientState; the secret itself is not stored. */
  client_state: ArrayBuffer | null;
  expires_at: number | null;
  /** When the next step is due; null when no step would help. */
  due_at: number | null;
  /** Refusals in a row, and the code of the last one. */
  refusals: number;
  code: string | null;
  notified_at: number | null;
  /** When a run that notifications have requested is due, and when the last such run began. */
  run_at: number | null;
  run_began_at: number | null;
  /** Notifications that were not genuine. */
  rejected: number;
};

/** The single subscription of a Source. Call `forget` before `plan` with another target. Times in milliseconds since 1970. */
export class SubscriptionStore {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(): Columns | undefined {
    return this.#sql.exec<Columns>('SELECT * FROM subscription').toArray()[0];
  }

  /** Plans the next step; inserts the row if there is none. */
  plan(target: string, dueAtMs: number): void {
    this.#sql.exec(
      'INSERT INTO subscription (target, due_at) VALUES (?, ?) ON CONFLICT (target) DO UPDATE SET due_at = excluded.due_at',
      target,
      dueAtMs,
    );
  }

  update(changes: Partial<Columns>): void {
    const assignments = Object.keys(changes).map((column) => `${column} = ?`);
    this.#sql.exec(`UPDATE subscription SET ${assignments.join(', ')}`, ...Object.values(changes));
  }

  forget(): void {
    this.#sql.exec('DELETE FROM subscription');
  }
}
