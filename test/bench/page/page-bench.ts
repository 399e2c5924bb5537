import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from '../../setup/browser.ts';
import { openBrowser } from '../../support/chromium.ts';
import { UsageError } from '../arguments.ts';
import { aligned } from '../report.ts';
import { type Visit, visit } from './measure.ts';
import { type BenchPage, benchPages } from './pages.ts';
import { type PagePeer, pagePeers } from './peers.ts';

/** The cost of an extension to pages, in a real browser: each extension alone, and none. */

const DEFAULT_SEED = 'page';
const HELP = `npm run bench -- page [--rounds N] [--peers A,B] [--seed TEXT] [--json]

  --rounds   visits of each page with each extension, the median is shown; 1 when absent
  --peers    of none, ringcard, ringcentral-c2d, links; all when absent. Without none, nothing is subtracted
  --seed     of the pages; ${DEFAULT_SEED} when absent
  --json     one JSON line per row on standard output; the table then goes to standard error`;

/** Medians of the visits; `--json` prints one line for each. */
interface PageRow extends Visit {
  bench: 'page';
  page: string;
  peer: string;
  scriptKB: number;
  /** Main-thread time in addition to the same page without an extension. */
  addedCpuMs: number;
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '1' },
      peers: { type: 'string' },
      seed: { type: 'string', default: DEFAULT_SEED },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new UsageError(`--rounds takes a number from 1 on, not ${values.rounds}`);
  const say = values.json ? (line: string) => console.error(line) : (line: string) => console.log(line);
  const folder = mkdtempSync(join(tmpdir(), 'ringcard-page-bench-'));
  try {
    const wanted = values.peers?.split(',');
    const peers = (await pagePeers(folder)).filter(({ name }) => wanted?.includes(name) ?? true);
    const rows = await measureAll(peers, benchPages(values.seed), rounds, say);
    printTable(rows, rounds, say);
    if (values.json) for (const row of rows) console.log(JSON.stringify(row));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** One browser per extension and round, taking turns, so that other load on the machine affects all of them. */
async function measureAll(
  peers: readonly PagePeer[],
  pages: readonly BenchPage[],
  rounds: number,
  say: (line: string) => void,
): Promise<PageRow[]> {
  const visits = new Map<string, Visit[]>();
  for (let round = 1; round <= rounds; round++) {
    for (const peer of peers) {
      say(`round ${round} of ${rounds}: ${peer.name}`);
      const browser = await openBrowser({
        executable: ensureBrowser(say),
        extension: peer.extension,
        spki: '',
        headless: true,
      });
      try {
        for (const page of pages) {
          const key = `${page.name}\n${peer.name}`;
          const seen = await visit(browser.context, page);
          say(`  ${page.name}: ${rounded(seen.cpuMs)} ms`);
          visits.set(key, [...(visits.get(key) ?? []), seen]);
        }
      } finally {
        await browser.close();
      }
    }
  }
  return pages.flatMap((page) => {
    const medians = peers.map((peer) => medianOf(visits.get(`${page.name}\n${peer.name}`) ?? []));
    const without = medians[peers.findIndex(({ name }) => name === 'none')]?.cpuMs ?? 0;
    return medians.map((median, index) => ({
      bench: 'page' as const,
      page: page.name,
      peer: peers[index]?.name ?? '',
      scriptKB: rounded((peers[index]?.scriptBytes ?? 0) / 1000),
      ...median,
      addedCpuMs: rounded(median.cpuMs - without),
    }));
  });
}

function medianOf(visits: readonly Visit[]): Visit {
  const [first] = visits;
  if (!first) throw new Error('the page was not visited');
  const names = Object.keys(first) as (keyof Visit)[];
  const middle = (name: keyof Visit) => {
    const sorted = visits.map((one) => one[name]).sort((a, b) => a - b);
    return rounded(sorted[Math.floor(sorted.length / 2)] ?? 0);
  };
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as unknown as Visit;
}

function rounded(value: number): number {
  return Number(value.toFixed(value < 10 ? 2 : 0));
}

function printTable(rows: readonly PageRow[], rounds: number, say: (line: string) => void): void {
  say(
    `\nmedian of ${rounds}; CPU time of the page's main thread until it is at rest; tasks after the document was parsed; script: gzipped content script`,
  );
  say(
    aligned([
      [
        'page',
        'extension',
        'CPU ms',
        'added',
        'longest task ms',
        'tasks ≥ 50 ms',
        '20 screens ms',
        'heap MB',
        'shift',
        'mutations',
        'script kB',
      ],
      ...rows.map((row) =>
        [
          row.page,
          row.peer,
          row.cpuMs,
          row.addedCpuMs,
          row.longestTaskMs,
          row.longTasks,
          row.scrollMs,
          row.heapMB,
          row.layoutShift,
          row.mutations,
          row.scriptKB,
        ].map(String),
      ),
    ]),
  );
}
