import { type Contact, contact as contactSchema } from '#shared/contact.ts';
import { standsForCompany } from '#shared/directory/company-match.ts';
import { sortKey } from '#shared/directory/names/field.ts';
import { type NumberEntry, nearestEntries, numberKey } from '#shared/directory/number-block.ts';

interface Known {
  [column: string]: SqlStorageValue;
  json: string;
  since: number;
}

/** A source's contacts with their numbers. No transactions of its own: the caller decides what belongs together. */
export class ContactStore {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * `contact.id` is ours, `origin` the source's; `build` is the number of the build that will be the first to show it.
   * True when anything that readers see changed.
   */
  upsert(origin: string, part: string, enumeration: number, contact: Contact, build: number): boolean {
    const json = JSON.stringify(contact);
    const known = this.#sql
      .exec<Known>('SELECT json, since FROM contacts WHERE origin = ?', origin)
      .toArray()[0];
    if (known?.json === json) {
      this.#sql.exec(
        'UPDATE contacts SET part = ?, enumeration = ? WHERE origin = ?',
        part,
        enumeration,
        origin,
      );
      return false;
    }
    this.#sql.exec(
      `INSERT OR REPLACE INTO contacts (origin, id, part, enumeration, sort_key, since, changed, json)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      origin,
      contact.id,
      part,
      enumeration,
      sortKey(contact),
      known?.since ?? this.#returned(contact.id) ?? build,
      build,
      json,
    );
    this.#sql.exec('DELETE FROM numbers WHERE contact = ?', contact.id);
    for (const { e164 } of contact.numbers) {
      const digits = e164.slice(1);
      // A contact may carry a number twice, once with an extension: one row finds it.
      this.#sql.exec(
        'INSERT OR IGNORE INTO numbers (key, length, contact, digits, is_centre) VALUES (?, ?, ?, ?, ?)',
        numberKey(digits),
        digits.length,
        contact.id,
        digits,
        standsForCompany(contact) ? 1 : 0,
      );
    }
    return true;
  }

  /**
   * Removes what left a part. A contact that was moved is "removed" from its old folder, before or after it shows up in
   * the new one; it goes only while its last known place is the folder that reports the removal.
   */
  removeFrom(part: string, origin: string, build: number): boolean {
    return this.#remove(build, 'origin = ? AND part = ?', origin, part) > 0;
  }

  /** Removes what a complete enumeration of a part did not see. Number of contacts removed. */
  removeUnseen(part: string, enumeration: number, build: number): number {
    return this.#remove(build, 'part = ? AND enumeration < ?', part, enumeration);
  }

  /** Number of the newest enumeration that saw a contact of the part. */
  lastEnumeration(part: string): number {
    const { last } = this.#sql
      .exec<{ last: number | null }>('SELECT max(enumeration) AS last FROM contacts WHERE part = ?', part)
      .one();
    return last ?? 0;
  }

  removePart(part: string, build: number): number {
    return this.#remove(build, 'part = ?', part);
  }

  clear(): void {
    for (const table of ['contacts', 'numbers', 'gone']) this.#sql.exec(`DELETE FROM ${table}`);
  }

  count(): { contacts: number; numbers: number } {
    const { contacts, numbers } = this.#sql
      .exec<{ contacts: number; numbers: number }>(
        'SELECT (SELECT count(*) FROM contacts) AS contacts, (SELECT count(*) FROM numbers) AS numbers',
      )
      .one();
    return { contacts, numbers };
  }

  /** How many contacts an overlay over the base of that build would name: those that changed, and those that left. */
  overlaySize(baseBuild: number): number {
    return this.#sql
      .exec<{ size: number }>(
        'SELECT (SELECT count(*) FROM contacts WHERE changed > ?1) + (SELECT count(*) FROM gone WHERE changed > ?1) AS size',
        baseBuild,
      )
      .one().size;
  }

  /** What an overlay over the base of that build consists of. */
  overlay(baseBuild: number): { changed: Contact[]; replaced: string[] } {
    const changed = this.#sql.exec<{ id: string; since: number; json: string }>(
      'SELECT id, since, json FROM contacts WHERE changed > ? ORDER BY sort_key',
      baseBuild,
    );
    const contacts: Contact[] = [];
    const replaced: string[] = [];
    for (const { id, since, json } of changed) {
      contacts.push(parseContact(json));
      if (since <= baseBuild) replaced.push(id);
    }
    const gone = this.#sql.exec<{ id: string }>(
      'SELECT id FROM gone WHERE changed > ?1 AND since <= ?1 ORDER BY id',
      baseBuild,
    );
    for (const { id } of gone) replaced.push(id);
    return { changed: contacts, replaced };
  }

  /** The base of that build knows nothing of what left before it. */
  forgetGone(baseBuild: number): void {
    this.#sql.exec('DELETE FROM gone WHERE changed <= ?', baseBuild);
  }

  /** Contacts that carry exactly these digits, as a block would give them. */
  byNumber(digits: string): Contact[] {
    return this.#sql
      .exec<{ json: string }>(
        `SELECT c.json FROM numbers n JOIN contacts c ON c.id = n.contact
         WHERE n.key = ? AND n.length = ? ORDER BY n.contact`,
        numberKey(digits),
        digits.length,
      )
      .toArray()
      .map(({ json }) => parseContact(json));
  }

  /** Numbers above a key in block order. Read lazily: do not write before the last row that you need. */
  *numbersAbove(key: number): Generator<NumberEntry & { key: number }> {
    const rows = this.#sql.exec<{ key: number; digits: string; json: string }>(
      `SELECT n.key, n.digits, c.json FROM numbers n JOIN contacts c ON c.id = n.contact
       WHERE n.key > ? ORDER BY n.key, n.length, n.contact`,
      key,
    );
    for (const row of rows) yield { key: row.key, digits: row.digits, contact: parseContact(row.json) };
  }

  /** The nearest entries on each side of a range of keys, and the nearest of contacts that stand for a company. */
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
    const rows = this.#sql.exec<{ digits: string; json: string }>(
      `SELECT n.digits, c.json FROM numbers n JOIN contacts c ON c.id = n.contact WHERE ${where}`,
      key,
    );
    for (const { digits, json } of rows) yield { digits, contact: parseContact(json) };
  }

  /** Contacts above a place in the phone book. Read lazily, as `numbersAbove`. */
  *contactsAbove(place: string): Generator<{ sortKey: string; contact: Contact }> {
    const rows = this.#sql.exec<{ sort_key: string; json: string }>(
      'SELECT sort_key, json FROM contacts WHERE sort_key > ? ORDER BY sort_key',
      place,
    );
    for (const row of rows) yield { sortKey: row.sort_key, contact: parseContact(row.json) };
  }

  /** Since when a contact that comes back was known; undefined for one that never left. */
  #returned(id: string): number | undefined {
    const row = this.#sql
      .exec<{ since: number }>('DELETE FROM gone WHERE id = ? RETURNING since', id)
      .toArray()[0];
    return row?.since;
  }

  #remove(build: number, where: string, ...bindings: (string | number)[]): number {
    this.#sql.exec(
      `INSERT OR REPLACE INTO gone (id, since, changed) SELECT id, since, ? FROM contacts WHERE ${where}`,
      build,
      ...bindings,
    );
    this.#sql.exec(
      `DELETE FROM numbers WHERE contact IN (SELECT id FROM contacts WHERE ${where})`,
      ...bindings,
    );
    return this.#sql.exec(`DELETE FROM contacts WHERE ${where} RETURNING origin`, ...bindings).toArray()
      .length;
  }
}

function parseContact(json: string): Contact {
  return contactSchema.parse(JSON.parse(json));
}
