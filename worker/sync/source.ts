import { DurableObject } from 'cloudflare:workers';
import type { Contact } from '#shared/contact.ts';
import { type Bindings, type Configuration, ConfigurationError, configurationOf } from '../env.ts';
import { appGraph } from '../graph/app-graph.ts';
import { MAX_IN_FLIGHT, MailboxGate } from '../graph/gate.ts';
import { consoleLog } from '../log.ts';
import type { Notification } from '../notifications/notification.ts';
import { SubscriptionKeeper } from '../notifications/subscription-keeper.ts';
import { type WatchTarget, watchTarget } from '../notifications/watch-target.ts';
import { BlockTable, KEEP_SUPERSEDED_MS } from '../snapshot/block-table.ts';
import { DIRECTORY_NAME } from '../snapshot/directory.ts';
import type { SourceConfig } from '../sources/source-config.ts';
import { createSourceReader } from '../sources/source-kind.ts';
import { ContactIndex } from './contact-index.ts';
import { ContactStore } from './contact-store.ts';
import { Departures } from './departures.ts';
import { releaseHeld } from './guard.ts';
import { announce } from './make-generation.ts';
import { Meta } from './meta.ts';
import { PartStore } from './part-store.ts';
import { StoredRequestWindow } from './request-window.ts';
import { type Run, RunLog } from './run-log.ts';
import { runStatus, type SourceRunStatus } from './run-status.ts';
import { type Next, type RunDeps, startRun, step } from './run-sync.ts';
import { afterFailedStep, isAccessLost } from './run-trouble.ts';
import { createTables } from './tables.ts';

/** An alarm gets 30 s of CPU and 10,000 subrequests; a step ends far below both. */
const ALARM_BUDGET_MS = 15_000;
const ALARM_BUDGET_REQUESTS = 200;
const ALARM_BUDGET_STEPS = 300;
const ANNOUNCE_AGAIN_MS = 5_000;
const ANNOUNCE_AGAIN_MAX_MS = 60_000;

/** One source: its contacts, its cursors, its runs. The only writer of its blocks. */
export class Source extends DurableObject<Bindings> {
  readonly #meta: Meta;
  readonly #contacts: ContactStore;
  readonly #index: ContactIndex;
  readonly #departures: Departures;
  readonly #parts: PartStore;
  readonly #runs: RunLog;
  readonly #blocks: BlockTable;
  readonly #window: StoredRequestWindow;
  readonly #gate: MailboxGate;
  readonly #subscription: SubscriptionKeeper;

  constructor(ctx: DurableObjectState, env: Bindings) {
    super(ctx, env);
    const { sql } = ctx.storage;
    createTables(ctx.storage);
    this.#meta = new Meta(sql);
    this.#contacts = new ContactStore(sql);
    this.#index = new ContactIndex(sql);
    this.#departures = new Departures(sql);
    this.#parts = new PartStore(sql);
    this.#runs = new RunLog(sql);
    this.#blocks = new BlockTable(sql, env.DIRECTORY_KV);
    this.#window = new StoredRequestWindow(sql, () => Date.now());
    this.#gate = new MailboxGate(this.#window);
    this.#subscription = new SubscriptionKeeper(sql, { now: () => Date.now(), log: consoleLog });
  }

  /** Starts a run, or, while one is under way, sees to it that another follows. Returns at once. */
  async sync(): Promise<void> {
    this.#wantRun();
    await this.#schedule();
  }

  /** Takes what Graph tells. What is genuine leads to a run, at most one a minute. */
  async notify(notifications: readonly Notification[]): Promise<void> {
    await this.#subscription.accept(notifications);
    await this.#schedule();
  }

  async status(): Promise<SourceRunStatus> {
    return runStatus({
      meta: this.#meta,
      runs: this.#runs,
      parts: this.#parts,
      contacts: this.#contacts,
      notifications: this.#subscription.status(),
      hasPhotos: false,
      nowMs: Date.now(),
    });
  }

  /** The last runs, newest first. */
  async runs(limit: number): Promise<Run[]> {
    return this.#runs.last(limit);
  }

