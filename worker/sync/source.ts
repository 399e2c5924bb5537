import { DurableObject } from 'cloudflare:workers';
import type { Contact } from '#shared/contact.ts';
import type { DiallingProfile } from '#shared/phone/dialling-profile.ts';
import { ConfigurationError } from '../configuration.ts';
import { consoleLog } from '../log.ts';
import type { Notification } from '../notifications/notification.ts';
import type { Run } from '../runs/run-log.ts';
import { refusalReason } from '../runs/transitions.ts';
import { KEEP_SUPERSEDED_MS } from '../snapshot/block-table.ts';
import type { NumberReport } from '../sources/number-report.ts';
import { cleanUp } from './clean-up.ts';
import { eraseContacts } from './erase-contacts.ts';
import { releaseHeld } from './guard.ts';
import { workLanes } from './lanes.ts';
import { nextAlarmMs } from './next-alarm.ts';
import { tryNumbers } from './number-trial.ts';
import { runStatus, type SourceRunStatus } from './run-status.ts';
import { type SourceEnv, SourceSetup, unlessMisconfigured } from './source-setup.ts';
import { SourceStores } from './source-stores.ts';
import type { Erasure } from './suppressions.ts';
import { wholeReadingDueMs } from './whole-reading.ts';

/** Failed work stays due: without a pause the alarm would go off again at once, until the work succeeds. */
const FAILED_ALARM_WAIT_MS = 60_000;

export type Holder = { readonly e164: string } | { readonly contactId: string };

export interface CopyFacts {
  /** The first generation without the erased contacts; absent until it is published. */
  readonly fromSequence?: number;
  /** Sizes of its blocks in bytes, by name, as far as they are known. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** One source: its contacts, its cursors, its runs. The only writer of its blocks. */
export class Source extends DurableObject<SourceEnv> {
  readonly #stores: SourceStores;
  readonly #setup: SourceSetup;

  constructor(ctx: DurableObjectState, env: SourceEnv) {
    super(ctx, env);
    this.#stores = new SourceStores(ctx.storage, env.DIRECTORY_KV);
    this.#setup = new SourceSetup(ctx, env, this.#stores);
  }

  /** Starts a run or, while one is under way, plans another after it. Returns at once. */
  async sync(): Promise<void> {
    this.#stores.state.wantRun(Date.now());
    await this.#schedule();
  }

  /** Takes Graph's notifications. Genuine ones lead to a run, at most one a minute. */
  async notify(notifications: readonly Notification[]): Promise<void> {
    await this.#stores.subscription.accept(notifications);
    await this.#schedule();
  }

  async status(): Promise<SourceRunStatus> {
    const { subscription, ...stores } = this.#stores;
    const deps = this.#setup.deps();
    const reader = deps?.reader;
    return runStatus({
      ...stores,
      nextFullAt: deps && wholeReadingDueMs(deps.meta, deps.sourceId, deps.wholeDays),
      notifications: subscription.status(),
      hasPhotos: reader?.photos !== undefined,
      hasDetails: reader?.details !== undefined,
      nowMs: Date.now(),
    });
  }

  /** The last runs, newest first. */
  async runs(limit: number): Promise<Run[]> {
    return this.#stores.runs.last(limit);
  }

  /** Carries out the removals that the guard holds. Returns the number of contacts removed. */
  async confirmRemovals(): Promise<number> {
    const deps = this.#setup.deps();
    if (!deps?.meta.get('hold')) return 0;
    const removed = deps.transaction(() => {
      deps.generation.markChanged();
      return releaseHeld(deps);
    });
    await this.sync();
    return removed;
  }

