import { blockName } from '#shared/directory/store.ts';
import { KEEP_SUPERSEDED_MS } from '../snapshot/block-table.ts';
import { photoKey } from '../snapshot/keys.ts';
import { sha256 } from '../snapshot/kv-store.ts';

/** KV allows 1,000 operations per invocation; further deletions wait for the next alarm. */
const MAX_DELETIONS = 200;

interface Options {
  readonly sourceId: string;
  readonly sql: SqlStorage;
  readonly kv: KVNamespace;
}

/** Photos of one source in KV, and which of them contacts still show. Reads the table of contacts; writes only its own. */
export class PhotoTable {
  readonly #sourceId: string;
  readonly #sql: SqlStorage;
  readonly #kv: KVNamespace;
  /** Puts under way, by name: KV accepts one write a second to a key. */
  readonly #puts = new Map<string, Promise<void>>();
  constructor({ sourceId, sql, kv }: Options) {
    this.#sourceId = sourceId;
    this.#sql = sql;
    this.#kv = kv;
  }

  /** Puts a photo unless KV has it already. Returns its name. */
  async write(bytes: Uint8Array): Promise<string> {
    const name = await photoName(this.#sourceId, bytes);
    const isKnown = this.#sql.exec('SELECT 1 FROM photos WHERE name = ?', name).toArray().length > 0;
    if (isKnown) this.#note(name);
    else await this.#put(name, bytes);
    return name;
  }

  /** Supersedes photos that no contact shows, for whatever reason: a newer photo, a removed contact, an interrupted step. */
  supersedeUnshown(nowMs: number): void {
    this.#sql.exec(
      `UPDATE photos SET superseded_at = ? WHERE superseded_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM contacts WHERE contacts.photo = photos.name)`,
      nowMs,
    );
  }

  /** Supersedes every photo of a source that has left the configuration. */
  supersedeAll(nowMs: number): void {
    this.#sql.exec('UPDATE photos SET superseded_at = ? WHERE superseded_at IS NULL', nowMs);
  }

  /** Deletes photos that were superseded a day ago or earlier. */
  async deleteExpired(nowMs: number): Promise<void> {
    const expired = this.#sql
      .exec<{ name: string }>(
        'SELECT name FROM photos WHERE superseded_at <= ? LIMIT ?',
        nowMs - KEEP_SUPERSEDED_MS,
        MAX_DELETIONS,
      )
      .toArray();
    for (const { name } of expired) {
      await this.#kv.delete(photoKey(this.#sourceId, name));
      this.#sql.exec('DELETE FROM photos WHERE name = ?', name);
    }
  }

  /** When the next photo may be deleted; undefined when none is superseded. */
  nextExpiryMs(): number | undefined {
    const { first } = this.#sql
      .exec<{ first: number | null }>('SELECT min(superseded_at) AS first FROM photos')
      .one();
    return first === null ? undefined : first + KEEP_SUPERSEDED_MS;
  }

  /** Several contacts with the same photo wait for the same put. */
  #put(name: string, bytes: Uint8Array): Promise<void> {
    let put = this.#puts.get(name);
    if (!put) {
      put = this.#kv
        .put(photoKey(this.#sourceId, name), bytes)
        // Recorded only after the put: a photo that may not have reached KV must be put again.
        .then(() => this.#note(name))
        .finally(() => this.#puts.delete(name));
      this.#puts.set(name, put);
    }
    return put;
  }

  #note(name: string): void {
    this.#sql.exec('INSERT OR REPLACE INTO photos (name, superseded_at) VALUES (?, NULL)', name);
  }
}

/** The hash covers the source, so that a name means nothing in another source. */
async function photoName(sourceId: string, bytes: Uint8Array): Promise<string> {
  const prefix = new TextEncoder().encode(`${sourceId}\n`);
  const whole = new Uint8Array(prefix.length + bytes.length);
  whole.set(prefix);
  whole.set(bytes, prefix.length);
  return await blockName(whole, sha256);
}
