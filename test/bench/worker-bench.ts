import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seconds, sizesOf } from './arguments.ts';
import { DEFAULT_SEED } from './data/directory.ts';
import { blocksFolder, queriesPath } from './jobs/job.ts';
import { runJob } from './jobs/run.ts';
import { aligned, time } from './report.ts';
import { planFor, type Row } from './row.ts';
import { bundleWorker } from './worker/bundle.ts';
import { type LocalWorker, startWorker } from './worker/local-worker.ts';
import { LIMIT_MB, type Memory, measureClass, measureMemory } from './worker/measure.ts';
import type { WorkerQueries } from './worker/prepare.ts';

/** The reader in a real worker: workerd, KV, and the product's cache. */

export const HELP = `npm run bench -- worker [--sizes 10k,100k,1M] [--seed TEXT] [--json]

  --sizes    contacts in the directory; 10k when absent
  --seed     of data and questions; ${DEFAULT_SEED} when absent
  --json     one JSON line per figure on standard output; the table then goes to standard error`;

const PREPARE_CAP_MS = 1_800_000;

type Say = (line: string) => void;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string', default: '10k' },
      seed: { type: 'string', default: DEFAULT_SEED },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const sizes = sizesOf(values.sizes);
  const say: Say = values.json ? (line) => console.error(line) : (line) => console.log(line);
  // Both variables are needed, or Miniflare and wrangler look up hosts.
  process.env.WRANGLER_SEND_METRICS = 'false';
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
  const script = await bundleWorker();
  say(
    `seed ${values.seed}, workerd from wrangler's Miniflare, worker of ${Math.round(script.length / 1024)} KiB`,
  );
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'ringcard-bench-'));
    try {
      const rows = await benchSize(folder, size, values.seed, script, say);
      if (values.json) for (const row of rows) console.log(JSON.stringify(row));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function benchSize(
  folder: string,
  size: number,
  seed: string,
  script: string,
  say: Say,
): Promise<Row[]> {
  const started = performance.now();
  const job = { kind: 'prepare-worker', folder, size, seed } as const;
  const { failure } = await runJob(job, PREPARE_CAP_MS, planFor(size).heapMB);
  if (failure !== undefined) throw new Error(`the directory of ${size} could not be made: ${failure}`);
  say(`\n${size} contacts: blocks and questions made in ${seconds(started)} s`);
  const { classes, mixed }: WorkerQueries = JSON.parse(readFileSync(queriesPath(folder, 'main'), 'utf8'));
  const inWorker = <T>(use: (worker: LocalWorker) => Promise<T>) =>
    withWorker(script, join(folder, 'kv'), use);
  const filling = performance.now();
  await inWorker((worker) => worker.fillKv(blocksFolder(folder)));
  say(`put into KV in ${seconds(filling)} s`);
  // Uses a fresh workerd that has neither written KV nor answered any question.
  const memory = await inWorker((worker) => measureMemory(worker, mixed));
  const rows = await inWorker(async (worker) => {
    const measured: Row[] = [];
    for (const one of classes) measured.push(await measureClass(worker, one, size));
    return measured;
  });
  printRows(rows, say);
  const said = describe(memory);
  say(`\n${said}\n${size} contacts: ${seconds(started)} s in all`);
  const { liveMB: residentMB, questions: k } = memory;
  const row: Row = { bench: 'worker', peer: 'ringcard', size, class: 'memory', residentMB, k, note: said };
  return [...rows.map((each) => ({ ...each, residentMB })), row];
}

async function withWorker<T>(
  script: string,
  kv: string,
  use: (worker: LocalWorker) => Promise<T>,
): Promise<T> {
  const worker = await startWorker(script, kv);
  try {
    return await use(worker);
  } finally {
    await worker.stop();
  }
}

function printRows(rows: readonly Row[], say: Say): void {
  const head = ['class', 'warm p50', 'p99', 'KV reads cold', 'warm', 'recall@10', 'false', 'k', 'note'];
  const lines = rows.map((row) => [
    row.class,
    time(row.p50us),
    time(row.p99us),
    row.reads?.toFixed(2) ?? '–',
    row.warmReads?.toFixed(2) ?? '–',
    row.recall10?.toFixed(3) ?? '–',
    row.falsePositives === undefined ? '–' : `${(row.falsePositives * 100).toFixed(0)}%`,
    String(row.k ?? 0),
    row.note ?? '',
  ]);
  say(aligned([head, ...lines]));
}

function describe({ liveMB, highestMB, buffersMB, rssMB, questions, reads }: Memory): string {
  const verdict =
    highestMB < LIMIT_MB ? 'under' : liveMB < LIMIT_MB ? 'live under, with garbage over' : 'OVER';
  return (
    `isolate after ${questions} mixed questions (${reads} KV reads): ${liveMB} MB live (${buffersMB} MB array buffers), ` +
    `at most ${highestMB} MB with garbage after a request: ${verdict} ${LIMIT_MB} MB. ` +
    `V8 heap and backing stores by the inspector; workerd's RSS ${rssMB ?? '?'} MB with Miniflare's own isolates. ` +
    "Held by the limit of the reader's cache: local workerd does not enforce 128 MB"
  );
}
