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

/** What could not be done stays due; without a pause the alarm would go off again at once, for as long as it cannot. */
const FAILED_ALARM_WAIT_MS = 60_000;

export type Holder = { readonly e164: string } | { readonly contactId: string };

export interface CopyFacts {
  /** The first generation that holds nobody who was erased; absent while one is waited for. */
  readonly fromSequence?: number;
  /** Bytes of its blocks, as far as they are known. */
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

  /** Starts a run, or, while one is under way, sees to it that another follows. Returns at once. */
  async sync(): Promise<void> {
    this.#stores.state.wantRun(Date.now());
    await this.#schedule();
  }

  /** Takes what Graph tells. What is genuine leads to a run, at most one a minute. */
  async notify(notifications: readonly Notification[]): Promise<void> {
    await this.#stores.subscription.accept(notifications);
    await this.#schedule();
  }

  async status(): Promise<SourceRunStatus> {
    const { subscription, ...stores } = this.#stores;
    const reader = this.#setup.deps()?.reader;
    return runStatus({
      ...stores,
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

  /** Removals that the guard holds are meant: they happen now. Number of contacts removed. */
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

  /** What a dialling profile, the source's own when absent, makes of its phone fields. Reads Microsoft 365 and stores nothing. */
  async tryNumbers(dialling: DiallingProfile | undefined): Promise<NumberReport> {
    return await tryNumbers(this.#setup, dialling);
  }

  /**
   * What a look-up falls back to when no generation can be read from KV. It may be a round ahead of what was published,
   * which is better than no answer. Undefined before the first generation, for a half-read source knows too little, and once
   * the source is not to be shown any more, whatever head a reader still has.
   */
  async findByNumber(e164: string): Promise<Contact[] | undefined> {
    const { meta, index } = this.#stores;
    const isShown = meta.get('published') && meta.get('withdrawnAt') === undefined && !meta.get('retired');
    return isShown ? index.byNumber(e164.slice(1)) : undefined;
  }

  /** What is held of somebody: contacts with the number (E.164), or the one with our id. */
  async holding(who: Holder): Promise<Contact[]> {
    const { index } = this.#stores;
    if ('e164' in who) return index.byNumber(who.e164.slice(1));
    const contact = index.byId(who.contactId);
    return contact ? [contact] : [];
  }

  /** Takes contacts away, and sees to it that they do not come back. Number of contacts that were there. */
  async erase(erasureId: string, contactIds: readonly string[]): Promise<number> {
    const deps = this.#setup.deps();
    if (!deps) return 0;
    const erased = await eraseContacts(deps, erasureId, contactIds);
    await this.sync();
    return erased;
  }

  /** What whoever keeps a copy of the source has to know. */
  async copyFacts(): Promise<CopyFacts> {
    const { meta, blocks } = this.#stores;
    const isWaiting = meta.get('rebuildFrom') !== undefined;
    return {
      ...(!isWaiting && { fromSequence: meta.get('erasedSequence') ?? 0 }),
      sizes: blocks.sizes(),
    };
  }

  /** What was erased and may not come back. */
  async erasures(): Promise<Erasure[]> {
    return this.#stores.suppressions.list();
  }

  /** Contacts that were erased may come back; the next run reads everything. Number of contacts. */
  async undoErasure(erasureId: string): Promise<number> {
    const { state, suppressions } = this.#stores;
    const contacts = suppressions.undo(erasureId);
    if (contacts > 0) {
      state.wantFullRound();
      await this.sync();
    }
    return contacts;
  }

  /** The source has left the configuration. What it holds goes in a day, unless it comes back before. Returns at once. */
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
      // Only storage and configuration can fail here. Cron comes again; the platform's own retries would only repeat it.
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

  /** Configured again before everything was deleted: a new base uses what is left of the blocks. */
  #comeBack(): void {
    const { life, generation, contacts } = this.#stores;
    life.comeBack();
    generation.startOver();
    contacts.forgetPhotos();
  }

  /** There is one alarm; it is set to whatever is due first, and no earlier than after the pause. */
  async #schedule(pauseMs = 0): Promise<void> {
    const dueMs = nextAlarmMs(this.#stores, this.#setup);
    // What is overdue is due now.
    if (dueMs !== undefined) await this.ctx.storage.setAlarm(Math.max(Date.now() + pauseMs, dueMs));
    else await this.ctx.storage.deleteAlarm();
  }
}

function isDue(at: number | undefined): boolean {
  return at !== undefined && at <= Date.now();
}
