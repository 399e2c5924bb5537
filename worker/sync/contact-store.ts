import { type Contact, contact as contactSchema } from '#shared/contact.ts';
import { numberKey } from '#shared/directory/number-block.ts';

export interface NumberRow {
  readonly key: number;
  readonly digits: string;
  readonly contact: Contact;
}

/** A source's contacts with their numbers. No transactions of its own: the caller decides what belongs together. */
export class ContactStore {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** `contact.id` is ours, `origin` the source's. True when anything that readers see changed. */
  upsert(origin: string, part: string, enumeration: number, contact: Contact): boolean {
    const json = JSON.stringify(contact);
    const known = this.#sql
      .exec<{ json: string }>('SELECT json FROM contacts WHERE origin = ?', origin)
      .toArray()[0];
    this.#sql.exec(
      'INSERT OR REPLACE INTO contacts (origin, id, part, enumeration, json) VALUES (?, ?, ?, ?, ?)',
      origin,
      contact.id,
      part,
      enumeration,
      json,
    );
    if (known?.json === json) return false;
    this.#sql.exec('DELETE FROM numbers WHERE contact = ?', contact.id);
    for (const { e164 } of contact.numbers) {
      const digits = e164.slice(1);
      // A contact may carry a number twice, once with an extension: one row finds it.
      this.#sql.exec(
        'INSERT OR IGNORE INTO numbers (key, length, contact, digits) VALUES (?, ?, ?, ?)',
        numberKey(digits),
        digits.length,
        contact.id,
        digits,
      );
    }
    return true;
  }

  /**
   * Removes what left a part. A contact that was moved is "removed" from its old folder, before or after it shows up in
   * the new one; it goes only while its last known place is the folder that reports the removal.
   */
  removeFrom(part: string, origin: string): boolean {
    return this.#remove('WHERE origin = ? AND part = ?', origin, part) > 0;
  }

  /** Removes what a complete enumeration of a part did not see. Number of contacts removed. */
  removeUnseen(part: string, enumeration: number): number {
    return this.#remove('WHERE part = ? AND enumeration < ?', part, enumeration);
  }

  /** Number of the newest enumeration that saw a contact of the part. */
  lastEnumeration(part: string): number {
    const { last } = this.#sql
      .exec<{ last: number | null }>('SELECT max(enumeration) AS last FROM contacts WHERE part = ?', part)
      .one();
    return last ?? 0;
  }

  removePart(part: string): number {
    return this.#remove('WHERE part = ?', part);
  }

  clear(): void {
    this.#sql.exec('DELETE FROM contacts');
    this.#sql.exec('DELETE FROM numbers');
  }

  count(): { contacts: number; numbers: number } {
    const { contacts, numbers } = this.#sql
      .exec<{ contacts: number; numbers: number }>(
        'SELECT (SELECT count(*) FROM contacts) AS contacts, (SELECT count(*) FROM numbers) AS numbers',
      )
      .one();
    return { contacts, numbers };
  }

  /** Numbers above a key in block order. Read lazily: do not write before the last row that you need. */
  *numbersAbove(key: number): Generator<NumberRow> {
    const rows = this.#sql.exec<{ key: number; digits: string; json: string }>(
      `SELECT n.key, n.digits, c.json FROM numbers n JOIN contacts c ON c.id = n.contact
       WHERE n.key > ? ORDER BY n.key, n.length, n.contact`,
      key,
    );
    for (const row of rows) yield { key: row.key, digits: row.digits, contact: parseContact(row.json) };
  }

  /** Contacts above an id in the order of their ids. Read lazily, as `numbersAbove`. */
  *contactsAbove(id: string): Generator<Contact> {
    const rows = this.#sql.exec<{ json: string }>('SELECT json FROM contacts WHERE id > ? ORDER BY id', id);
    for (const row of rows) yield parseContact(row.json);
  }

  #remove(where: string, ...bindings: (string | number)[]): number {
    this.#sql.exec(`DELETE FROM numbers WHERE contact IN (SELECT id FROM contacts ${where})`, ...bindings);
    return this.#sql.exec(`DELETE FROM contacts ${where} RETURNING origin`, ...bindings).toArray().length;
  }
}

function parseContact(json: string): Contact {
  return contactSchema.parse(JSON.parse(json));
}
