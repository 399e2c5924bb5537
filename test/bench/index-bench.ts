import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seconds, sizesOf, UsageError } from './arguments.ts';
import { DEFAULT_SEED } from './data/directory.ts';
import type { DirectoryName, MeasureJob } from './jobs/job.ts';
import { runJob } from './jobs/run.ts';
import { PEERS } from './peers/all.ts';
import { CLASSES } from './queries/classes.ts';
import { Random } from './random.ts';
import { calibrationRow, printTable } from './report.ts';
import { type Plan, planFor, type Row } from './row.ts';
import { printSummary } from './summary.ts';

/** The index beside its peers: same data, same questions, one run. */

export const HELP = `npm run bench -- index [--sizes 10k,100k,1M] [--seed TEXT] [--peers a,b] [--classes a,b] [--queries N] [--json]

  --sizes    contacts in the directory; 10k when absent
  --seed     of data and questions; ${DEFAULT_SEED} when absent
  --peers    all when absent: ${Object.keys(PEERS).join(' ')}
  --classes  all when absent: ${Object.keys(CLASSES).join(' ')}
             people-surname people-surname-tune people-given people-given-tune
  --queries  per class, instead of what the size says
  --json     one JSON line per figure on standard output; the table then goes to standard error`;

const PREPARE_CAP_MS = 1_800_000;
/** The usual time of a peer under a total limit. */
const USUAL_PEER_MS = 2500;
const PATHOLOGIES: readonly DirectoryName[] = ['mueller', 'one-company'];

export async function run(args: string[]): Promise<void> {
  const options = parse(args);
  if (options.isHelp) {
    console.log(HELP);
    return;
  }
  const say = options.isJson ? (line: string) => console.error(line) : (line: string) => console.log(line);
  const emit = (row: Row) => {
    if (options.isJson) console.log(JSON.stringify(row));
  };
  const calibration = { ...calibrationRow(), note: `seed ${options.seed}, Node ${process.versions.node}` };
  emit(calibration);
  say(
    `calibration: one probe of a Map of a million takes ${((calibration.p50us ?? 0) * 1000).toFixed(0)} ns`,
  );
  say(calibration.note);
  // A person who stops a long run still gets the results so far.
  const stop = new AbortController();
  process.on('SIGINT', () => stop.abort());
  process.on('SIGTERM', () => stop.abort());
  for (const size of options.sizes) {
    if (stop.signal.aborted) break;
    const folder = mkdtempSync(join(tmpdir(), 'ringcard-bench-'));
    try {
      const rows = await benchSize(folder, size, options, { say, emit, interrupted: stop.signal });
      printTable(rows, size, say);
      printSummary(rows, say);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

type Options = ReturnType<typeof parse>;

interface Run {
  say: (line: string) => void;
  emit: (row: Row) => void;
  interrupted: AbortSignal;
}

async function benchSize(
  folder: string,
  size: number,
  options: Options,
  { say, emit, interrupted }: Run,
): Promise<Row[]> {
  const plan = { ...planFor(size), ...(options.queries === undefined ? {} : { queries: options.queries }) };
  const { seed } = options;
  const started = performance.now();
  const { queries, peopleNames, peopleQueries } = plan;
  const prepared = await runJob(
    { kind: 'prepare', folder, size, seed, queries, peopleNames, peopleQueries },
    PREPARE_CAP_MS,
    plan.heapMB,
    interrupted,
  );
  const directories = prepared.messages.flatMap((message) => {
    if (message.kind !== 'prepared') return [];
    for (const line of message.lines) say(line);
    return message.directories;
  });
  if (prepared.failure !== undefined || directories.length === 0) {
    throw new Error(`the directory of ${size} could not be made: ${prepared.failure ?? 'no answer'}`);
  }
  say(`prepared in ${seconds(started)} s`);
  const rows: Row[] = [];
  const order = new Random(`${seed}:order:${size}`).shuffle([...options.peers]);
  for (const [turn, peer] of order.entries()) {
    if (interrupted.aborted) break;
    const before = performance.now();
    const leftMs = (plan.totalMs ?? Number.POSITIVE_INFINITY) - (before - started);
    // A busy machine asks fewer questions instead of running longer.
    const haste = Math.min(1, Math.max(0.2, leftMs / ((order.length - turn) * USUAL_PEER_MS)));
    const asked = directories.filter(
      (name) =>
        !PATHOLOGIES.includes(name) || size >= (PEERS[peer]?.pathologyFrom ?? Number.POSITIVE_INFINITY),
    );
    const job: MeasureJob = {
      kind: 'measure',
      peer,
      folder,
      directories: asked,
      classes: options.classes,
      classCapMs: plan.classCapMs * haste,
    };
    const own = await measured(job, size, plan, interrupted);
    for (const row of own) emit(row);
    rows.push(...own);
    say(`${peer}: ${seconds(before)} s`);
  }
  say(`${size} contacts: ${seconds(started)} s in all`);
  return rows;
}

/** The rows of one peer. A peer that ended early leaves its finished rows, and one more with the reason. */
async function measured(job: MeasureJob, size: number, plan: Plan, interrupted: AbortSignal): Promise<Row[]> {
  const { peer, folder, classes, classCapMs } = job;
  const outcome = await runJob(job, plan.jobCapMs, plan.heapMB, interrupted);
  let rows = outcome.messages.flatMap((message) => (message.kind === 'row' ? [message.row] : []));
  if (outcome.failure !== undefined) {
    rows.push({ bench: 'index', peer, size, class: 'all', note: outcome.failure });
  } else if (peer === 'ringcard') {
    const cold = await runJob(
      { kind: 'cold', folder, classes, classCapMs },
      plan.jobCapMs,
      plan.heapMB,
      interrupted,
    );
    const warm = rows[0];
    for (const message of cold.messages) {
      // Memory counts in the process that only reads the blocks, not in the one that builds them.
      if (message.kind === 'resident') {
        const { residentMB } = message;
        rows = rows.map((row) =>
          row.class.includes(':') || row.class.startsWith('people') ? row : { ...row, residentMB },
        );
      }
      if (message.kind === 'row') {
        const { buildMs, bytesPerContact } = warm ?? {};
        const known = {
          ...(buildMs === undefined ? {} : { buildMs }),
          ...(bytesPerContact === undefined ? {} : { bytesPerContact }),
        };
        rows.push({ ...message.row, ...known });
      }
    }
    if (cold.failure !== undefined) {
      rows.push({ bench: 'index', peer: 'ringcard-cold', size, class: 'all', note: cold.failure });
    }
  }
  return rows.map((row) =>
    (row.residentMB ?? 0) > 128 && row.note === undefined ? { ...row, note: 'over 128 MB' } : row,
  );
}

function parse(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string', default: '10k' },
      seed: { type: 'string', default: DEFAULT_SEED },
      peers: { type: 'string' },
      classes: { type: 'string' },
      queries: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const queries = values.queries === undefined ? undefined : Number(values.queries);
  if (queries !== undefined && !(Number.isInteger(queries) && queries > 0)) {
    throw new UsageError(`--queries takes a whole number, not ${values.queries}`);
  }
  const peers = values.peers?.split(',') ?? Object.keys(PEERS);
  const unknown = peers.find((peer) => !(peer in PEERS));
  if (unknown !== undefined) {
    throw new UsageError(`no peer is called ${unknown}; there are ${Object.keys(PEERS).join(', ')}`);
  }
  return {
    sizes: sizesOf(values.sizes),
    seed: values.seed,
    peers,
    classes: values.classes?.split(','),
    queries,
    isJson: values.json,
    isHelp: values.help,
  };
}
