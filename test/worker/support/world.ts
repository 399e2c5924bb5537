import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, vi } from 'vitest';
import { DirectoryReader } from '#shared/directory/reader.ts';
import type { BlockStore } from '#shared/directory/store.ts';
import { createGroupMembership } from '../../../worker/access/group-membership.ts';
import { createTenantKeys } from '../../../worker/access/tenant-keys.ts';
import { verifyToken } from '../../../worker/access/verify-token.ts';
import { createApp } from '../../../worker/app.ts';
import type { AppDeps } from '../../../worker/deps.ts';
import { type Configuration, readConfiguration } from '../../../worker/env.ts';
import { appGraph, entraApp } from '../../../worker/graph/app-graph.ts';
import { createCredentialsStatus } from '../../../worker/graph/credentials-status.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';
import { createLog } from '../../../worker/log.ts';
import { createPhotoStore } from '../../../worker/photos/photo-store.ts';
import { createKvStore, sha256 } from '../../../worker/snapshot/kv-store.ts';
import { FakeMicrosoft } from './fake-microsoft.ts';
import { VARIABLES } from './settings.ts';
import { accountsStub, freezeTime, sourceStub } from './source-runner.ts';

/** A fresh tenant, fresh storage and a frozen clock for each test. */
export class World {
  microsoft!: FakeMicrosoft;
  /** Lines that the app under test has logged. */
  readonly lines: string[] = [];
  configuration!: Configuration;

  static perTest(): World {
    const world = new World();
    beforeEach(async () => {
      freezeTime();
      world.lines.length = 0;
      world.configuration = readConfiguration(VARIABLES);
      world.microsoft = await FakeMicrosoft.start();
    });
    afterEach(async () => {
      await reset();
      vi.unstubAllGlobals();
      vi.useRealTimers();
    });
    return world;
  }

  get sales() {
    return this.microsoft.mailbox('sales@nordwind.example');
  }

  /** A reader that remembers nothing from earlier tests. */
  reader(store: BlockStore = createKvStore(env.DIRECTORY_KV)): DirectoryReader {
    const headMaxAgeMs = this.configuration.headMemoSeconds * 1000;
    return new DirectoryReader({ store, digest: sha256, now: () => Date.now(), headMaxAgeMs });
  }

  /** The app as worker/index.ts wires it, with nothing remembered from earlier tests. */
  app(changes: Partial<AppDeps> = {}, store: BlockStore = createKvStore(env.DIRECTORY_KV)) {
    const configuration = changes.configuration ?? this.configuration;
    const { entraUrl, tenantId, apiClientId: audience, extensionClientIds: clients } = configuration;
    const now = () => Date.now();
    const keys = createTenantKeys(entraUrl, tenantId);
    const graph = appGraph(configuration, new MailboxGate());
    return createApp({
      configuration,
      reader: this.reader(store),
      readPhoto: createPhotoStore(env.DIRECTORY_KV),
      source: (id) => sourceStub(id),
      notify: () => Promise.reject(new Error('not expected: a notification')),
      verify: (token) => verifyToken(token, { entraUrl, tenantId, audience, clients, keys, now }),
      membership: createGroupMembership({ graph, now }),
      credentialsStatus: createCredentialsStatus({
        clientId: audience,
        credentials: configuration.credentials,
        app: entraApp(configuration),
        graph,
        now,
      }),
      accounts: accountsStub,
      now,
      log: createLog((line) => this.lines.push(line)),
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
