import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { seconds, UsageError } from '../arguments.ts';
import { aligned } from '../report.ts';
import {
  type Figure,
  firstAnswers,
  importFigures,
  killFigures,
  newcomerFigure,
  quietFigures,
  type Size,
} from './figures.ts';
import { bundleImport, playImport } from './import-workerd.ts';
import { GRAPH_MS, KV_AT_ONCE, KV_MS, type Order, type Outcome } from './protocol.ts';

/** A first import, quiet rounds and kills: requests and virtual time, compared with Graph's limits. */

const HELP = `npm run bench -- sync [--mailboxes N] [--contacts N] [--folders N] [--seed N] [--json]

  --mailboxes  10 when absent
  --contacts   in each mailbox, 10000 when absent; every one has a picture
  --folders    of each mailbox, 4 when absent
  --seed       of contacts and kills, 1 when absent
  --json       one JSON line per figure on standard output; the table then goes to standard error`;

const RATE_GOAL = 0.9;
const REPEATED_GOAL = 0.2;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      mailboxes: { type: 'string', default: '10' },
      contacts: { type: 'string', default: '10000' },
      folders: { type: 'string', default: '4' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const size: Size = {
    mailboxes: countOf('mailboxes', values.mailboxes, 1, 100),
    contacts: countOf('contacts', values.contacts, 100, 100_000),
    folders: countOf('folders', values.folders, 1, 50),
  };
  const seed = countOf('seed', values.seed, 0, 1_000_000_000);
  // Both variables are needed, or Miniflare and wrangler look up hosts.
  process.env.WRANGLER_SEND_METRICS = 'false';
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
  const started = performance.now();
  const [disturbed, ...quiet] = await playAll(ordersOf(size, seed));
  if (!disturbed) throw new Error('nothing was played');
  const stages = importFigures(quiet, size);
  const others = [
    firstAnswers(quiet),
    ...quietFigures(quiet, size),
    ...killFigures(disturbed, size),
    newcomerFigure(disturbed),
  ];
  const say = values.json ? (line: string) => console.error(line) : (line: string) => console.log(line);
  say(
    `${size.mailboxes} mailboxes × ${size.contacts} contacts with pictures in ${size.folders} folders, seed ${seed}, ` +
      `played in ${seconds(started)} s`,
  );
  printStages(stages, say);
  printOthers(others, say);
  say(noteOf(quiet));
  if (values.json) for (const figure of [...stages, ...others]) console.log(JSON.stringify(figure));
}

/** Imports one mailbox a second time, with kills and a new contact. */
function ordersOf({ mailboxes, contacts, folders }: Size, seed: number): Order[] {
  const order = (i: number, isDisturbed: boolean) => ({ seed: seed + i, contacts, folders, isDisturbed });
  return [order(0, true), ...Array.from({ length: mailboxes }, (_, i) => order(i, false))];
}

/** Outcomes in the order of the orders, running as many at a time as there are cores. */
async function playAll(orders: readonly Order[]): Promise<Outcome[]> {
  const script = await bundleImport();
  const outcomes: Outcome[] = [];
  const next = orders.entries();
  const play = async () => {
    for (const [i, order] of next) {
      const outcome = await playImport(script, order);
      const [trouble] = outcome.troubles;
      if (trouble !== undefined) throw new Error(`the import had trouble: ${trouble}`);
      outcomes[i] = outcome;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, play));
  return outcomes;
}

function printStages(figures: readonly Figure[], say: (line: string) => void): void {
  say('\nfirst import, all mailboxes side by side');
  say(
    aligned([
      ['until', 'requests', 'least', 'virtual s', 'least s', 'of the rate', 'answered after s'],
      ...figures.map((row) => [
        row.class,
        String(row.requests),
        String(row.leastRequests),
        shown(row.seconds),
        shown(row.leastSeconds),
        shown(row.rateShare, 3),
        shown(row.answeredSeconds),
      ]),
    ]),
  );
  const all = figures.at(-1)?.rateShare ?? 0;
  say(
    `goal: the whole import at ≥ ${RATE_GOAL} of the rate that the limits allow: ${verdict(all >= RATE_GOAL)}`,
  );
}

function printOthers(figures: readonly Figure[], say: (line: string) => void): void {
  say('');
  say(aligned([['what', 'figure', 'goal'], ...figures.map((row) => [row.class, ...otherCells(row)])]));
}

function otherCells(row: Figure): [figure: string, goal: string] {
  const {
    repeated,
    repeatedShare,
    repeatedShareOfStage = 0,
    requests,
    leastRequests,
    answeredSeconds,
    contacts,
  } = row;
  if (repeatedShare !== undefined)
    return [
      `${repeated} requests again: ${percent(repeatedShare)} of the import, ${percent(repeatedShareOfStage)} of the stage`,
      `≤ ${REPEATED_GOAL * 100} % of the import: ${verdict(repeatedShare <= REPEATED_GOAL)}`,
    ];
  if (requests !== undefined && leastRequests !== undefined)
    return row.class === 'quiet round'
      ? [`${requests} requests`, `${leastRequests}, one a folder: ${verdict(requests === leastRequests)}`]
      : [`${requests} requests`, `least ${leastRequests}`];
  return [`after ${shown(answeredSeconds)} s${contacts === undefined ? '' : `, ${contacts} contacts`}`, ''];
}

function noteOf(outcomes: readonly Outcome[]): string {
  const peak = Math.max(...outcomes.map((outcome) => outcome.peak));
  return (
    `\nVirtual time: Graph answers after ${GRAPH_MS} ms, a batch of 20 after 5 × ${GRAPH_MS} ms (four parts at a time); ` +
    `KV takes a block or picture in ${KV_MS} ms, ${KV_AT_ONCE} at a time; the worker's own work takes no time.\n` +
    'Least: pages of 500 contacts, one list of folders, one request for each picture; four requests at a time and ' +
    `10,000 in ten minutes a mailbox.\n"Answered" waits for KV to spread: 180 s for a base. At most ${peak} requests at once.`
  );
}

function verdict(isMet: boolean): string {
  return isMet ? 'met' : 'MISSED';
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function shown(value: number | undefined, digits = 1): string {
  return value === undefined ? '–' : value.toFixed(digits);
}

function countOf(name: string, text: string, least: number, most: number): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < least || count > most)
    throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not ${text}`);
  return count;
}
