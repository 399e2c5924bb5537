/** Base64url digits of our ids that make a mark: 48 bits, so two of a million contacts hardly ever share one. */
const MARK_DIGITS = 8;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * The contacts that a whole reading has met. A row for each page holds the marks of its contacts, so that an unchanged
 * contact costs no row of its own. Opens no transactions, like ContactStore.
 */
export class MetContacts {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** `contactIds` are our ids. */
  add(part: string, contactIds: readonly string[]): void {
    if (contactIds.length === 0) return;
    const marks = Float64Array.from(contactIds, markOf);
    this.#sql.exec('INSERT INTO whole_seen (part, marks) VALUES (?, ?)', part, marks.buffer);
  }

  /** The part is read from its start again. */
  forget(part: string): void {
    this.#sql.exec('DELETE FROM whole_seen WHERE part = ?', part);
  }

  clear(): void {
    this.#sql.exec('DELETE FROM whole_seen');
  }

  /** The source's own ids of stored contacts that the reading has not met, among those of the parts that it has read. */
  unmet(): string[] {
    const isMet = this.#lookUp();
    const rows = this.#sql.exec<{ origin: string; id: string }>(
      `SELECT origin, id FROM contacts WHERE leaving = 0
       AND part IN (SELECT id FROM whole_parts WHERE delta_link IS NOT NULL)`,
    );
    const unmet: string[] = [];
    for (const { origin, id } of rows) if (!isMet(markOf(id))) unmet.push(origin);
    return unmet;
  }

  /** A sorted array: for a million contacts, a set would take most of the memory that an object has. */
  #lookUp(): (mark: number) => boolean {
    const pages = this.#sql
      .exec<{ marks: ArrayBuffer }>('SELECT marks FROM whole_seen')
      .toArray()
      .map(({ marks }) => new Float64Array(marks));
    const all = new Float64Array(pages.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const page of pages) {
      all.set(page, at);
      at += page.length;
    }
    all.sort();
    return (mark) => {
      let [from, to] = [0, all.length];
      while (from < to) {
        const middle = (from + to) >> 1;
        if ((all[middle] ?? 0) < mark) from = middle + 1;
        else to = middle;
      }
      return all[from] === mark;
    };
  }
}

function markOf(contactId: string): number {
  let mark = 0;
  for (let i = 0; i < MARK_DIGITS; i++) mark = mark * 64 + DIGITS.indexOf(contactId.charAt(i));
  return mark;
}
