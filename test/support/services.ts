import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SourceStatus, type StatusAnswer, statusAnswer } from '#shared/api.ts';
import { buildExtension, type Hosts, type Target } from '../setup/build.ts';
import {
  API_CLIENT_ID,
  API_CLIENT_SECRET,
  EXTENSION_CLIENT_ID,
  PROGRAM_CLIENT_ID,
  TENANT_ID,
} from '../tenant/ids.ts';
import { type RunningTenant, startTenant } from '../tenant/start.ts';
import { WorkerProcess } from './worker-process.ts';

/** The whole product on this machine: tenant, worker, extension. What `npm start` shows and the end-to-end tests use. */

const SYNC_SECONDS = 600;

export interface ServicesOptions {
  contacts?: number;
  seed?: number;
  /** A person's own `.vcf` or `.csv`, put into a shared mailbox of its own. */
  importFile?: string;
  /** The worker's sources, when they are not all that the tenant has. */
  sources?: (tenant: RunningTenant) => readonly object[];
  /** Whether the extension demands its sites at installation; so it does when absent. */
  hosts?: Hosts;
  /** For which browser the extension is built; Chrome. */
  target?: Target;
  /** True: the usual ports where they are free. False: any. */
  usualPorts?: boolean;
  /** What is being done now, for a person who waits. */
  say?: (line: string) => void;
  /** Told what the worker and its runner print. */
  onWorkerOutput?: (text: string) => void;
  /** Filled with what ends each part, from its first moment on; `stop` runs and empties it. */
  undo?: (() => unknown)[];
}

export interface Services {
  tenant: RunningTenant;
  worker: WorkerProcess;
  /** Folder of the extension, set up for this worker and this tenant. */
  extension: string;
  /** Puts another build into that folder, set up in the same way. */
  replaceExtension(built: string): void;
  /** Certificate of the sign-in address, as Chromium's `--ignore-certificate-errors-spki-list` wants it. */
  spki: string;
  /** The worker's status as a program with access to every source sees it. */
  status(): Promise<StatusAnswer>;
  /** Starts a round of every source; resolves when what it found can be read. Reports the state in between. */
  sync(onState?: (status: StatusAnswer) => void): Promise<StatusAnswer>;
  stop(): Promise<void>;
}

export async function startServices(options: ServicesOptions = {}): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), 'ringcard-'));
  const say = options.say ?? (() => undefined);
  const undo = options.undo ?? [];
  undo.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    say('Starting the local Microsoft 365 tenant …');
    const tenant = await startTenant({
      tlsFolder: folder,
      ...(options.usualPorts ? {} : { ports: { entra: 0, graph: 0, control: 0 } }),
      ...(options.contacts === undefined ? {} : { contacts: options.contacts }),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      ...(options.importFile === undefined ? {} : { importFile: options.importFile }),
    });
    undo.push(() => tenant.close());

    say('Building the extension …');
    const built = buildExtension(options);

    say('Starting the worker (workerd, KV, Durable Objects) …');
    const worker = await WorkerProcess.start({
      port: options.usualPorts ? 8787 : 0,
      folder,
      caFile: tenant.tls.caFile,
      variables: (port) => ({
        ...workerVariables(tenant, port),
        ...(options.sources && { SOURCES: JSON.stringify(options.sources(tenant)) }),
      }),
      spawned: (process) => undo.push(() => process.stop()),
      ...(options.onWorkerOutput && { onOutput: options.onWorkerOutput }),
    });

    const extension = join(folder, 'extension');
    const replaceExtension = (from: string) => {
      cpSync(from, extension, { recursive: true });
      writeFileSync(
        join(extension, 'defaults.json'),
        JSON.stringify({
          workerUrl: worker.url,
          tenantId: TENANT_ID,
          clientId: EXTENSION_CLIENT_ID,
          country: 'DE',
          authority: tenant.entra.url,
        }),
      );
    };
    replaceExtension(built);

    const services: Services = {
      tenant,
      worker,
      extension,
      replaceExtension,
      spki: tenant.tls.spkiSha256,
      status: () => readStatus(worker.url, tenant),
      sync: (onState) => syncAll(services, onState),
      stop,
    };
    tenant.onSync(async () => (await services.sync()).sources);
    return services;
  } catch (error) {
    await stop();
    throw error;
  }
}

export function workerVariables(tenant: RunningTenant, port: number): Record<string, string> {
  return {
    LOCAL_TENANT: 'true',
    TENANT_ID,
    API_CLIENT_ID,
    API_CLIENT_SECRET,
    EXTENSION_CLIENT_ID,
    ENTRA_URL: tenant.entra.url,
    GRAPH_URL: tenant.graphUrl,
    SOURCES: JSON.stringify([...tenant.sources, ...tenant.directorySources]),
    // By name: the registration's redirect for accounts is on localhost, as Entra wants it.
    PUBLIC_URL: `http://localhost:${port}`,
    ACCOUNTS_KEY: randomBytes(32).toString('base64'),
    API_KEYS_PEPPER: randomBytes(32).toString('base64'),
    AUDIT_KEY: randomBytes(32).toString('base64'),
    COUNTRY: 'DE',
    ACCESS_GROUP: 'Sales',
    ACCESS_CONTACT: 'it@nordwind.example',
    // One KV on one machine has no propagation to wait for.
    PUBLISH_DELAY_SECONDS: '0',
    HEAD_MEMO_SECONDS: '0',
  };
}

/** Token of a program that may read every source. */
async function programToken(tenant: RunningTenant): Promise<string> {
  return tenant.entra.issueToken({
    azp: PROGRAM_CLIENT_ID,
    azpacr: '1',
    idtyp: 'app',
    roles: ['Directory.Read.All'],
    scp: null,
    groups: null,
    name: null,
    preferred_username: null,
  });
}

/** As a program with access to every source sees it. */
export async function readStatus(url: string, tenant: RunningTenant): Promise<StatusAnswer> {
  const response = await fetch(`${url}/v1/status`, {
    headers: { authorization: `Bearer ${await programToken(tenant)}` },
  });
  if (!response.ok)
    throw new Error(`The worker's status answered ${response.status}: ${await response.text()}`);
  return statusAnswer.parse(await response.json());
}

async function syncAll(services: Services, onState?: (status: StatusAnswer) => void): Promise<StatusAnswer> {
  const asked = Date.now();
  await services.worker.runSchedule();
  const deadline = Date.now() + SYNC_SECONDS * 1000;
  while (Date.now() < deadline) {
    const status = await services.status();
    onState?.(status);
    const failed = status.sources.find(({ phase }) => phase === 'failed');
    if (failed) throw new Error(`Source ${failed.id} failed: ${failed.problem?.code ?? 'unknown'}`);
    // A round that was already under way may have passed what changed since.
    const isCurrent = ({ phase, lastRun }: SourceStatus) =>
      phase === 'ready' && Date.parse(lastRun?.startedAt ?? '') >= asked;
    if (status.sources.every(isCurrent)) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The sources did not finish within ${SYNC_SECONDS} s.`);
}
