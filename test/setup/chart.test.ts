import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PICTURES, readFigures } from '../bench/chart/chart.ts';
import { condense, ENGINES, SEARCH_CLASSES } from '../bench/chart/figures.ts';
import { drawChart } from '../bench/chart/svg.ts';
import type { Row } from '../bench/row.ts';

const row = (given: Partial<Row>): Row => ({
  bench: 'index',
  peer: 'ringcard',
  size: 10_000,
  class: 'sound',
  ...given,
});
const every = (given: Partial<Row>) => SEARCH_CLASSES.map((name) => row({ ...given, class: name }));

describe('the README’s chart', () => {
  it.each(['light', 'dark'] as const)('shows the kept figures, in %s', (theme) => {
    const kept = readFileSync(join(PICTURES, `bench-${theme}.svg`), 'utf8');
    expect(kept).toBe(drawChart(readFigures(), theme));
  });

  it('has every engine at every size, or gives the reason', () => {
    const { figures } = readFigures();
    for (const size of [10_000, 100_000, 1_000_000]) {
      for (const { peer } of ENGINES) {
        const figure = figures.find((one) => one.peer === peer && one.size === size);
        expect(figure?.note ?? figure?.recall10, `${peer} at ${size}`).toBeDefined();
      }
    }
  });

  it('describes its figures to people who cannot see it', () => {
    const svg = drawChart(readFigures(), 'light');
    expect(svg).toMatch(/role="img" aria-labelledby="title desc"/);
    expect(svg).toMatch(/<desc id="desc">At 1,000,000 contacts\. Ringcard: [\d.]+ ms, \d+ MB, recall [\d.]+/);
  });
});

describe('the figures of a run', () => {
  it('are the median time and the mean recall over the classes', () => {
    const times = every({ recall10: 1 }).map((one, i) => ({
      ...one,
      p50us: i + 1,
      recall10: i === 0 ? 0 : 1,
    }));
    expect(condense(times).figures).toMatchObject([{ p50us: 6, recall10: 0.9091 }]);
  });

  it('leave out a peer that did not answer every class, and keep the reason', () => {
    const cut = [
      ...every({ p50us: 1, recall10: 1 }).slice(1),
      row({ class: 'all', note: 'exceeded its 900 s' }),
    ];
    expect(condense(cut).figures).toEqual([
      { peer: 'ringcard', size: 10_000, questions: 0, note: 'exceeded its 900 s' },
    ]);
  });

  it('contain the seed, and the load of the machine', () => {
    const calibration = { peer: 'calibration', class: 'map-probe', note: 'seed a, Node 1' };
    const parts = [row({ ...calibration, p50us: 0.5 }), row({ ...calibration, p50us: 1.2 })];
    expect(condense(parts).run).toBe('seed a, Node 1, 500 to 1200 ns a Map probe');
  });

  it('ignore classes that are no searches', () => {
    const withNumbers = [...every({ p50us: 1, recall10: 1 }), row({ class: 'number-exact', p50us: 1e6 })];
    expect(condense(withNumbers).figures).toMatchObject([{ p50us: 1 }]);
  });
});
