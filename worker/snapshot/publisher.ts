import { DurableObject } from 'cloudflare:workers';
import { decodeHead, encodeHead, HEAD_FORMAT, type Head } from '#shared/directory/head.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/directory/utf8.ts';
import { consoleLog } from '../log.ts';
import { HEAD_KEY } from './keys.ts';

/** KV accepts one write a second to a key; the margin allows for differing clocks. */
const WRITE_GAP_MS = 1_100;
/** Quiet rounds of all sources end close together after each cron, so one write carries them all. */
const TOUCH_DELAY_MS = 2_000;
const RETRY_MS = 5_000;

export interface Publication {
  readonly sourceId: string;
  readonly sequence: number;
  /** Name of the manifest's block. It and all blocks that it names are in KV and have had time to spread. */
  readonly manifest: string;
  readonly asOf: number;
}

/** The name of the object in older versions; its data stays under it. */
export const PUBLISHER_NAME = 'directory';

export interface PublisherEnv {
  DIRECTORY_KV: KVNamespace;
}

/** The only writer of `head`: a single object, so that no write can overtake another. */
export class Publisher extends DurableObject<PublisherEnv> {
  readonly #sql: SqlStorage;
  #lastWriteAt = 0;
  #writing: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  constructor(ctx: DurableObjectState, env: PublisherEnv) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec(
      'CREATE TABLE IF NOT EXISTS head (id INTEGER PRIMARY KEY, json TEXT NOT NULL, is_written INTEGER)',
    );
    this.#sql.exec('CREATE TABLE IF NOT EXISTS retired (source TEXT PRIMARY KEY) WITHOUT ROWID');
  }

  /**
   * Makes a generation the current one. Resolves to whether KV has taken it; a failed write is retried by the alarm.
   * Resolves instead of throwing, because an exception that leaves a Durable Object is reported as uncaught.
   */
  async publish(publication: Publication): Promise<boolean> {
    const { sourceId, sequence, manifest, asOf } = publication;
    const head = this.#head();
    const known = head.sources[sourceId];
    // A repeated or overtaken publication must not take readers back.
    if (!known || known.current.sequence < sequence) {
      const current = { sequence, manifest };
      head.sources[sourceId] = { current, asOf, ...(known && { previous: known.current }) };
      this.#store(head);
    }
    return await this.#write();
  }

  /** Records a round without changes: the current generation was still correct at `asOf`. */
  async touch(sourceId: string, asOf: number): Promise<void> {
    const head = this.#head();
    const known = head.sources[sourceId];
    if (!known || known.asOf >= asOf) return;
    known.asOf = asOf;
    this.#store(head);
    await this.#wakeWithin(TOUCH_DELAY_MS);
  }

  /** Takes a source out of the answers. Resolves like `publish`. */
  async withdraw(sourceId: string): Promise<boolean> {
    const head = this.#head();
    if (head.sources[sourceId]) {
      delete head.sources[sourceId];
      this.#store(head);
    }
    return await this.#write();
  }

  /**
   * Takes every source that is not configured out of the answers. Returns the ids of formerly published sources that have
   * left the configuration and have not yet reported, through `forget`, that their data is deleted.
   */
  async retain(configured: readonly string[]): Promise<string[]> {
    const head = this.#head();
    const left = Object.keys(head.sources).filter((id) => !configured.includes(id));
    for (const id of left) {
      delete head.sources[id];
      this.#sql.exec('INSERT OR IGNORE INTO retired (source) VALUES (?)', id);
    }
    for (const id of configured) this.#sql.exec('DELETE FROM retired WHERE source = ?', id);
    if (left.length > 0) {
      this.#store(head);
      await this.#write();
    }
    return this.#sql
      .exec<{ source: string }>('SELECT source FROM retired ORDER BY source')
      .toArray()
      .map(({ source }) => source);
  }

  /** The source's data is deleted, so `retain` need not name it any more. */
  async forget(sourceId: string): Promise<void> {
    this.#sql.exec('DELETE FROM retired WHERE source = ?', sourceId);
  }

  override async alarm(): Promise<void> {
    await this.#write();
  }

  #head(): Head {
    const row = this.#sql.exec<{ json: string }>('SELECT json FROM head').toArray()[0];
    return row ? decodeHead(encodeUtf8(row.json)) : { format: HEAD_FORMAT, version: 0, sources: {} };
  }

  /** Every change gets a new version, so that readers never go back when KV shows them an old copy. */
  #store(head: Head): void {
    const json = decodeUtf8(encodeHead({ ...head, version: head.version + 1 }));
    this.#sql.exec('INSERT OR REPLACE INTO head (id, json, is_written) VALUES (1, ?, 0)', json);
  }

  /** Writes the stored head to KV and tells whether KV took it. Calls share a write that still waits for its turn. */
  async #write(): Promise<boolean> {
    // If the write fails, or the object is evicted before it, the alarm writes again.
    await this.#wakeWithin(RETRY_MS);
    this.#waiting ??= this.#writeInTurn();
    try {
      await this.#waiting;
      return true;
    } catch {
      consoleLog('head_write_failed');
      return false;
    }
  }

  async #writeInTurn(): Promise<void> {
    await this.#writing.catch(() => {});
    const waitMs = this.#lastWriteAt + WRITE_GAP_MS - Date.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    // Changes stored from here on need another write.
    this.#waiting = undefined;
    this.#writing = this.#writeNow();
    await this.#writing;
  }

  async #writeNow(): Promise<void> {
    const row = this.#sql
      .exec<{ json: string; is_written: number }>('SELECT json, is_written FROM head')
      .toArray()[0];
    if (!row || row.is_written === 1) return;
    this.#lastWriteAt = Date.now();
    await this.env.DIRECTORY_KV.put(HEAD_KEY, encodeUtf8(row.json));
    const isNewest =
      this.#sql.exec('UPDATE head SET is_written = 1 WHERE json = ?', row.json).rowsWritten > 0;
    if (isNewest) await this.ctx.storage.deleteAlarm();
  }

  async #wakeWithin(ms: number): Promise<void> {
    const wanted = Date.now() + ms;
    const planned = await this.ctx.storage.getAlarm();
    if (planned === null || planned > wanted) await this.ctx.storage.setAlarm(wanted);
  }
}
