import { encodeUtf8 } from '#shared/directory/utf8.ts';
import { OwnMeta } from './meta.ts';

const KEY_BYTES = 32;

/** An erasure as it is listed. Nothing in it identifies a contact. */
export interface Erasure {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly contacts: number;
}

/**
 * Erased contacts, which must not come back even while Graph still has them. They are stored as keyed hashes of their ids,
 * which derive from source and Graph id. The key is this source's own and never changes: no new secret brings one back.
 */
export class Suppressions {
  readonly #sql: SqlStorage;
  readonly #own: OwnMeta<'suppressions'>;
  #key: Promise<CryptoKey> | undefined;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#own = new OwnMeta<'suppressions'>(sql);
  }

  async hash(contactId: string): Promise<string> {
    this.#key ??= this.#importKey();
    const mac = await crypto.subtle.sign('HMAC', await this.#key, bytesOf(contactId));
    return btoa(String.fromCharCode(...new Uint8Array(mac)));
  }

  covers(hash: string): boolean {
    return this.#sql.exec('SELECT 1 FROM suppressed WHERE hash = ?', hash).toArray().length > 0;
  }

  add(hash: string, erasureId: string, nowMs: number): void {
    this.#sql.exec(
      'INSERT OR IGNORE INTO suppressed (hash, erasure, at) VALUES (?, ?, ?)',
      hash,
      erasureId,
      nowMs,
    );
  }

  /** Newest first. */
  list(): Erasure[] {
    return this.#sql
      .exec<{ id: string; at: number; contacts: number }>(
        'SELECT erasure AS id, at, count(*) AS contacts FROM suppressed GROUP BY erasure ORDER BY at DESC, id',
      )
      .toArray();
  }

  /** Returns the number of contacts that may come back. */
  undo(erasureId: string): number {
    return this.#sql.exec('DELETE FROM suppressed WHERE erasure = ? RETURNING 1', erasureId).toArray().length;
  }

  /** Keeps the suppressions through `work`, which deletes everything. */
  async outlive(work: () => Promise<void>): Promise<void> {
    const key = this.#own.get('suppressionKey');
    const rows = this.#sql
      .exec<{ hash: string; erasure: string; at: number }>('SELECT hash, erasure, at FROM suppressed')
      .toArray();
    await work();
    this.#key = undefined;
    if (key === undefined || rows.length === 0) return;
    this.#own.write({ suppressionKey: key });
    for (const { hash, erasure, at } of rows) this.add(hash, erasure, at);
  }

  #importKey(): Promise<CryptoKey> {
    let key = this.#own.get('suppressionKey');
    if (key === undefined) {
      key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(KEY_BYTES))));
      this.#own.write({ suppressionKey: key });
    }
    const raw = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
    return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  }
}

function bytesOf(text: string): ArrayBuffer {
  return new Uint8Array(encodeUtf8(text)).buffer;
}
