import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, vi } from 'vitest';
import { DirectoryReader } from '#shared/directory/reader.ts';
import type { BlockStore } from '#shared/directory/store.ts';
import { createGroupMembership } from '../../../worker/access/group-membership.ts';
import { createGroupOwnership } from '../../../worker/access/group-ownership.ts';
import { createRevocations } from '../../../worker/access/revocations.ts';
import { createTenantKeys } from '../../../worker/access/tenant-keys.ts';
import { type TokenPolicy, verifyToken } from '../../../worker/access/verify-token.ts';
import { createKeyVerifier } from '../../../worker/api-keys/verify-key.ts';
import { createApp } from '../../../worker/app.ts';
import { createAuditTrail } from '../../../worker/audit/audit-trail.ts';
import { createNumberHash } from '../../../worker/audit/number-hash.ts';
import { createBudgets } from '../../../worker/budgets/budgets.ts';
import { type Configuration, readConfiguration } from '../../../worker/configuration.ts';
import type { AppDeps } from '../../../worker/deps.ts';
import { appGraph, entraApp } from '../../../worker/graph/app-graph.ts';
import { createCredentialsStatus } from '../../../worker/graph/credentials-status.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';
import { createLog } from '../../../worker/log.ts';
import { createPhotoStore } from '../../../worker/photos/photo-store.ts';
import { createKvStore, sha256 } from '../../../worker/snapshot/kv-store.ts';
import { FakeMicrosoft } from './fake-microsoft.ts';
import { VARIABLES } from './settings.ts';
import {
  accountsStub,
  apiKeysStub,
  auditStub,
  freezeTime,
  gatehouseStub,
  sourceStub,
} from './source-runner.ts';

/** A fresh tenant, fresh storage and a frozen clock for each test. */
export class World {
  microsoft!: FakeMicrosoft;
  /** Lines that the app under test has logged. */
  readonly lines: string[] = [];
  configuration!: Configuration;
  /** Work that went on after the answers. */
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

  /** Waits for what goes on after the answers. */
  async settle(): Promise<void> {
    await Promise.all(this.later.splice(0));
  }

  /** For tests in which one person asks for everything in one moment. */
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

  /** What a good token is, with no key remembered from earlier tests. */
  policy(configuration = this.configuration): TokenPolicy {
    const { entraUrl, tenantId, apiClientId: audience, extensionClientIds: clients } = configuration;
    const now = () => Date.now();
    const keys = createTenantKeys((fetchedAfterMs) => gatehouseStub().signingKeys(fetchedAfterMs), now);
    const maxAgeSeconds = configuration.tokenMaxAgeSeconds;
    return { entraUrl, tenantId, audience, clients, keys, now, maxAgeSeconds };
  }

  /** The app as worker/index.ts wires it, with nothing remembered from earlier tests. */
  app(changes: Partial<AppDeps> = {}, store: BlockStore = createKvStore(env.DIRECTORY_KV)) {
    const configuration = changes.configuration ?? this.configuration;
    const now = () => Date.now();
    const policy = this.policy(configuration);
    const log = createLog((line) => this.lines.push(line));
    const graph = appGraph(configuration, new MailboxGate());
    return createApp({
      configuration,
      reader: this.reader(store),
      readPhoto: createPhotoStore(env.DIRECTORY_KV),
      readBlock: (name) => store.readBlock(name),
      source: (id) => sourceStub(id),
      notify: () => Promise.reject(new Error('not expected: a notification')),
      verify: (token) => verifyToken(token, policy),
      verifyKey: createKeyVerifier({
        peppers: configuration.apiKeyPeppers,
        store: apiKeysStub,
        now,
        later: (work) => this.later.push(work),
        onUseLost: (keyId) => log('key_use_lost', { keyId }),
      }),
      isRevoked: createRevocations({
        read: () => gatehouseStub().revokedSince(),
        now,
        waitUntil: (work) => this.later.push(work),
      }),
      membership: createGroupMembership({ graph, now }),
      ownership: createGroupOwnership({ graph, now, log }),
      credentialsStatus: createCredentialsStatus({
        clientId: configuration.apiClientId,
        credentials: configuration.credentials,
        app: entraApp(configuration),
        graph,
        now,
      }),
      accounts: accountsStub,
      apiKeys: apiKeysStub,
      budgets: createBudgets({
        settings: configuration.budgets,
        burst: { limit: async () => ({ success: true }) },
        book: (shard) => env.BUDGET_BOOK.get(env.BUDGET_BOOK.idFromName(shard)),
        now,
        later: (work) => this.later.push(work),
        log,
      }),
      gatehouse: gatehouseStub,
      audit: createAuditTrail({
        store: auditStub,
        hashOf: configuration.auditKey === undefined ? undefined : createNumberHash(configuration.auditKey),
        waitUntil: (work) => this.later.push(work),
        log,
      }),
      now,
      log,
      ...changes,
    });
  }

  /** `GET` with a token: the person's unless another is given. */
  async get(
    path: string,
    options: { app?: ReturnType<World['app']>; token?: string } = {},
  ): Promise<Response> {
    const token = options.token ?? (await this.microsoft.personToken());
    return await (options.app ?? this.app()).request(path, { headers: { authorization: `Bearer ${token}` } });
  }
}
