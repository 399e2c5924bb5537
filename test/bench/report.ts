import { mean } from './jobs/ask.ts';
import { Random } from './random.ts';
import type { Row } from './row.ts';

/** Rows as readable tables: one per group of classes, with a line per peer. */

const GROUPS: readonly { title: string; classes: RegExp }[] = [
  { title: 'numbers', classes: /^(number-|last-digits|company-match)/ },
  { title: 'names as typed', classes: /^(prefix|name-company|full-name)/ },
  { title: 'one mistake', classes: /^typo-/ },
  { title: 'spelling and sound', classes: /^(umlaut|sound|rare-name|company-typo)/ },
  { title: 'written otherwise', classes: /^(literal-first|joined|parted|slavic|other-script)/ },
  { title: 'names labelled by people (success@10)', classes: /^people-/ },
  { title: 'while one in a hundred changes or leaves', classes: /^changing:/ },
  { title: 'everyone is called Müller', classes: /^mueller:/ },
  { title: 'one company', classes: /^one-company:/ },
];

export function printTable(rows: readonly Row[], size: number, say: (line: string) => void): void {
  const peers = [...new Set(rows.map(({ peer }) => peer))].sort(oursFirst);
  say(`\n${size} contacts`);
  say(
    aligned([
      ['peer', 'build ms', 'B/contact', 'MB', 'note'],
      ...peers.map((peer) => {
        const own = rows.filter((row) => row.peer === peer);
        const first = own.find((row) => row.size === size) ?? own[0];
        const notes = new Set(own.flatMap(({ note }) => (note === undefined ? [] : [note])));
        return [
          peer,
          shown(first?.buildMs, 0),
          shown(first?.bytesPerContact, 0),
          shown(first?.residentMB, 1),
          [...notes].join('; '),
        ];
      }),
    ]),
  );
  for (const { title, classes } of GROUPS) {
    const names = [...new Set(rows.map((row) => row.class))].filter((name) => classes.test(name));
    if (names.length === 0) continue;
    const lines = peers.flatMap((peer) => {
      const own = rows.filter((row) => row.peer === peer && classes.test(row.class));
      return own.length === 0
        ? []
        : [[peer, ...names.map((name) => cell(own.find((row) => row.class === name)))]];
    });
    say(
      `\n${title}: p50 / p99 (of CPU) · recall@10 / MRR · answers where there is none (k questions, r reads)`,
    );
    say(aligned([['peer', ...names], ...lines]));
  }
}

function cell(row: Row | undefined): string {
  if (!row) return '–';
  const reads = row.reads === undefined ? '' : ` r${row.reads}`;
  const cpu = row.p99cpuUs === undefined ? '' : ` (${time(row.p99cpuUs)})`;
  return (
    `${time(row.p50us)} / ${time(row.p99us)}${cpu} · ${shown(row.recall10, 3)} / ${shown(row.mrr, 3)} · ` +
    `${row.falsePositives === undefined ? '–' : `${(row.falsePositives * 100).toFixed(0)}%`} (${row.k ?? 0}${reads})`
  );
}

export function time(us: number | undefined): string {
  if (us === undefined) return '–';
  if (us < 1000) return `${us < 10 ? us.toFixed(1) : us.toFixed(0)}µs`;
  return us < 1_000_000 ? `${(us / 1000).toFixed(1)}ms` : `${(us / 1_000_000).toFixed(1)}s`;
}

function shown(value: number | undefined, digits: number): string {
  return value === undefined ? '–' : value.toFixed(digits);
}

export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, i) => Math.max(...lines.map((line) => (line[i] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((text, i) => text.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function oursFirst(a: string, b: string): number {
  return Number(b.startsWith('ringcard')) - Number(a.startsWith('ringcard')) || (a < b ? -1 : 1);
}

/** The speed of this machine: nanoseconds for a probe of a Map with a million numbers. */
export function calibrationRow(): Row {
  const count = 1_000_000;
  const map = new Map<number, number>();
  for (let i = 0; i < count; i++) map.set(i * 2654435761, i);
  const random = new Random('calibration');
  const keys = Array.from({ length: 100_000 }, () => random.below(count) * 2654435761);
  const rounds: number[] = [];
  let sum = 0;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    for (const key of keys) sum += map.get(key) ?? 0;
    rounds.push(((performance.now() - start) * 1000) / keys.length);
  }
  if (sum === 0) throw new Error('the calibration found nothing');
  return {
    bench: 'index',
    peer: 'calibration',
    size: count,
    class: 'map-probe',
    p50us: Number(mean(rounds).toFixed(4)),
  };
}
