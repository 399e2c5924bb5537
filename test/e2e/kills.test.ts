import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StatusAnswer } from '#shared/api.ts';
import { casesOf, sayCases, seed } from '../support/sample.ts';
import { readStatus, workerVariables } from '../support/services.ts';
import { WorkerProcess } from '../support/worker-process.ts';
import { randomOf } from '../tenant/company/random.ts';
import { faultSchema } from '../tenant/control/fault.ts';
import { type RunningTenant, startTenant } from '../tenant/start.ts';

const CONTACTS = 4_000;
const PAGE = 10;
const KILLS = casesOf({ sample: 3, whole: 5 });
const DELTA = 'GET /users/{user}/contactFolders/{folder}/contacts/delta';

let tenant: RunningTenant;
let worker: WorkerProcess | undefined;
const folder = mkdtempSync(join(tmpdir(), 'ringcard-kills-'));

beforeAll(async () => {
  const ports = { entra: 0, graph: 0, control: 0 };
  tenant = await startTenant({ tlsFolder: folder, ports, contacts: CONTACTS, seed: 5 });
  // Small, slow pages, so that a kill interrupts the import.
  const page = { match: { path: '*/contacts/delta' }, times: 1_000_000, delayMs: 100, page: { size: PAGE } };
  tenant.faults.add(faultSchema.parse(page));
});
afterAll(async () => {
  await worker?.stop();
  await tenant?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const mailboxes = () => tenant.sources.filter(({ kind }) => kind === 'shared-mailbox');
const pagesAsked = () => tenant.graph.counts.all()[DELTA] ?? 0;

async function start(): Promise<WorkerProcess> {
  const variables = (port: number) => {
    // Without its public address the worker gets no notifications, so only the import's requests count.
    const { PUBLIC_URL: _url, ACCOUNTS_KEY: _key, ...others } = workerVariables(tenant, port);
    return { ...others, SOURCES: JSON.stringify(mailboxes()) };
  };
  const started = await WorkerProcess.start({ port: 0, folder, caFile: tenant.tls.caFile, variables });
  await started.runSchedule();
  return started;
}

async function until(isReached: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isReached())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The number of pages in an undisturbed import. */
function leastPages(): number {
  return mailboxes()
    .flatMap(({ mailbox }) => [...(tenant.graph.data.mailboxes.byAddress(mailbox)?.folders.values() ?? [])])
    .reduce((sum, { members }) => sum + Math.max(1, Math.ceil(members.length / PAGE)), 0);
}

it(`finishes a first import that is killed ${KILLS} times, and repeats few pages`, async () => {
  const random = randomOf('kills', seed);
  const least = leastPages();
  for (let kill = 1; kill <= KILLS; kill++) {
    worker = await start();
    const moment = pagesAsked() + Math.floor((0.1 + random() * 0.1) * least);
    await until(() => pagesAsked() >= moment);
    await worker.kill();
  }
  worker = await start();
  const { url } = worker;
  let status: StatusAnswer | undefined;
  await until(async () => {
    status = await readStatus(url, tenant);
    return status.sources.every(({ phase }) => phase !== 'importing' && phase !== 'waiting');
  });
  const repeated = pagesAsked() - least;
  expect(repeated / least).toBeLessThanOrEqual(0.2);
  await until(async () => {
    status = await readStatus(url, tenant);
    return status.sources.every(({ phase }) => phase === 'ready');
  });
  const shown = (id: string) => status?.sources.find((source) => source.id === id)?.contacts;
  // One contact of the customers has no name, number or address, and cannot be shown.
  for (const { id } of mailboxes())
    expect((tenant.contactsOf(id) ?? 0) - (shown(id) ?? 0)).toBe(id === 'customers' ? 1 : 0);
  sayCases(
    `kills: ${KILLS} survived, ${repeated} of ${least} pages asked for again (${((repeated / least) * 100).toFixed(1)} %)`,
  );
}, 600_000);
