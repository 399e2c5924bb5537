import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, vi } from 'vitest';
import { DirectoryReader } from '#shared/directory/reader.ts';
import type { BlockStore } from '#shared/directory/store.ts';
import type { TokenPolicy } from '../../../worker/access/verify-token.ts';
import { createApp } from '../../../worker/app.ts';
import { type Configuration, readConfiguration } from '../../../worker/configuration.ts';
import { createDeps, tokenPolicyOf } from '../../../worker/create-deps.ts';
import type { AppDeps } from '../../../worker/deps.ts';
import { createLog } from '../../../worker/log.ts';
import { createKvStore, sha256 } from '../../../worker/snapshot/kv-store.ts';
import { FakeMicrosoft } from './fake-microsoft.ts';
import { VARIABLES } from './settings.ts';
import { freezeTime, gatehouseStub } from './source-runner.ts';

/** A fresh tenant, fresh storage and a frozen clock for each test. */
export class World {
  microsoft!: FakeMicrosoft;
  /** Lines that the app under test has logged. */
  readonly lines: string[] = [];
  configuration!: Configuration;
  /** Work that continues after the answers. */
  readonly later: Promise<unknown>[] = [];

  static perTest(): World {
    const world = new World();
    beforeEach(async () => {
      freezeTime();
      world.lines.length = 0;
      world.later.length = 0;
      world.configuration = readConfiguration(VARIABLES);
      world.microsoft = await FakeMicrosoft.start();
    });
    afterEach(async () => {
      await world.settle();
      await reset();
      vi.unstubAllGlobals();
      vi.useRealTimers();
    });
    return world;
  }

  /** Waits for the work that continues after the answers. */
  async settle(): Promise<void> {
    await Promise.all(this.later.splice(0));
  }

  /** A configuration for tests in which one person asks for everything at one moment. */
  get unlimited(): Configuration {
    const persons = {
      lookupsPerMinute: 1e6,
      searchesPerMinute: 1e6,
      numbersPerDay: 1e6,
      offlineMegabytesPerDay: 1e6,
      warnAtNumbers: 1e6,
    };
    return { ...this.configuration, budgets: { ...this.configuration.budgets, persons } };
  }

  get sales() {
    return this.microsoft.mailbox('sales@nordwind.example');
  }

  /** A reader that remembers nothing from earlier tests. */
  reader(store: BlockStore = createKvStore(env.DIRECTORY_KV)): DirectoryReader {
    const headMaxAgeMs = this.configuration.headMemoSeconds * 1000;
    return new DirectoryReader({ store, digest: sha256, now: () => Date.now(), headMaxAgeMs });
  }

  /** The rules for a valid token, with no key cached from earlier tests. */
  policy(configuration = this.configuration): TokenPolicy {
    return tokenPolicyOf(configuration, gatehouseStub, () => Date.now());
  }

  /** The app as wired in production, with nothing cached from earlier tests. */
  app(changes: Partial<AppDeps> = {}, store: BlockStore = createKvStore(env.DIRECTORY_KV)) {
    const deps = createDeps(env, {
      configuration: changes.configuration ?? this.configuration,
      store,
      log: createLog((line) => this.lines.push(line)),
      later: (work) => this.later.push(work),
      burst: { limit: async () => ({ success: true }) },
    });
    const notify = () => Promise.reject(new Error('not expected: a notification'));
    return createApp({ ...deps, notify, ...changes });
  }

  /** A `GET` with the person's token, unless another is given. */
  async get(
    path: string,
    options: { app?: ReturnType<World['app']>; token?: string } = {},
  ): Promise<Response> {
    const token = options.token ?? (await this.microsoft.personToken());
    return await (options.app ?? this.app()).request(path, { headers: { authorization: `Bearer ${token}` } });
  }
}
