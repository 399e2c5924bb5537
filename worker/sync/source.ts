import { DurableObject } from 'cloudflare:workers';
import type { Contact } from '#shared/contact.ts';
import type { DiallingProfile } from '#shared/phone/dialling-profile.ts';
import { err } from '#shared/result.ts';
import type { SourceConfig } from '#shared/source-config.ts';
import { type AccountsEnv, accountGraph } from '../accounts/account-graph.ts';
import { type Configuration, ConfigurationError, configurationOf } from '../configuration.ts';
import { appGraph } from '../graph/app-graph.ts';
import type { GraphClient } from '../graph/client.ts';
import { MailboxGate } from '../graph/gate.ts';
import { consoleLog } from '../log.ts';
import type { Notification } from '../notifications/notification.ts';
import { type WatchTarget, watchTarget } from '../notifications/watch-target.ts';
import { PhotoTable } from '../photos/photo-table.ts';
import type { Run } from '../runs/run-log.ts';
import { KEEP_SUPERSEDED_MS } from '../snapshot/block-table.ts';
import { DIRECTORY_NAME, type Directory } from '../snapshot/directory.ts';
import { shareOf } from '../sources/mailbox-shares.ts';
import { type NumberReport, reportNumbers } from '../sources/number-report.ts';
import { createSourceReader } from '../sources/source-kind.ts';
import { eraseContacts } from './erase-contacts.ts';
import { releaseHeld } from './guard.ts';
import { type LaneDeps, nextLaneMs, workLanes } from './lanes.ts';
import { runStatus, type SourceRunStatus } from './run-status.ts';
import { SourceStores } from './source-stores.ts';
import type { Erasure } from './suppressions.ts';
import { createTables } from './tables.ts';

const MAX_TRIED_CONTACTS = 2000;
const MAX_TRIAL_MS = 20_000;
/** What could not be done stays due; without a pause the alarm would go off again at once, for as long as it cannot. */
const FAILED_ALARM_WAIT_MS = 60_000;

export type Holder = { readonly e164: string } | { readonly contactId: string };

export interface CopyFacts {
  /** The first generation that holds nobody who was erased; absent while one is waited for. */
  readonly fromSequence?: number;
  /** Bytes of its blocks, as far as they are known. */
  readonly sizes: Readonly<Record<string, number>>;
}

export interface SourceEnv extends AccountsEnv {
  DIRECTORY_KV: KVNamespace;
  /** Its own namespace, which knows the ids that names stand for. */
  SOURCE: DurableObjectNamespace;
  DIRECTORY: DurableObjectNamespace<Directory>;
}

/** One source: its contacts, its cursors, its runs. The only writer of its blocks. */
export class Source extends DurableObject<SourceEnv> {
  readonly #stores: SourceStores;
  #gate: { readonly share: string; readonly gate: MailboxGate } | undefined;

  constructor(ctx: DurableObjectState, env: SourceEnv) {
    super(ctx, env);
    this.#stores = new SourceStores(ctx.storage, env.DIRECTORY_KV);
  }

  /** Starts a run, or, while one is under way, sees to it that another follows. Returns at once. */
  async sync(): Promise<void> {
    this.#wantRun();
    await this.#schedule();
  }

  /** Takes what Graph tells. What is genuine leads to a run, at most one a minute. */
  async notify(notifications: readonly Notification[]): Promise<void> {
    await this.#stores.subscription.accept(notifications);
    await this.#schedule();
  }

  async status(): Promise<SourceRunStatus> {
    const { subscription, ...stores } = this.#stores;
    return runStatus({
      ...stores,
      notifications: subscription.status(),
      hasPhotos: this.#deps()?.reader.photos !== undefined,
      nowMs: Date.now(),
    });
  }

  /** The last runs, newest first. */
  async runs(limit: number): Promise<Run[]> {
    return this.#stores.runs.last(limit);
  }

  /** Removals that the guard holds are meant: they happen now. Number of contacts removed. */
  async confirmRemovals(): Promise<number> {
    const deps = this.#deps();
    if (!deps?.meta.get('hold')) return 0;
    const removed = deps.transaction(() => {
      deps.meta.set('dirtyBuild', deps.nextBuild());
      return releaseHeld(deps);
    });
    await this.sync();
    return removed;
  }