  /** How a dialling profile, by default the source's own, reads the source's phone fields. Asks Microsoft 365, stores nothing. */
  async tryNumbers(dialling: DiallingProfile | undefined): Promise<NumberReport> {
    return await tryNumbers(this.#setup, dialling);
  }

  /**
   * The fallback of a look-up when no generation can be read from KV. The contacts may be a round ahead of the published
   * ones, which is better than no answer. Undefined before the first generation, since a half-read source knows too little,
   * and once the source is withdrawn or retired, whatever head a reader still has.
   */
  async findByNumber(e164: string): Promise<Contact[] | undefined> {
    const { meta, index } = this.#stores;
    const isShown = meta.get('published') && meta.get('withdrawnAt') === undefined && !meta.get('retired');
    return isShown ? index.byNumber(e164.slice(1)) : undefined;
  }

  /** Contacts with the number (E.164), or the one with our id. */
  async holding(who: Holder): Promise<Contact[]> {
    const { index } = this.#stores;
    if ('e164' in who) return index.byNumber(who.e164.slice(1));
    const contact = index.byId(who.contactId);
    return contact ? [contact] : [];
  }

  /** Erases contacts and keeps them from coming back. Returns how many of them existed. */
  async erase(erasureId: string, contactIds: readonly string[]): Promise<number> {
    const deps = this.#setup.deps();
    if (!deps) return 0;
    const erased = await eraseContacts(deps, erasureId, contactIds);
    await this.sync();
    return erased;
  }

  /** Facts for clients that keep an offline copy of the source. */
  async copyFacts(): Promise<CopyFacts> {
    const { meta, blocks } = this.#stores;
    const isWaiting = meta.get('rebuildFrom') !== undefined;
    return {
      ...(!isWaiting && { fromSequence: meta.get('erasedSequence') ?? 0 }),
      sizes: blocks.sizes(),
    };
  }

  /** The erasures whose contacts may not come back. */
  async erasures(): Promise<Erasure[]> {
    return this.#stores.suppressions.list();
  }

  /** Lets erased contacts come back with the next run, which reads everything. Returns their number. */
  async undoErasure(erasureId: string): Promise<number> {
    const { state, suppressions } = this.#stores;
    const contacts = suppressions.undo(erasureId);
    if (contacts > 0) {
      state.wantFullRound();
      await this.sync();
    }
    return contacts;
  }

  /** The source has left the configuration. Its data is deleted after a day, unless it comes back before. Returns at once. */
  async retire(sourceId: string): Promise<void> {
    const { meta, life, blocks } = this.#stores;
    if (meta.get('retired')) return;
    const nowMs = Date.now();
    life.retire(sourceId, nowMs, nowMs + KEEP_SUPERSEDED_MS);
    blocks.supersedeAll(nowMs);
    this.#setup.photoTable(sourceId).supersedeAll(nowMs);
    await this.#schedule();
  }

  override async alarm(): Promise<void> {
    const { meta, state, generation, subscription } = this.#stores;
    let pauseMs = 0;
    try {
      if (subscription.takeRun()) state.wantRun(Date.now());
      if (isDue(unlessMisconfigured(() => subscription.nextMs(this.#setup.watchTarget()))))
        await subscription.step(this.#setup.graph(), this.#setup.watchTarget());
      const deps = this.#setup.deps();
      if (deps && meta.get('retired')) this.#comeBack();
      if (isDue(meta.get('cleanAt')))
        await cleanUp(this.#stores, this.#setup, this.ctx.storage, deps?.sourceId);
      if (deps) await workLanes(deps);
      else {
        state.cancelWork();
        generation.dropWaiting();
      }
    } catch (error) {
      // Only storage and configuration can fail here. Cron tries again; the platform's own retries would fail as well.
      const isConfiguration = error instanceof ConfigurationError;
      consoleLog('alarm_failed', {
        code: isConfiguration ? error.code : 'internal',
        ...(isConfiguration && { variable: error.variable }),
        ...refusalReason(error),
      });
      state.cancelWork();
      pauseMs = FAILED_ALARM_WAIT_MS;
    }
    await this.#schedule(pauseMs);
  }

  /** The source is configured again before its data was deleted: a new base reuses the blocks that are left. */
  #comeBack(): void {
    const { life, generation, contacts } = this.#stores;
    life.comeBack();
    generation.startOver();
    contacts.forgetPhotos();
  }

  /** A Durable Object has one alarm. It is set to the first due time, but not before the pause has passed. */
  async #schedule(pauseMs = 0): Promise<void> {
    const dueMs = nextAlarmMs(this.#stores, this.#setup);
    // Overdue work is due now.
    if (dueMs !== undefined) await this.ctx.storage.setAlarm(Math.max(Date.now() + pauseMs, dueMs));
    else await this.ctx.storage.deleteAlarm();
  }
}

function isDue(at: number | undefined): boolean {
  return at !== undefined && at <= Date.now();
}
