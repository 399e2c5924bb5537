/**
 * Makes a state of this version of the worker and the extension. The tests of later versions start on it.
 *
 *     node test/setup/install.mjs test/upgrade/make-state.ts VERSION
 *
 * This writes `test/data/upgrade/VERSION/`. VERSION sorts after the existing ones, such as `2026-11`. Run it on a clean
 * checkout of the commit whose state you want, then run `npm run fix`. Never make an existing state anew: it would become
 * the state of another version. `test/data/upgrade/README.md` says what a state holds.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXTENSION_CLIENT_ID, TENANT_ID } from '../tenant/ids.ts';
import { closeDatabases } from './databases.ts';
import { packFolders } from './folder-pack.ts';
import { connectAccount, leaveTraces, readTraces } from './leave-traces.ts';
import { choosePeople } from './people.ts';
import { type Lives, type RecordedCopy, type RecordedRequest, STATES, type UpgradeRecord } from './record.ts';
import { recordCopy } from './record-copy.ts';
import { createRecorder, recordAll } from './record-requests.ts';
import { openStage, type Stage } from './stage.ts';
import { variablesOf } from './variables.ts';

const ADMINISTRATOR = 'anna.berger@nordwind.example';
const COMPANY = { seed: 1, contacts: 2000 };
/** KV and the Durable Objects. The other folders are the runner's own. */
const FOLDERS = ['do', 'kv'];
/** Longer than the two seconds after which the worker writes a head that a quiet round has touched. */
const QUIET_MS = 4_000;

/** Keep this in step with the worker's tables. */
const LIVES: Lives = [
  { className: 'ApiKeys', table: 'secrets', columns: ['created_at', 'expires_at'], unitMs: 1 },
  { className: 'Gatehouse', table: 'revocations', columns: ['revoked_at'], unitMs: 1 },
  { className: 'BudgetBook', table: 'day', columns: ['day'], unitMs: 24 * 60 * 60_000 },
];

interface Made {
  readonly record: UpgradeRecord;
  readonly requests: readonly RecordedRequest[];
  readonly copy: RecordedCopy;
  readonly state: Buffer;
}

async function make(folder: string): Promise<Made> {
  let settings: Pick<UpgradeRecord, 'origins' | 'variables'> | undefined;
  const stage = await openStage({
    folder,
    company: COMPANY,
    administrators: [ADMINISTRATOR],
    variables(origins, tenant) {
      settings = { origins, variables: variablesOf(origins, tenant) };
      return settings.variables;
    },
  });
  let made: Pick<Made, 'requests' | 'copy'> & { traces: Traces };
  try {
    made = await live(stage);
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  } finally {
    await stage.stop();
  }
  if (!settings) throw new Error('The worker was not told its variables.');
  const { traces, requests, copy } = made;
  const state = join(folder, 'state', 'v3');
  closeDatabases(state);
  const record = {
    commit: commitOf(),
    madeAt: Date.now(),
    company: COMPANY,
    administrators: [ADMINISTRATOR],
    lives: LIVES,
    ...settings,
    ...traces,
  };
  return { record, requests, copy, state: packFolders(state, FOLDERS) };
}

type Traces = Omit<
  UpgradeRecord,
  'commit' | 'madeAt' | 'company' | 'administrators' | 'lives' | 'origins' | 'variables'
>;

/** Uses the worker until its state holds everything that it must, and records it. */
async function live(stage: Stage) {
  await connectAccount(stage);
  await stage.round();
  const people = await choosePeople(stage);
  const left = await leaveTraces(stage, people);
  const recorder = createRecorder(stage.worker.url, stage.person);
  await recordAll(recorder, people.wishes);
  const { clientOf } = createRecorder(stage.worker.url, stage.person);
  const copy = await recordCopy(clientOf(ADMINISTRATOR), {
    owner: { worker: 'https://ringcard.example', tenant: TENANT_ID, client: EXTENSION_CLIENT_ID },
    person: { name: 'Anna Berger', username: ADMINISTRATOR },
    ...people.copied,
  });
  const traces: Traces = { ...left, ...(await readTraces(stage, people.wishes.number)) };
  return { traces, requests: recorder.requests, copy };
}

function commitOf(): string {
  return spawnSync('git', ['rev-parse', 'HEAD'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  }).stdout.trim();
}

function keep(version: string, { record, requests, copy, state }: Made): void {
  const folder = join(STATES, version);
  mkdirSync(folder, { recursive: true });
  for (const [name, value] of Object.entries({ record, requests, 'offline-copy': copy }))
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(value, undefined, 2)}\n`);
  writeFileSync(join(folder, 'worker-state.gz'), state);
}

const [version = ''] = process.argv.slice(2);
if (!/^[\w.-]+$/.test(version)) throw new Error('Say the version whose state is to be made.');
if (existsSync(join(STATES, version))) throw new Error(`There is a state of ${version}.`);
const folder = mkdtempSync(join(tmpdir(), 'ringcard-state-'));
try {
  keep(version, await make(folder));
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