  /** What a dialling profile, the source's own when absent, makes of its phone fields. Reads Microsoft 365 and stores nothing. */
  async tryNumbers(dialling: DiallingProfile | undefined): Promise<NumberReport> {
    const configuration = configurationOf(this.env);
    const config = this.#config(configuration);
    if (!config) return err({ code: 'not_found', retryAfterSeconds: undefined });
    const tried = { ...config, ...(dialling && { dialling }) };
    const reader = createSourceReader(tried, this.#graph(configuration, config));
    const limits = { maxContacts: MAX_TRIED_CONTACTS, maxMs: MAX_TRIAL_MS };
    return await reportNumbers(reader, { ...limits, now: () => Date.now() });
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
    const deps = this.#deps();
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
    const { meta, suppressions } = this.#stores;
    const contacts = suppressions.undo(erasureId);
    if (contacts > 0) {
      meta.set('isFullWanted', true);
      await this.sync();
    }
    return contacts;
  }

  /** The source has left the configuration. What it holds goes in a day, unless it comes back before. Returns at once. */
  async retire(sourceId: string): Promise<void> {
    const { meta, blocks } = this.#stores;
    if (meta.get('retired')) return;
    meta.set('retired', { sourceId, since: Date.now() });
    blocks.supersedeAll(Date.now());
    this.#photoTable(sourceId).supersedeAll(Date.now());
    meta.set('cleanAt', Date.now() + KEEP_SUPERSEDED_MS);
    await this.#schedule();
  }

  override async alarm(): Promise<void> {
    const { meta, subscription } = this.#stores;
    let pauseMs = 0;
    try {
      if (subscription.takeRun()) this.#wantRun();
      if (isDue(this.#subscriptionDueMs())) await this.#keepSubscription();
      const deps = this.#deps();
      if (deps && meta.get('retired')) this.#comeBack(deps);
      if (isDue(meta.get('cleanAt'))) await this.#clean(deps);
      if (deps) await workLanes(deps);
      else meta.delete('workAt', 'unannounced');
    } catch (error) {
      // Only storage and configuration can fail here. Cron comes again; the platform's own retries would only repeat it.
      const isConfiguration = error instanceof ConfigurationError;
      consoleLog('alarm_failed', {
        code: isConfiguration ? error.code : 'internal',
        ...(isConfiguration && { variable: error.variable }),
      });
      meta.delete('workAt');
      pauseMs = FAILED_ALARM_WAIT_MS;
    }
    await this.#schedule(pauseMs);
  }

  #wantRun(): void {
    const { meta } = this.#stores;
    if ((meta.get('phase') ?? 'idle') !== 'idle') {
      meta.set('isRunWanted', true);
      // A run whose alarm got lost would stand still for ever.
      if (meta.get('workAt') === undefined) meta.set('workAt', Date.now());
    } else meta.set('workAt', Date.now());
  }

  /** Deletes what nobody reads any more: superseded blocks and pictures, and in the end a source that was given up. */
  async #clean(deps: LaneDeps | undefined): Promise<void> {
    const { meta, blocks } = this.#stores;
    const retired = meta.get('retired');
    const sourceId = deps?.sourceId ?? retired?.sourceId;
    meta.delete('cleanAt');
    await blocks.deleteExpired(Date.now());
    if (sourceId === undefined) return;
    const photos = this.#photoTable(sourceId);
    await photos.deleteExpired(Date.now());
    if (deps || !retired || blocks.nextExpiryMs() !== undefined || photos.nextExpiryMs() !== undefined)
      return;
    await this.#directory().forget(retired.sourceId);
    // Configured again one day, it must not show who was erased.
    await this.#stores.suppressions.outlive(async () => {
      await this.ctx.storage.deleteAll();
      createTables(this.ctx.storage);
    });
    consoleLog('source_deleted', { sourceId: retired.sourceId });
  }

  /** Configured again before everything was deleted: a new base uses what is left of the blocks. */
  #comeBack({ meta, contacts, nextBuild }: LaneDeps): void {
    meta.delete('retired', 'base', 'unannounced', 'build');
    meta.set('dirtyBuild', nextBuild());
    contacts.forgetPhotos();
  }

  async #keepSubscription(): Promise<void> {
    const configuration = configurationOf(this.env);
    const config = this.#config(configuration);
    const graph = this.#graph(configuration, config);
    await this.#stores.subscription.step(graph, this.#watchTarget());
  }

  /** Undefined when Graph is not to tell of the source. Throws ConfigurationError. */
  #watchTarget(): WatchTarget | undefined {
    const configuration = configurationOf(this.env);
    const config = this.#config(configuration);
    const isDelegated = config !== undefined && accountOf(config) !== undefined;
    return config && watchTarget(config, { publicUrl: configuration.publicUrl, isDelegated });
  }

  #subscriptionDueMs(): number | undefined {
    try {
      return this.#stores.subscription.nextMs(this.#watchTarget());
    } catch (error) {
      // While the configuration is wrong nothing can be kept; whatever else is due must still be planned.
      if (!(error instanceof ConfigurationError)) throw error;
      return undefined;
    }
  }

  /** Undefined when the source is no longer configured. Throws ConfigurationError. */
  #deps(): LaneDeps | undefined {
    const configuration = configurationOf(this.env);
    const config = this.#config(configuration);
    if (!config) return undefined;
    const directory = this.#directory();
    const { inFlight, perWindow } = shareOf(config.id, configuration.sources, configuration.graphInFlight);
    return {
      ...this.#stores,
      sourceId: config.id,
      reader: createSourceReader(config, this.#graph(configuration, config)),
      photos: this.#photoTable(config.id),
      transaction: (work) => this.ctx.storage.transactionSync(work),
      nextBuild: () => (this.#stores.meta.get('lastBuild') ?? 0) + 1,
      publish: async (publication) => mustBeWritten(await directory.publish(publication)),
      touch: (asOf) => directory.touch(config.id, asOf),
      withdraw: async () => mustBeWritten(await directory.withdraw(config.id)),
      publishDelayMs: configuration.publishDelaySeconds * 1000,
      places: inFlight,
      perWindow,
      now: () => Date.now(),
      random: Math.random,
      log: consoleLog,
    };
  }

  /** With the rights of the account that the source names, else with the app's own. */
  #graph(configuration: Configuration, config: SourceConfig | undefined): GraphClient {
    const share = shareOf(config?.id ?? '', configuration.sources, configuration.graphInFlight);
    const key = JSON.stringify(share);
    if (this.#gate?.share !== key)
      this.#gate = { share: key, gate: new MailboxGate(this.#stores.window, share) };
    const account = config && accountOf(config);
    return account === undefined
      ? appGraph(configuration, this.#gate.gate)
      : accountGraph(configuration, this.env, account, this.#gate.gate);
  }

  #photoTable(sourceId: string): PhotoTable {
    return new PhotoTable({ sourceId, sql: this.ctx.storage.sql, kv: this.env.DIRECTORY_KV });
  }

  #directory() {
    return this.env.DIRECTORY.get(this.env.DIRECTORY.idFromName(DIRECTORY_NAME));
  }

  /** A Durable Object does not know the name it was made of; the configuration does. */
  #config(configuration: Configuration): SourceConfig | undefined {
    return configuration.sources.find((source) => this.env.SOURCE.idFromName(source.id).equals(this.ctx.id));
  }

  /** There is one alarm; it is set to whatever is due first, and no earlier than after the pause. */
  async #schedule(pauseMs = 0): Promise<void> {
    const { meta, contacts, blocks, subscription } = this.#stores;
    const deps = this.#depsOrNone();
    const expiries = [blocks.nextExpiryMs(), deps?.photos.nextExpiryMs()].filter((at) => at !== undefined);
    if (expiries.length > 0) meta.set('cleanAt', Math.min(...expiries));
    const due = [
      nextLaneMs(meta, contacts, deps?.reader.photos !== undefined),
      subscription.nextRunMs(),
      this.#subscriptionDueMs(),
      meta.get('cleanAt'),
    ].filter((at) => at !== undefined);
    // What is overdue is due now.
    const earliest = Date.now() + pauseMs;
    if (due.length > 0) await this.ctx.storage.setAlarm(Math.max(earliest, Math.ceil(Math.min(...due))));
    else await this.ctx.storage.deleteAlarm();
  }

  #depsOrNone(): LaneDeps | undefined {
    try {
      return this.#deps();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return undefined;
    }
  }
}

function accountOf(config: SourceConfig): string | undefined {
  return config.kind === 'shared-mailbox' ? config.account : undefined;
}

function isDue(at: number | undefined): boolean {
  return at !== undefined && at <= Date.now();
}

/** The step that wanted the head written has not done its work, and is taken again. */
function mustBeWritten(isWritten: boolean): void {
  if (!isWritten) throw new Error('KV has not taken the head');
}
