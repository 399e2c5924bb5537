import { parseArgs } from 'node:util';
import { generatedPages } from '../../gold/generated-pages.ts';
import { type GoldPage, writtenPages } from '../../gold/gold-page.ts';
import { REPEATED } from '../../gold/repeated.ts';
import { precision, recall, scoreOf } from '../../gold/score.ts';
import { aligned } from '../report.ts';
import { countryOf, type Finder, OTHERS, OURS } from './finders.ts';

/** Finding numbers in the text nodes of pages, compared with libphonenumber's finder on the same nodes. */

const DEFAULT_SEED = 'gold';
const HELP = `npm run bench -- scan [--seed TEXT] [--json]

  --seed     of the generated pages; ${DEFAULT_SEED} when absent
  --json     one JSON line per figure on standard output; the table then goes to standard error`;

const ROUNDS = 10;
const GROWTH_ROUNDS = 12;
const REPEATED_CHARACTERS = 100_000;

/** One figure; `--json` prints one line for each. */
interface ScanRow {
  bench: 'scan';
  finder: string;
  /** `marked`: the gold pages; `prose`: the same without digits; `repeated …`: the same text repeated. */
  class: string;
  kilobytes: number;
  /** Best of the rounds, all nodes. */
  ms: number;
  /** Ringcard's time divided by this finder's in the same run; below 1 Ringcard is faster. */
  ofItsTime?: number;
  precision?: number;
  recall?: number;
  /** The time for a doubled text divided by the time for the text. */
  growth?: number;
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: DEFAULT_SEED },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const say = values.json ? (line: string) => console.error(line) : (line: string) => console.log(line);
  const pages = [...writtenPages(), ...generatedPages(values.seed)];
  const rows = [
    ...pageRows('marked', pages),
    ...pageRows('prose', pages.map(withoutDigits)),
    ...growthRows(),
  ];
  say(`${pages.length} pages, seed ${values.seed}, best of ${ROUNDS} rounds`);
  printTable(rows, say);
  if (values.json) for (const row of rows) console.log(JSON.stringify(row));
}

function pageRows(name: string, pages: readonly GoldPage[]): ScanRow[] {
  const finders = [OURS, ...OTHERS];
  const times = finders.map(() => Number.POSITIVE_INFINITY);
  // Finders take turns, so that other load on the machine affects all of them.
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, finder] of finders.entries())
      times[index] = Math.min(
        times[index] ?? 0,
        timeOf(() => goThrough(finder, pages)),
      );
  const [ours = 0] = times;
  const kilobytes =
    pages.flatMap(({ texts }) => texts).reduce((sum, { text }) => sum + text.length, 0) / 1000;
  return finders.map((finder, index) => {
    const ms = times[index] ?? 0;
    const quality = name === 'marked' ? qualityOf(finder, pages) : {};
    const ratio = finder === OURS ? {} : { ofItsTime: rounded(ours / ms) };
    return {
      bench: 'scan',
      finder: finder.name,
      class: name,
      kilobytes: rounded(kilobytes),
      ms: rounded(ms),
      ...ratio,
      ...quality,
    };
  });
}

function goThrough({ find }: Finder, pages: readonly GoldPage[]): void {
  for (const page of pages) for (const { text } of page.texts) find(text, countryOf(page));
}

function qualityOf({ find }: Finder, pages: readonly GoldPage[]): { precision: number; recall: number } {
  const scores = pages.map((page) => scoreOf([page], (text) => find(text, countryOf(page))));
  const sum = (field: 'right' | 'wrong' | 'numbers') =>
    scores.reduce((total, score) => total + score[field], 0);
  const total = {
    right: sum('right'),
    wrong: sum('wrong'),
    numbers: sum('numbers'),
    lookAlikes: 0,
    abroad: 0,
    missed: [],
    mistaken: [],
  };
  return { precision: rounded(precision(total)), recall: rounded(recall(total)) };
}

function withoutDigits(page: GoldPage): GoldPage {
  const texts = page.texts.map(({ text }) => ({
    text: text.replace(/\p{Nd}/gu, 'n'),
    numbers: [],
    lookAlikes: [],
  }));
  return { ...page, texts };
}

/** A pattern that rescans its text would take four times as long for a doubled text. */
function growthRows(): ScanRow[] {
  return REPEATED.map((unit) => {
    const text = unit.repeat(Math.ceil(REPEATED_CHARACTERS / unit.length));
    let once = Number.POSITIVE_INFINITY;
    let twice = Number.POSITIVE_INFINITY;
    for (let round = 0; round < GROWTH_ROUNDS; round++) {
      once = Math.min(
        once,
        timeOf(() => OURS.find(text, 'DE')),
      );
      twice = Math.min(
        twice,
        timeOf(() => OURS.find(text + text, 'DE')),
      );
    }
    return {
      bench: 'scan',
      finder: OURS.name,
      class: `repeated ${JSON.stringify(unit)}`,
      kilobytes: rounded(text.length / 1000),
      ms: rounded(once),
      growth: rounded(twice / once),
    };
  });
}

function timeOf(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function printTable(rows: readonly ScanRow[], say: (line: string) => void): void {
  const onPages = rows.filter(({ growth }) => growth === undefined);
  const shown = (value: number | undefined, unit = '') => (value === undefined ? '–' : `${value}${unit}`);
  say(
    aligned([
      ['text', 'finder', 'kB', 'ms', 'ours takes', 'precision', 'recall'],
      ...onPages.map((row) => [
        row.class,
        row.finder,
        String(row.kilobytes),
        String(row.ms),
        row.ofItsTime === undefined ? '–' : `1 / ${(1 / row.ofItsTime).toFixed(1)}`,
        shown(row.precision),
        shown(row.recall),
      ]),
    ]),
  );
  const repeated = rows.filter(({ growth }) => growth !== undefined).sort((a, b) => b.ms - a.ms);
  say(
    `\n${REPEATED_CHARACTERS / 1000} kB of one thing, the slowest of ${repeated.length}; growth for twice as much`,
  );
  say(
    aligned([
      ['text', 'ms', 'growth'],
      ...repeated.slice(0, 8).map((row) => [row.class, String(row.ms), shown(row.growth, ' ×')]),
    ]),
  );
  say('(work is counted exactly in test/shared/phone/linear.test.ts; short times here are noisy)');
}
