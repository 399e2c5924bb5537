import type { Contact, ContactNumber } from '#shared/contact.ts';
import { standsForCompany } from '#shared/directory/company-match.ts';
import { sortKey } from '#shared/directory/names/field.ts';
import { numberKey } from '#shared/directory/number-block.ts';
import { CONTACT_COLUMNS, type ContactRow, contactOf } from './contact-row.ts';

interface Known extends ContactRow {
  id: string;
  part: string;
  since: number;
  leaving: number;
}

/** Stages of a contact's removal: none, announced until the round ends, held by the guard, or erased on request. */
export const LEAVING = { no: 0, announced: 1, held: 2, erased: 3 } as const;

/** A source's contacts with their numbers. Opens no transactions: the calling code decides which writes belong together. */
export class ContactStore {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * `contact.id` is our id, `origin` the source's; `build` is the number of the first build that will show the change.
   * Returns true when anything that readers see has changed.
   */
  upsert(origin: string, part: string, enumeration: number, contact: Contact, build: number): boolean {
    const json = JSON.stringify(contact);
    const known = this.#known(origin);
    if (known?.json === json) {
      this.#sql.exec(
        'UPDATE contacts SET part = ?, enumeration = ?, leaving = 0, details_due = 1 WHERE origin = ?',
        part,
        enumeration,
        origin,
      );
      return false;
    }
    this.#sql.exec(
      `INSERT INTO contacts (origin, id, part, enumeration, sort_key, since, changed, json)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
       ON CONFLICT (origin) DO UPDATE SET part = ?3, enumeration = ?4, sort_key = ?5, changed = ?7, json = ?8,
         leaving = 0, details_due = 1`,
      origin,
      contact.id,
      part,
      enumeration,
      sortKey(contact),
      known?.since ?? this.#returned(contact.id) ?? build,
      build,
      json,
    );
    this.#writeNumbers(contactOf({ json, details: known?.details ?? null, photo: known?.photo ?? null }));
    return true;
  }

  /** Like `upsert`, but writes nothing when all is as it was. */
  confirm(origin: string, part: string, contact: Contact, build: number): boolean {
    const known = this.#known(origin);
    const isSame =
      known?.part === part && known.leaving === LEAVING.no && known.json === JSON.stringify(contact);
    return !isSame && this.upsert(origin, part, 0, contact, build);
  }

  /** Stores the numbers that the change feed does not carry. Returns true when anything that readers see has changed. */
  setDetails(origin: string, numbers: readonly ContactNumber[], build: number): boolean {
    const known = this.#known(origin);
    if (!known) return false;
    const details = numbers.length === 0 ? null : JSON.stringify(numbers);
    this.#sql.exec('UPDATE contacts SET details_due = 0 WHERE origin = ? AND details_due = 1', origin);
    if (details === known.details) return false;
    this.#sql.exec('UPDATE contacts SET details = ?, changed = ? WHERE origin = ?', details, build, origin);
    this.#writeNumbers(contactOf({ ...known, details }));
    return true;
  }

  /** Contacts of one part whose details have yet to be requested. */
  detailsDue(limit: number): { part: string; origin: string }[] {
    return this.#sql
      .exec<{ part: string; origin: string }>(
        `SELECT part, origin FROM contacts WHERE details_due = 1
         AND part = (SELECT part FROM contacts WHERE details_due = 1 LIMIT 1) LIMIT ?`,
        limit,
      )
      .toArray();
  }

  countDetailsDue(): number {
    return this.#sql.exec<{ due: number }>('SELECT count(*) AS due FROM contacts WHERE details_due = 1').one()
      .due;
  }

  /** Stops requesting these contacts' details until the feed names them again. */
  giveUpDetails(origins: readonly string[]): void {
    for (const origin of origins) {
      this.#sql.exec('UPDATE contacts SET details_due = 0 WHERE origin = ?', origin);
    }
  }

  /** Contacts whose photo is due for a look, the longest overdue first. */
  photosDue(nowMs: number, limit: number): DuePhoto[] {
    return this.#sql
      .exec<{ part: string; origin: string; photo_etag: string | null; photo: string | null }>(
        `SELECT part, origin, photo_etag, photo FROM contacts WHERE photo_due <= ? AND leaving = 0
         ORDER BY photo_due LIMIT ?`,
        nowMs,
        limit,
      )
      .toArray()
      .map((row) => ({
        part: row.part,
        origin: row.origin,
        etag: row.photo_etag ?? undefined,
        photo: row.photo ?? undefined,
      }));
  }

  /** When the next photo is due, milliseconds since 1970; undefined without contacts. */
  nextPhotoMs(): number | undefined {
    const { next } = this.#sql
      .exec<{ next: number | null }>('SELECT min(photo_due) AS next FROM contacts WHERE leaving = 0')
      .one();
    return next ?? undefined;
  }

  /** How many contacts have a photo, and how many still wait for their first look. */
  countPhotos(): { photos: number; unseen: number } {
    return this.#sql
      .exec<{ photos: number; unseen: number }>(
        'SELECT (SELECT count(photo) FROM contacts) AS photos, (SELECT count(*) FROM contacts WHERE photo_due = 0) AS unseen',
      )
      .one();
  }

  /** Stores the result of a look; `name` is the photo's, undefined for none. Returns true when readers see a change. */
  setPhoto(
    origin: string,
    { name, etag, dueMs }: { name: string | undefined; etag: string | undefined; dueMs: number },
    build: number,
  ): boolean {
    const known = this.#known(origin);
    if (!known) return false;
    const photo = name ?? null;
    this.#sql.exec(
      'UPDATE contacts SET photo = ?, photo_etag = ?, photo_due = ? WHERE origin = ?',
      photo,
      etag ?? null,
      dueMs,
      origin,
    );
    if (photo === known.photo) return false;
    this.#sql.exec('UPDATE contacts SET changed = ? WHERE origin = ?', build, origin);
    return true;
  }

  /** Makes every photo due for a new look. Until then contacts keep the photo that they have. */
  forgetPhotos(): void {
    this.#sql.exec('UPDATE contacts SET photo_etag = NULL, photo_due = 0');
  }

  /** Number of the newest enumeration that saw a contact of the part. */
  lastEnumeration(part: string): number {
    const { last } = this.#sql
      .exec<{ last: number | null }>('SELECT max(enumeration) AS last FROM contacts WHERE part = ?', part)
      .one();
    return last ?? 0;
  }

  clear(): void {
    for (const table of ['contacts', 'numbers', 'gone']) this.#sql.exec(`DELETE FROM ${table}`);
  }

  count(): { contacts: number; numbers: number } {
    return this.#sql
      .exec<{ contacts: number; numbers: number }>(
        'SELECT (SELECT count(*) FROM contacts) AS contacts, (SELECT count(*) FROM numbers) AS numbers',
      )
      .one();
  }

  #known(origin: string): Known | undefined {
    return this.#sql
      .exec<Known>(
        `SELECT c.id, c.part, c.since, c.leaving, ${CONTACT_COLUMNS} FROM contacts c WHERE c.origin = ?`,
        origin,
      )
      .toArray()[0];
  }

  #writeNumbers(contact: Contact): void {
    this.#sql.exec('DELETE FROM numbers WHERE contact = ?', contact.id);
    for (const { e164 } of contact.numbers) {
      const digits = e164.slice(1);
      // A contact may carry a number twice, with and without an extension: one row is enough to find it.
      this.#sql.exec(
        'INSERT OR IGNORE INTO numbers (key, length, contact, digits, is_centre) VALUES (?, ?, ?, ?, ?)',
        numberKey(digits),
        digits.length,
        contact.id,
        digits,
        standsForCompany(contact) ? 1 : 0,
      );
    }
  }

  /** The build that first showed a contact that now returns; undefined for one that never left. */
  #returned(id: string): number | undefined {
    const row = this.#sql
      .exec<{ since: number }>('DELETE FROM gone WHERE id = ? RETURNING since', id)
      .toArray()[0];
    return row?.since;
  }
}

export interface DuePhoto {
  readonly part: string;
  readonly origin: string;
  readonly etag: string | undefined;
  /** Name of the photo that is shown now. */
  readonly photo: string | undefined;
}
