export interface PartsTally {
  readonly parts: number;
  /** Every part was enumerated. */
  readonly isRead: boolean;
  /** Items read so far. An enumeration that begins anew does not lower it. */
  readonly read: number;
  /** Expected items of all parts, raised where more were read; undefined while one part's number is unknown. */
  readonly expected: number | undefined;
  /** Enumerated parts; a part whose enumeration is under way counts by its fraction. */
  readonly wholeParts: number;
}

/** Counts the items of the parts and those already read, for the progress. Opens no transactions, like ContactStore. */
export class PartCounts {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Every part is enumerated again. It is expected to hold as many items as its last complete enumeration read. */
  beginFullRound(): void {
    this.#sql.exec(
      'UPDATE parts SET seen = 0, expected = CASE WHEN delta_link IS NULL THEN expected ELSE read END',
    );
  }

  /** Ids of parts of unknown size; none once reading has begun, since a late total would make the progress fall. */
  unknown(): string[] {
    return this.#sql
      .exec<{ id: string }>(
        `SELECT id FROM parts WHERE expected IS NULL
           AND NOT EXISTS (SELECT 1 FROM parts WHERE seen > 0 OR delta_link IS NOT NULL) ORDER BY position`,
      )
      .toArray()
      .map(({ id }) => id);
  }

  expect(id: string, items: number): void {
    this.#sql.exec('UPDATE parts SET expected = ? WHERE id = ?', items, id);
  }

  /** Adds the items of a page that the enumeration under way has read. */
  addRead(id: string, items: number): void {
    this.#sql.exec('UPDATE parts SET read = read + ?1, seen = max(seen, read + ?1) WHERE id = ?2', items, id);
  }

  /** The progress of the round's enumerations. */
  tally(): PartsTally {
    const { parts, enumerated, known, seen, expected, shares } = this.#sql
      .exec<Record<'parts' | 'enumerated' | 'known' | 'seen' | 'expected' | 'shares', number | null>>(
        `SELECT count(*) AS parts, count(delta_link) AS enumerated, count(expected) AS known, sum(seen) AS seen,
           sum(max(expected, seen)) AS expected,
           sum(CASE WHEN delta_link IS NOT NULL THEN 1.0
             WHEN expected > 0 THEN min(1.0, seen * 1.0 / expected) ELSE 0.0 END) AS shares FROM parts`,
      )
      .one();
    return {
      parts: parts ?? 0,
      isRead: parts !== 0 && parts === enumerated,
      read: seen ?? 0,
      expected: parts === known && expected !== null ? expected : undefined,
      wholeParts: shares ?? 0,
    };
  }
}
