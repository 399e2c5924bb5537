import { blockName } from '#shared/directory/store.ts';
import { blockKey } from './keys.ts';
import { sha256 } from './kv-store.ts';

/** Readers with an old head may ask for its blocks for a while. A day is far more than they need. */
export const KEEP_SUPERSEDED_MS = 24 * 60 * 60_000;
/** KV allows 1,000 operations per invocation; further deletions wait for the next alarm. */
const MAX_DELETIONS = 200;

/** Blocks of one source in KV, and which of them are still in use. */
export class BlockTable {
  readonly #sql: SqlStorage;
  readonly #kv: KVNamespace;
  constructor(sql: SqlStorage, kv: KVNamespace) {
    this.#sql = sql;
    this.#kv = kv;
  }

  /** Puts a block unless KV has it already. Returns its name. */
  async write(bytes: Uint8Array, build: number): Promise<string> {
    const name = await blockName(bytes, sha256);
    const isKnown = this.#sql.exec('SELECT 1 FROM blocks WHERE name = ?', name).toArray().length > 0;
    // Recorded only after the put: a block that may not have reached KV must be put again.
    if (!isKnown) await this.#kv.put(blockKey(name), bytes);
    this.#sql.exec(
      'INSERT OR REPLACE INTO blocks (name, build, superseded_at, bytes) VALUES (?, ?, NULL, ?)',
      name,
      build,
      bytes.length,
    );
    return name;
  }

  /** Sizes in bytes by block name, where known; superseded blocks that are not yet deleted are among them. */
  sizes(): Record<string, number> {
    const rows = this.#sql.exec<{ name: string; bytes: number }>(
      'SELECT name, bytes FROM blocks WHERE bytes IS NOT NULL',
    );
    return Object.fromEntries(rows.toArray().map(({ name, bytes }) => [name, bytes]));
  }

  /** Supersedes the manifest of an overlay that another overlay replaces; the base's blocks stay in use. */
  supersede(name: string, nowMs: number): void {
    this.#sql.exec(
      'UPDATE blocks SET superseded_at = ? WHERE name = ? AND superseded_at IS NULL',
      nowMs,
      name,
    );
  }

  /** Supersedes everything older than a new base: only the base's blocks are in use from now on. */
  supersedeOlderThan(build: number, nowMs: number): void {
    this.#sql.exec(
      'UPDATE blocks SET superseded_at = ? WHERE build < ? AND superseded_at IS NULL',
      nowMs,
      build,
    );
  }

  /** Supersedes every block of a source that nobody may read any more. */
  supersedeAll(nowMs: number): void {
    this.#sql.exec('UPDATE blocks SET superseded_at = ? WHERE superseded_at IS NULL', nowMs);
  }

  /** Deletes blocks that were superseded a day ago or earlier. */
  async deleteExpired(nowMs: number): Promise<void> {
    const expired = this.#sql
      .exec<{ name: string }>(
        'SELECT name FROM blocks WHERE superseded_at <= ? LIMIT ?',
        nowMs - KEEP_SUPERSEDED_MS,
        MAX_DELETIONS,
      )
      .toArray();
    for (const { name } of expired) {
      await this.#kv.delete(blockKey(name));
      this.#sql.exec('DELETE FROM blocks WHERE name = ?', name);
    }
  }

  /** When the next block may be deleted; undefined when none is superseded. */
  nextExpiryMs(): number | undefined {
    const { first } = this.#sql
      .exec<{ first: number | null }>('SELECT min(superseded_at) AS first FROM blocks')
      .one();
    return first === null ? undefined : first + KEEP_SUPERSEDED_MS;
  }
}
