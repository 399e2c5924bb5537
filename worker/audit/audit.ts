import { DurableObject } from 'cloudflare:workers';
import { configurationOf } from '../configuration.ts';
import { createTables } from './audit-tables.ts';

/** Which principal got an answer from which route, and when. Holds no names, no plain numbers and no search words. */
export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: string;
  /** Object id of a person or program, key id of a device. */
  readonly who: string;
  readonly method: string;
  /** Path template, such as `/v1/lookup`. */
  readonly route: string;
  readonly status: number;
  /** Sources that were open to the principal. */
  readonly sources: readonly string[];
  /** Contacts, or entries, in the answer; undefined where there is nothing to count. */
  readonly hits: number | undefined;
  /** Keyed hash of the requested number. */
  readonly number: string | undefined;
}

export interface AuditQuery {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly who?: string | undefined;
  readonly number?: string | undefined;
  readonly limit: number;
  /** `id` of the previous page's last entry. */
  readonly beforeId?: number | undefined;
}

export type KeptEntry = AuditEntry & { readonly id: number };

interface Row extends Record<string, SqlStorageValue> {
  id: number;
  at: number;
  kind: string;
  who: string;
  method: string;
  route: string;
  status: number;
  sources: string;
  hits: number | null;
  number: string | null;
}

export const AUDIT_NAME = 'audit';
const DAY_MS = 24 * 60 * 60_000;

/** The audit trail. An object of its own, so that code that reads contacts cannot reach its storage, nor the reverse. */
export class Audit extends DurableObject<object> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    createTables(ctx.storage);
  }

  /** `lost`: how many earlier entries could not be written. */
  async add(entry: AuditEntry, lost: number): Promise<void> {
    const { at, kind, who, method, route, status, sources, hits, number } = entry;
    this.#sql.exec(
      `INSERT INTO entries (at, kind, who, method, route, status, sources, hits, number)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      at,
      kind,
      who,
      method,
      route,
      status,
      sources.join(' '),
      hits ?? null,
      number ?? null,
    );
    if (lost > 0) this.#sql.exec('INSERT INTO losses (at, entries) VALUES (?, ?)', at, lost);
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(at + DAY_MS);
  }

  /** Entries, newest first, and how many were lost in that time. Never returns entries older than the retention period. */
  async read(query: AuditQuery): Promise<{ entries: KeptEntry[]; lost: number }> {
    const from = Math.max(query.fromMs ?? 0, this.#oldestMs());
    const to = query.toMs ?? Number.MAX_SAFE_INTEGER;
    const entries = this.#sql
      .exec<Row>(
        `SELECT * FROM entries WHERE at >= ?1 AND at < ?2 AND (?3 IS NULL OR who = ?3)
         AND (?4 IS NULL OR number = ?4) AND (?5 IS NULL OR id < ?5) ORDER BY id DESC LIMIT ?6`,
        from,
        to,
        query.who ?? null,
        query.number ?? null,
        query.beforeId ?? null,
        query.limit,
      )
      .toArray()
      .map(toEntry);
    const { lost } = this.#sql
      .exec<{ lost: number }>(
        'SELECT coalesce(sum(entries), 0) AS lost FROM losses WHERE at >= ? AND at < ?',
        from,
        to,
      )
      .one();
    return { entries, lost };
  }

  override async alarm(): Promise<void> {
    const oldest = this.#oldestMs();
    this.#sql.exec('DELETE FROM entries WHERE at < ?', oldest);
    this.#sql.exec('DELETE FROM losses WHERE at < ?', oldest);
    const { left } = this.#sql.exec<{ left: number }>('SELECT count(*) AS left FROM entries').one();
    if (left > 0) await this.ctx.storage.setAlarm(Date.now() + DAY_MS);
  }

  #oldestMs(): number {
    return Date.now() - configurationOf(this.env).auditDays * DAY_MS;
  }
}

function toEntry({ sources, hits, number, ...row }: Row): KeptEntry {
  return {
    ...row,
    sources: sources === '' ? [] : sources.split(' '),
    hits: hits ?? undefined,
    number: number ?? undefined,
  };
}