  /** Removals that the guard holds are meant: they happen now. Number of contacts removed. */
  async confirmRemovals(): Promise<number> {
    const deps = this.#deps();
    if (!deps || !this.#meta.get('hold')) return 0;
    const removed = deps.transaction(() => {
      this.#meta.set('dirtyBuild', deps.nextBuild());
      return releaseHeld(deps);
    });
    await this.sync();
    return removed;
  }

  /**
   * What a look-up falls back to when no generation can be read from KV. It may be a round ahead of what was published,
   * which is better than no answer. Undefined before the first generation: a half-read source knows too little.
   */
  async findByNumber(e164: string): Promise<Contact[] | undefined> {
    return this.#meta.get('published') ? this.#index.byNumber(e164.slice(1)) : undefined;
  }

  /** The source has left the configuration. What it holds goes in a day, unless it comes back before. Returns at once. */
  async retire(sourceId: string): Promise<void> {
    if (this.#meta.get('retired')) return;
    this.#meta.set('retired', { sourceId, since: Date.now() });
    this.#blocks.supersedeAll(Date.now());
    this.#meta.set('cleanAt', Date.now() + KEEP_SUPERSEDED_MS);
    await this.#schedule();
  }

  override async alarm(): Promise<void> {
    try {
      if (isDue(this.#meta.get('cleanAt'))) await this.#clean();
      if (this.#subscription.takeRun()) this.#wantRun();
      if (isDue(this.#subscriptionDueMs())) await this.#keepSubscription();
      await this.#work();
    } catch (error) {
      // Only storage and configuration can fail here. Cron comes again; the platform's own retries would only repeat it.
      const isConfiguration = error instanceof ConfigurationError;
      consoleLog('alarm_failed', {
        code: isConfiguration ? error.code : 'internal',
        ...(isConfiguration && { variable: error.variable }),
      });
      this.#meta.delete('workAt');
    }
    await this.#schedule();
  }

  #wantRun(): void {
    if ((this.#meta.get('phase') ?? 'idle') !== 'idle') {
      this.#meta.set('isRunWanted', true);
      // A run whose alarm got lost would stand still for ever.
      if (this.#meta.get('workAt') === undefined) this.#meta.set('workAt', Date.now());
    } else this.#meta.set('workAt', Date.now());
  }

  async #keepSubscription(): Promise<void> {
    await this.#subscription.step(appGraph(configurationOf(this.env), this.#gate), this.#watchTarget());
  }

  /** Undefined when Graph is not to tell of the source. Throws ConfigurationError. */
  #watchTarget(): WatchTarget | undefined {
    const configuration = configurationOf(this.env);
    const config = this.#config(configuration);
    return config && watchTarget(config, { publicUrl: configuration.publicUrl, isDelegated: false });
  }

  #subscriptionDueMs(): number | undefined {
    try {
      return this.#subscription.nextMs(this.#watchTarget());
    } catch (error) {
      // While the configuration is wrong nothing can be kept; whatever else is due must still be planned.
      if (!(error instanceof ConfigurationError)) throw error;
      return undefined;
    }
  }

  async #clean(): Promise<void> {
    await this.#blocks.deleteExpired(Date.now());
    this.#meta.delete('cleanAt');
    const retired = this.#meta.get('retired');
    if (!retired || this.#blocks.nextExpiryMs() !== undefined || this.#deps()) return;
    await this.#directory().forget(retired.sourceId);
    await this.ctx.storage.deleteAll();
    createTables(this.ctx.storage);
    consoleLog('source_deleted', { sourceId: retired.sourceId });
  }

  /** Whatever is due, the most urgent first, as long as the alarm may last. */
  async #work(): Promise<void> {
    const deps = this.#deps();
    if (!deps) return this.#meta.delete('workAt');
    if (this.#meta.get('retired')) this.#comeBack(deps);
    const isIdle = () => (this.#meta.get('phase') ?? 'idle') === 'idle';
    if (!isIdle() && this.#meta.get('identity') !== deps.reader.identity) startRun(deps);
    const deadline = Date.now() + ALARM_BUDGET_MS;
    const lastRequest = this.#window.taken + ALARM_BUDGET_REQUESTS;
    for (let steps = 0; steps < ALARM_BUDGET_STEPS; steps++) {
      if (Date.now() >= deadline || this.#window.taken >= lastRequest) break;
      if (isDue(this.#meta.get('unannounced')?.dueAt)) await this.#announce(deps);
      else if (isDue(this.#runDueMs())) {
        if (isIdle()) startRun(deps);
        await this.#stepRun(deps);
      } else break;
    }
  }

  /** Configured again before everything was deleted: a new base uses what is left of the blocks. */
  #comeBack(deps: RunDeps): void {
    this.#meta.delete('retired', 'base', 'unannounced', 'build');
    this.#meta.set('dirtyBuild', deps.nextBuild());
  }

  async #announce(deps: RunDeps): Promise<void> {
    try {
      await announce(deps);
      this.#meta.delete('announceTries');
    } catch {
      const waiting = this.#meta.get('unannounced');
      const tries = (this.#meta.get('announceTries') ?? 0) + 1;
      this.#meta.set('announceTries', tries);
      const waitMs = Math.min(ANNOUNCE_AGAIN_MS * 2 ** (tries - 1), ANNOUNCE_AGAIN_MAX_MS);
      if (waiting) this.#meta.set('unannounced', { ...waiting, dueAt: Date.now() + waitMs });
      consoleLog('announce_failed', { sourceId: deps.sourceId });
    }
  }

  async #stepRun(deps: RunDeps): Promise<void> {
    const next = await this.#stepCounted(deps);
    if (next.action === 'wait') this.#meta.set('workAt', next.untilMs);
    else if (next.action === 'go-on' || this.#meta.get('isRunWanted')) this.#meta.set('workAt', Date.now());
    else this.#meta.delete('workAt');
  }

  async #stepCounted(deps: RunDeps): Promise<Next> {
    const requestsBefore = this.#window.taken;
    const runId = this.#meta.get('runId') ?? 0;
    try {
      const next = await step(deps);
      this.#meta.set('tries', 0);
      return next;
    } catch (error) {
      const next = afterFailedStep({ ...deps, random: Math.random }, error);
      if (isAccessLost(deps) && this.#meta.get('withdrawnAt') === undefined) await this.#withdraw(deps);
      return next;
    } finally {
      this.#runs.add(runId, { requests: this.#window.taken - requestsBefore });
    }
  }

  /** The contacts stay here, unseen, until they may be read again. */
  async #withdraw({ sourceId }: RunDeps): Promise<void> {
    await this.#directory().withdraw(sourceId);
    this.#meta.set('withdrawnAt', Date.now());
    consoleLog('source_withdrawn', { sourceId });
  }

  /** Undefined when the source is no longer configured. Throws ConfigurationError. */
  #deps(): RunDeps | undefined {
    const configuration = configurationOf(this.env);
    const config = this.#config(configuration);
    if (!config) return undefined;
    const directory = this.#directory();
    return {
      sourceId: config.id,
      reader: createSourceReader(config, appGraph(configuration, this.#gate)),
      meta: this.#meta,
      contacts: this.#contacts,
      index: this.#index,
      departures: this.#departures,
      parts: this.#parts,
      runs: this.#runs,
      blocks: this.#blocks,
      transaction: (work) => this.ctx.storage.transactionSync(work),
      nextBuild: () => (this.#meta.get('lastBuild') ?? 0) + 1,
      publish: (publication) => directory.publish(publication),
      touch: (asOf) => directory.touch(config.id, asOf),
      publishDelayMs: configuration.publishDelaySeconds * 1000,
      places: MAX_IN_FLIGHT,
      now: () => Date.now(),
      log: consoleLog,
    };
  }

  #directory() {
    return this.env.DIRECTORY.get(this.env.DIRECTORY.idFromName(DIRECTORY_NAME));
  }

  /** A Durable Object does not know the name it was made of; the configuration does. */
  #config(configuration: Configuration): SourceConfig | undefined {
    return configuration.sources.find((source) => this.env.SOURCE.idFromName(source.id).equals(this.ctx.id));
  }

  /** When the run has something to do; not before Graph wants to hear of us again. */
  #runDueMs(): number | undefined {
    const workAt = this.#meta.get('workAt');
    return workAt === undefined ? undefined : Math.max(workAt, this.#meta.get('pausedUntil') ?? 0);
  }

  /** There is one alarm; it is set to whatever is due first. */
  async #schedule(): Promise<void> {
    const expiresAt = this.#blocks.nextExpiryMs();
    if (expiresAt !== undefined) this.#meta.set('cleanAt', expiresAt);
    const due = [this.#runDueMs(), this.#meta.get('unannounced')?.dueAt, this.#meta.get('cleanAt')].filter(
      (at) => at !== undefined,
    );
    if (due.length > 0) await this.ctx.storage.setAlarm(Math.ceil(Math.min(...due)));
    else await this.ctx.storage.deleteAlarm();
  }
}

function isDue(at: number | undefined): boolean {
  return at !== undefined && at <= Date.now();
}
