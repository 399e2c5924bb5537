import { type SourceConfig, wholeReadingDays } from '#shared/source-config.ts';
import { type AccountsEnv, accountGraph } from '../accounts/account-graph.ts';
import { ConfigurationError, configurationOf } from '../configuration.ts';
import { appGraph } from '../graph/app-graph.ts';
import type { GraphClient } from '../graph/client.ts';
import { MailboxGate } from '../graph/gate.ts';
import { consoleLog } from '../log.ts';
import { type WatchTarget, watchTarget } from '../notifications/watch-target.ts';
import { PhotoTable } from '../photos/photo-table.ts';
import { PUBLISHER_NAME, type Publisher } from '../snapshot/publisher.ts';
import { shareOf } from '../sources/mailbox-shares.ts';
import { createSourceReader } from '../sources/source-kind.ts';
import type { LaneDeps } from './lanes.ts';
import type { SourceStores } from './source-stores.ts';

export interface SourceEnv extends AccountsEnv {
  DIRECTORY_KV: KVNamespace;
  /** The namespace of the Source itself, which turns the names of sources into ids. */
  SOURCE: DurableObjectNamespace;
  PUBLISHER: DurableObjectNamespace<Publisher>;
}

/** Makes a Source's dependencies from the configuration. Every method but `photoTable` and `publisher` throws ConfigurationError. */
export class SourceSetup {
  readonly #ctx: DurableObjectState;
  readonly #env: SourceEnv;
  readonly #stores: SourceStores;
  #gate: { readonly share: string; readonly gate: MailboxGate } | undefined;

  constructor(ctx: DurableObjectState, env: SourceEnv, stores: SourceStores) {
    this.#ctx = ctx;
    this.#env = env;
    this.#stores = stores;
  }

  /**
   * Undefined when the source is no longer configured. A Durable Object does not know the name behind its id, so the
   * configured names are compared with it.
   */
  config(): SourceConfig | undefined {
    const { sources } = configurationOf(this.#env);
    return sources.find((source) => this.#env.SOURCE.idFromName(source.id).equals(this.#ctx.id));
  }

  /** Graph with the rights of the source's delegated account, if it names one, else with the app's own. */
  graph(): GraphClient {
    const configuration = configurationOf(this.#env);
    const config = this.config();
    const share = shareOf(config?.id ?? '', configuration.sources, configuration.graphInFlight);
    const key = JSON.stringify(share);
    if (this.#gate?.share !== key)
      this.#gate = { share: key, gate: new MailboxGate(this.#stores.window, share) };
    const account = config && accountOf(config);
    return account === undefined
      ? appGraph(configuration, this.#gate.gate)
      : accountGraph(configuration, this.#env, account, this.#gate.gate);
  }

  /** Undefined when Graph should send no notifications for the source. */
  watchTarget(): WatchTarget | undefined {
    const { publicUrl } = configurationOf(this.#env);
    const config = this.config();
    const isDelegated = config !== undefined && accountOf(config) !== undefined;
    return config && watchTarget(config, { publicUrl, isDelegated });
  }

  /** Undefined when the source is no longer configured. */
  deps(): LaneDeps | undefined {
    const configuration = configurationOf(this.#env);
    const config = this.config();
    if (!config) return undefined;
    const publisher = this.publisher();
    const { inFlight, perWindow } = shareOf(config.id, configuration.sources, configuration.graphInFlight);
    return {
      ...this.#stores,
      sourceId: config.id,
      reader: createSourceReader(config, this.graph()),
      photos: this.photoTable(config.id),
      transaction: (work) => this.#ctx.storage.transactionSync(work),
      nextBuild: () => this.#stores.generation.nextBuild(),
      publish: async (publication) => mustBeWritten(await publisher.publish(publication)),
      touch: (asOf) => publisher.touch(config.id, asOf),
      withdraw: async () => mustBeWritten(await publisher.withdraw(config.id)),
      publishDelayMs: configuration.publishDelaySeconds * 1000,
      inFlight,
      perWindow,
      wholeDays: wholeReadingDays(config),
      now: () => Date.now(),
      random: Math.random,
      log: consoleLog,
    };
  }

  photoTable(sourceId: string): PhotoTable {
    return new PhotoTable({ sourceId, sql: this.#ctx.storage.sql, kv: this.#env.DIRECTORY_KV });
  }

  publisher() {
    return this.#env.PUBLISHER.get(this.#env.PUBLISHER.idFromName(PUBLISHER_NAME));
  }
}

/** The result of `ask`; undefined while the configuration is wrong. */
export function unlessMisconfigured<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return undefined;
  }
}

function accountOf(config: SourceConfig): string | undefined {
  return config.kind === 'shared-mailbox' ? config.account : undefined;
}

/** Fails the step that needed the head written, so that the step is retried. */
function mustBeWritten(isWritten: boolean): void {
  if (!isWritten) throw new Error('KV has not taken the head');
}
