import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../arguments.ts';
import type { Row } from '../row.ts';
import { condense, ENGINES, type Figures, figuresSchema, SEARCH_CLASSES } from './figures.ts';
import { drawChart } from './svg.ts';
import { THEMES, type ThemeName } from './theme.ts';

/** Draws the README's chart from the rows of an `index` run, and keeps the figures, so that it can be redrawn without a run. */

export const PICTURES = join(import.meta.dirname, '..', '..', '..', 'docs', 'pictures');
const FIGURES = join(PICTURES, 'bench.json');

export const HELP = `npm run bench -- chart [ROWS …]

  Draws docs/pictures/bench-light.svg and bench-dark.svg from docs/pictures/bench.json.
  ROWS are files of rows that the index benchmark wrote; their figures replace bench.json first:

  npm run bench -- index --json --sizes 10k,100k,1M --peers ${ENGINES.map(({ peer }) => peer).join(',')} \\
    --classes ${SEARCH_CLASSES.join(',')} > rows.jsonl`;

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  if (positionals.length > 0) {
    const rows = positionals.flatMap(rowsIn);
    writeFileSync(FIGURES, `${JSON.stringify(condense(rows), undefined, 2)}\n`);
  }
  const figures = readFigures();
  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    const path = join(PICTURES, `bench-${theme}.svg`);
    writeFileSync(path, drawChart(figures, theme));
    console.log(path);
  }
}

export function readFigures(): Figures {
  return figuresSchema.parse(JSON.parse(readFileSync(FIGURES, 'utf8')));
}

function rowsIn(path: string): Row[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'));
  if (lines.length === 0) throw new UsageError(`${path} holds no rows; write them with index --json`);
  return lines.map((line) => JSON.parse(line));
}
