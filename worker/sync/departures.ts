import { LEAVING } from './contact-store.ts';

/** Removals of contacts, from the announcement to the deletion. Opens no transactions, like ContactStore. */
export class Departures {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * A part reports a removal. A contact that was moved is "removed" from its old folder, before or after it shows up in
   * the new one; it leaves only if the folder that reports the removal is its last known one.
   */
  announce(part: string, origin: string): boolean {
    return this.#announce('origin = ? AND part = ?', origin, part) > 0;
  }

  /** Announces the contacts that a complete enumeration of the part has not seen. Returns their number. */
  announceUnseen(part: string, enumeration: number): number {
    return this.#announce('part = ? AND enumeration < ?', part, enumeration);
  }

  announceContact(origin: string): void {
    this.#announce('origin = ?', origin);
  }

  announcePart(part: string): number {
    return this.#announce('part = ?', part);
  }

  count(): { contacts: number; announced: number; held: number } {
    return this.#sql
      .exec<{ contacts: number; announced: number; held: number }>(
        `SELECT (SELECT count(*) FROM contacts) AS contacts,
           (SELECT count(*) FROM contacts WHERE leaving = ${LEAVING.announced}) AS announced,
           (SELECT count(*) FROM contacts WHERE leaving = ${LEAVING.held}) AS held`,
      )
      .one();
  }

  holdAnnounced(): void {
    this.#sql.exec(`UPDATE contacts SET leaving = ${LEAVING.held} WHERE leaving = ${LEAVING.announced}`);
  }

  /** Removes the contacts that the round has announced. `build` is the number of the first build that will show it. */
  removeAnnounced(build: number): number {
    return this.#remove(LEAVING.announced, build);
  }

  removeHeld(build: number): number {
    return this.#remove(LEAVING.held, build);
  }

  /** Removes contacts at once, even if the feed still has them. */
  erase(contactIds: readonly string[], build: number): number {
    for (const id of contactIds)
      this.#sql.exec(`UPDATE contacts SET leaving = ${LEAVING.erased} WHERE id = ?`, id);
    return this.#remove(LEAVING.erased, build);
  }

  #announce(where: string, ...bindings: (string | number)[]): number {
    return this.#sql
      .exec(
        `UPDATE contacts SET leaving = ${LEAVING.announced} WHERE leaving = 0 AND ${where} RETURNING 1`,
        ...bindings,
      )
      .toArray().length;
  }

  #remove(leaving: number, build: number): number {
    this.#sql.exec(
      `INSERT OR REPLACE INTO gone (id, since, changed)
       SELECT id, since, ? FROM contacts WHERE leaving = ?`,
      build,
      leaving,
    );
    this.#sql.exec(
      'DELETE FROM numbers WHERE contact IN (SELECT id FROM contacts WHERE leaving = ?)',
      leaving,
    );
    return this.#sql.exec('DELETE FROM contacts WHERE leaving = ? RETURNING 1', leaving).toArray().length;
  }
}
