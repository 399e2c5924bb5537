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

/** The whole product on this machine: tenant, worker and extension, for `npm start` and the end-to-end tests. */

const SYNC_SECONDS = 600;

export interface ServicesOptions {
  contacts?: number;
  seed?: number;
  /** People's own contacts, imported from files into a separate shared mailbox. */
  importFiles?: readonly string[];
  /** The worker's sources; all of the tenant's by default. */
  sources?: (tenant: RunningTenant) => readonly object[];
  /** How the extension gets its sites; required at installation by default. */
  hosts?: Hosts;
  /** The browser for which the extension is built; Chrome by default. */
  target?: Target;
  /** True: the usual ports where they are free. False: any free ports. */
  usualPorts?: boolean;
  /** Receives the current step, for a waiting person. */
  say?: (line: string) => void;
  /** Receives the output of the worker and its runner. */
  onWorkerOutput?: (text: string) => void;
  /** Collects a step that ends each part, as soon as the part exists; `stop` runs and empties the list. */
  undo?: (() => unknown)[];
}

export interface Services {
  tenant: RunningTenant;
  worker: WorkerProcess;
  /** Folder of the extension, configured for this worker and tenant. */
  extension: string;
  /** Puts another build into that folder, with the same configuration. */
  replaceExtension(built: string): void;
  /** Hash of the sign-in address's certificate for Chromium's `--ignore-certificate-errors-spki-list`. */
  spki: string;
  /** The worker's status as seen by a program with access to every source. */
  status(): Promise<StatusAnswer>;
  /** Starts a run of every source; resolves when its results can be read. Reports the state in between. */
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
      ...(options.importFiles === undefined ? {} : { importFiles: options.importFiles }),
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
    // The address uses the name, because the registered redirect for accounts is on localhost, as Entra requires.
    PUBLIC_URL: `http://localhost:${port}`,
    ACCOUNTS_KEY: randomBytes(32).toString('base64'),
    API_KEYS_PEPPER: randomBytes(32).toString('base64'),
    AUDIT_KEY: randomBytes(32).toString('base64'),
    COUNTRY: 'DE',
    ACCESS_GROUP: 'Sales',
    ACCESS_CONTACT: 'it@nordwind.example',
    // A single KV on one machine has no propagation delay.
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

/** The status as seen by a program with access to every source. */
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
    // A run that was already under way may have missed later changes.
    const isCurrent = ({ phase, lastRun }: SourceStatus) =>
      phase === 'ready' && Date.parse(lastRun?.startedAt ?? '') >= asked;
    if (status.sources.every(isCurrent)) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The sources did not finish within ${SYNC_SECONDS} s.`);
}
