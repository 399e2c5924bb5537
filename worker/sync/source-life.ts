import { OwnMeta } from './meta.ts';

/** Whether a Source is still configured, and when it cleans up. */
export class SourceLife {
  readonly #own: OwnMeta<'life'>;
  constructor(sql: SqlStorage) {
    this.#own = new OwnMeta<'life'>(sql);
  }

  /** `cleanAt` is when the first of the blocks and photos that it leaves behind may be deleted. */
  retire(sourceId: string, nowMs: number, cleanAt: number): void {
    this.#own.write({ retired: { sourceId, since: nowMs }, cleanAt });
  }

  comeBack(): void {
    this.#own.write({ retired: undefined });
  }

  planCleaning(atMs: number): void {
    this.#own.write({ cleanAt: atMs });
  }

  beginCleaning(): void {
    this.#own.write({ cleanAt: undefined });
  }
}
