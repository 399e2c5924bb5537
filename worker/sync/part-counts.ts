export interface PartsTally {
  readonly parts: number;
  /** Every part was enumerated. */
  readonly isRead: boolean;
  /** Items; an enumeration that begins anew does not take back what the one before it had read. */
  readonly read: number;
  /** Items of all parts, raised where more were read; undefined while one part's are unknown. */
  readonly expected: number | undefined;
  /** Parts that were enumerated, with the fraction of those that are being so. */
  readonly wholeParts: number;
}

/** How many items the parts hold and how many of them are read, for the progress. No transactions of its own, as ContactStore. */
export class PartCounts {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Everything is read again: each part is expected to hold what its last complete enumeration read. */
  beginFullRound(): void {
    this.#sql.exec(
      'UPDATE parts SET seen = 0, expected = CASE WHEN delta_link IS NULL THEN expected ELSE read END',
    );
  }

  /** Ids of parts of unknown size; none once reading has begun, for a total that turns up later would make the progress fall. */
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

  /** The enumeration under way has read so many items more. */
  addRead(id: string, items: number): void {
    this.#sql.exec('UPDATE parts SET read = read + ?1, seen = max(seen, read + ?1) WHERE id = ?2', items, id);
  }

  /** How far the round's enumerations are. */
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
