import type { Contact } from '#shared/contact.ts';
import { type NumberEntry, nearestEntries, numberKey } from '#shared/directory/number-block.ts';
import { CONTACT_COLUMNS, type ContactRow, contactOf } from './contact-row.ts';

/** Reads a source's contacts in the two orders of its blocks: by number and by name. Writes nothing, `forgetGone` aside. */
export class ContactIndex {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Contacts with exactly these digits, as a block would hold them. */
  byNumber(digits: string): Contact[] {
    return this.#sql
      .exec<ContactRow>(
        `SELECT ${CONTACT_COLUMNS} FROM numbers n JOIN contacts c ON c.id = n.contact
         WHERE n.key = ? AND n.length = ? ORDER BY n.contact`,
        numberKey(digits),
        digits.length,
      )
      .toArray()
      .map(contactOf);
  }

  /** The contact with our id, as a block would hold it. */
  byId(id: string): Contact | undefined {
    const row = this.#sql
      .exec<ContactRow>(`SELECT ${CONTACT_COLUMNS} FROM contacts c WHERE c.id = ?`, id)
      .toArray()[0];
    return row && contactOf(row);
  }

  /** Numbers above a key in block order. Rows are read lazily: do not write before you have the last one. */
  *numbersAbove(key: number): Generator<NumberEntry & { key: number }> {
    const rows = this.#sql.exec<ContactRow & { key: number; digits: string }>(
      `SELECT n.key, n.digits, ${CONTACT_COLUMNS} FROM numbers n JOIN contacts c ON c.id = n.contact
       WHERE n.key > ? ORDER BY n.key, n.length, n.contact`,
      key,
    );
    for (const row of rows) yield { key: row.key, digits: row.digits, contact: contactOf(row) };
  }

  /** On each side of a range of keys: the nearest entries, and the nearest entries of contacts that stand for a company. */
  numbersAround(firstKey: number, lastKey: number): NumberEntry[] {
    const sides = [
      { side: 'n.key < ? ORDER BY n.key DESC', key: firstKey },
      { side: 'n.key > ? ORDER BY n.key', key: lastKey },
    ] as const;
    return sides.flatMap(({ side, key }) => [
      ...nearestEntries(this.#numbersBeside(side, key), 'any'),
      ...nearestEntries(this.#numbersBeside(`is_centre = 1 AND ${side}`, key), 'centres'),
    ]);
  }

  *#numbersBeside(where: string, key: number): Generator<NumberEntry> {
    const rows = this.#sql.exec<ContactRow & { digits: string }>(
      `SELECT n.digits, ${CONTACT_COLUMNS} FROM numbers n JOIN contacts c ON c.id = n.contact WHERE ${where}`,
      key,
    );
    for (const row of rows) yield { digits: row.digits, contact: contactOf(row) };
  }

  /** Contacts after a sort key, in phone-book order. Rows are read lazily, as in `numbersAbove`. */
  *contactsAbove(sortKey: string): Generator<{ sortKey: string; contact: Contact }> {
    const rows = this.#sql.exec<ContactRow & { sort_key: string }>(
      `SELECT c.sort_key, ${CONTACT_COLUMNS} FROM contacts c WHERE c.sort_key > ? ORDER BY c.sort_key`,
      sortKey,
    );
    for (const row of rows) yield { sortKey: row.sort_key, contact: contactOf(row) };
  }

  /** How many contacts an overlay over that build's base would name: changed ones and removed ones. */
  overlaySize(baseBuild: number): number {
    return this.#sql
      .exec<{ size: number }>(
        'SELECT (SELECT count(*) FROM contacts WHERE changed > ?1) + (SELECT count(*) FROM gone WHERE changed > ?1) AS size',
        baseBuild,
      )
      .one().size;
  }

  /** An overlay over that build's base: the changed contacts, and the ids of base contacts that it replaces or removes. */
  overlay(baseBuild: number): { changed: Contact[]; replaced: string[] } {
    const rows = this.#sql.exec<ContactRow & { id: string; since: number }>(
      `SELECT c.id, c.since, ${CONTACT_COLUMNS} FROM contacts c WHERE c.changed > ? ORDER BY c.sort_key`,
      baseBuild,
    );
    const changed: Contact[] = [];
    const replaced: string[] = [];
    for (const row of rows) {
      changed.push(contactOf(row));
      if (row.since <= baseBuild) replaced.push(row.id);
    }
    const gone = this.#sql.exec<{ id: string }>(
      'SELECT id FROM gone WHERE changed > ?1 AND since <= ?1 ORDER BY id',
      baseBuild,
    );
    for (const { id } of gone) replaced.push(id);
    return { changed, replaced };
  }

  /** Drops the record of contacts that left before that build: its base does not hold them. */
  forgetGone(baseBuild: number): void {
    this.#sql.exec('DELETE FROM gone WHERE changed <= ?', baseBuild);
  }
}
