import { type SourcesAnswer, sourcesAnswer } from '#shared/admin-api.ts';
import { WorkerProcess } from '../support/worker-process.ts';
import { PROGRAM_CLIENT_ID } from '../tenant/ids.ts';
import { type RunningTenant, startTenant } from '../tenant/start.ts';
import type { UpgradeRecord } from './record.ts';

/** The local tenant and the real worker. The maker starts them on an empty folder, the tests on a kept state. */

export interface Stage {
  readonly tenant: RunningTenant;
  readonly worker: WorkerProcess;
  /** A program's token with these roles. */
  program(...roles: string[]): Promise<string>;
  person(user: string): Promise<string>;
  ask(token: string, path: string, options?: { method?: string; body?: object }): Promise<Response>;
  sources(): Promise<SourcesAnswer['sources']>;
  /** Runs every source once, and waits until it is published with its photos. */
  round(): Promise<void>;
  stop(): Promise<void>;
}

const ROUND_SECONDS = 120;

export interface StageOptions {
  readonly folder: string;
  readonly company: UpgradeRecord['company'];
  readonly administrators: readonly string[];
  /** Called before the worker starts, which may ask the tenant at once. */
  readonly prepare?: (tenant: RunningTenant) => Promise<void>;
  readonly variables: (origins: UpgradeRecord['origins'], tenant: RunningTenant) => Record<string, string>;
}

export async function openStage({
  folder,
  company,
  administrators,
  prepare,
  variables,
}: StageOptions): Promise<Stage> {
  const tenant = await startTenant({
    ...company,
    tlsFolder: folder,
    ports: { entra: 0, graph: 0, control: 0 },
    throttling: false,
  });
  for (const user of tenant.model.users.values())
    if (administrators.includes(user.userPrincipalName)) user.apiRoles = ['Directory.Admin'];
  const origins = { entra: tenant.entra.url, graph: tenant.graphUrl };
  let worker: WorkerProcess;
  try {
    await prepare?.(tenant);
    worker = await WorkerProcess.start({
      port: 0,
      folder,
      caFile: tenant.tls.caFile,
      variables: (port) => variables({ ...origins, worker: `http://localhost:${port}` }, tenant),
    });
  } catch (error) {
    await tenant.close();
    throw error;
  }
  const stage: Stage = {
    tenant,
    worker,
    program: (...roles) =>
      tenant.entra.issueToken({
        azp: PROGRAM_CLIENT_ID,
        azpacr: '1',
        idtyp: 'app',
        roles,
        scp: null,
        groups: null,
        name: null,
        preferred_username: null,
      }),
    person: (user) => tenant.entra.issueUserToken(user),
    ask: (token, path, { method = 'GET', body } = {}) =>
      fetch(worker.url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    async sources() {
      const answer = await stage.ask(await stage.program('Directory.Admin'), '/v1/admin/sources');
      return sourcesAnswer.parse(await answer.json()).sources;
    },
    async round() {
      const startedAt = Date.now();
      await worker.runSchedule();
      await until(async () => {
        const sources = await stage.sources();
        const failed = sources.find(({ phase }) => phase === 'failed');
        if (failed) throw new Error(`The source ${failed.id} failed: ${failed.problem?.code}`);
        return sources.every(({ phase, lastRun, photos }) => {
          const isCurrent = Date.parse(lastRun?.startedAt ?? '') >= startedAt;
          return phase === 'ready' && isCurrent && (photos?.waiting ?? 0) === 0;
        });
      });
    },
    async stop() {
      await worker.stop();
      await tenant.close();
    },
  };
  return stage;
}

export async function until(isReached: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + ROUND_SECONDS * 1000;
  while (!(await isReached())) {
    if (Date.now() > deadline) throw new Error(`Not reached within ${ROUND_SECONDS} s.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
