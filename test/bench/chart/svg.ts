import { type Axis, logAxis, recallAxis } from './axis.ts';
import { ENGINES, type Figure, type Figures } from './figures.ts';
import { THEMES, type Theme, type ThemeName } from './theme.ts';

/** Three panels side by side, as the text of an SVG without script, style sheet or font. Pure. */

const WIDTH = 800;
const HEIGHT = 380;
const PANEL = { top: 70, width: 190, height: 206, left: [58, 322, 586] };
const SIZES = [10_000, 100_000, 1_000_000];
/** The memory limit of a Worker. */
const WORKER_MB = 128;

export function drawChart(figures: Figures, themeName: ThemeName): string {
  const theme = THEMES[themeName];
  const panels = [
    {
      title: 'Time per keystroke, median',
      shownOf: ({ p50us }: Figure) => p50us,
      axis: logAxis(
        1,
        10_000_000,
        [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7],
        ['1 µs', '10 µs', '100 µs', '1 ms', '10 ms', '100 ms', '1 s', '10 s'],
      ),
    },
    {
      title: 'Memory (dashed: a Worker’s limit)',
      shownOf: ({ residentMB }: Figure) => residentMB,
      axis: logAxis(3, 10_000, [10, 100, 1000, 10_000], ['10 MB', '100 MB', '1 GB', '10 GB']),
      line: WORKER_MB,
    },
    {
      title: 'Recall among the first ten',
      shownOf: ({ recall10 }: Figure) => recall10,
      axis: recallAxis(figures.figures.flatMap(({ recall10 }) => (recall10 === undefined ? [] : [recall10]))),
    },
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title desc" font-family="system-ui, -apple-system, 'Segoe UI', sans-serif" font-size="12">
<title id="title">Search from 10,000 to 1,000,000 contacts: time, memory and recall</title>
<desc id="desc">${escaped(describe(figures))}</desc>
<rect width="${WIDTH}" height="${HEIGHT}" fill="${theme.background}"/>
<text x="20" y="28" font-size="15" font-weight="600" fill="${theme.ink}">Name search from 10,000 to 1,000,000 contacts</text>
<text x="20" y="${HEIGHT - 12}" fill="${theme.muted}" font-size="11">${figures.classes.length} classes of questions, weighed alike; every engine gets the same sound codes. Made by npm run bench -- chart.</text>
${panels.map((panel, i) => drawPanel({ ...panel, left: PANEL.left[i] ?? 0 }, figures.figures, theme)).join('\n')}
${legend(figures.figures, theme)}
</svg>
`;
}

interface Panel {
  title: string;
  shownOf: (figure: Figure) => number | undefined;
  axis: Axis;
  /** The value at which a dashed line is drawn. */
  line?: number;
  left: number;
}

function drawPanel(
  { title, shownOf, axis, line, left }: Panel,
  figures: readonly Figure[],
  theme: Theme,
): string {
  const bottom = PANEL.top + PANEL.height;
  const x = (size: number) =>
    left +
    (PANEL.width * Math.log10(size / (SIZES[0] ?? 1))) / Math.log10((SIZES.at(-1) ?? 1) / (SIZES[0] ?? 1));
  const y = (value: number) => bottom - PANEL.height * axis.share(value);
  const text = (at: { x: number; y: number; anchor?: string; fill?: string }, content: string) =>
    `<text x="${at.x.toFixed(1)}" y="${at.y.toFixed(1)}" text-anchor="${at.anchor ?? 'start'}" fill="${at.fill ?? theme.muted}">${escaped(content)}</text>`;
  const parts = [
    text({ x: left - 38, y: PANEL.top - 16, fill: theme.ink }, title),
    ...axis.ticks.flatMap(({ value, label }) => [
      `<path d="M${left} ${y(value).toFixed(1)}h${PANEL.width}" stroke="${theme.grid}"/>`,
      text({ x: left - 6, y: y(value) + 4, anchor: 'end' }, label),
    ]),
    ...SIZES.map((size, i) =>
      text({ x: x(size), y: bottom + 18, anchor: 'middle' }, ['10k', '100k', '1M'][i] ?? ''),
    ),
  ];
  if (line !== undefined) {
    parts.push(
      `<path d="M${left} ${y(line).toFixed(1)}h${PANEL.width}" stroke="${theme.muted}" stroke-dasharray="4 3"/>`,
    );
  }
  // Ringcard is drawn last, so that it lies above the others.
  for (const [i, { peer }] of [...ENGINES.entries()].reverse()) {
    const points = figures
      .filter((figure) => figure.peer === peer)
      .flatMap((figure) => {
        const value = shownOf(figure);
        return value === undefined ? [] : [{ x: x(figure.size), y: y(value) }];
      });
    parts.push(curve(points, i, theme));
  }
  return parts.join('\n');
}

function curve(points: readonly { x: number; y: number }[], engine: number, theme: Theme): string {
  if (points.length === 0) return '';
  const colour = theme.engines[engine] ?? theme.ink;
  const path = points.map((point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join('L');
  const marks = points.map((point) => mark(point, engine, colour)).join('');
  return `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="${engine === 0 ? 3.5 : 1.5}" stroke-linejoin="round"/>${marks}`;
}

/** Each engine also has a shape, because not everybody can distinguish the colours. */
const SHAPES = [
  'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z',
  'M-3.5 -3.5h7v7h-7z',
  'M0 -4.5L4.5 3.5h-9z',
  'M0 -4.8L4.8 0L0 4.8L-4.8 0z',
  'M0 4.5L4.5 -3.5h-9z',
  'M-4 -1.3h2.7v-2.7h2.6v2.7h2.7v2.6h-2.7v2.7h-2.6v-2.7h-2.7z',
  'M-4 -1.5h8v3h-8z',
];

function mark(at: { x: number; y: number }, engine: number, colour: string): string {
  return `<path d="${SHAPES[engine] ?? ''}" transform="translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})" fill="${colour}"/>`;
}

function legend(figures: readonly Figure[], theme: Theme): string {
  const shown = ENGINES.map((engine, i) => ({ ...engine, i })).filter(({ peer }) =>
    figures.some((figure) => figure.peer === peer),
  );
  return shown
    .map(({ peer, label, i }, position) => {
      const x = 28 + position * 110;
      const y = HEIGHT - 48;
      const colour = theme.engines[i] ?? theme.ink;
      const note = figures.find((figure) => figure.peer === peer && figure.note !== undefined)?.note;
      return (
        mark({ x, y: y - 4 }, i, colour) +
        `<text x="${x + 11}" y="${y}" fill="${theme.ink}"${i === 0 ? ' font-weight="600"' : ''}>${escaped(label)}</text>` +
        (note === undefined
          ? ''
          : `<text x="${x + 11}" y="${y + 15}" fill="${theme.muted}" font-size="11">${escaped(note)}</text>`)
      );
    })
    .join('\n');
}

function describe({ run, figures }: Figures): string {
  const largest = Math.max(...figures.map(({ size }) => size));
  const said = ENGINES.flatMap(({ peer, label }) => {
    const figure = figures.find((one) => one.peer === peer && one.size === largest);
    if (!figure) return [];
    const time =
      figure.p50us === undefined
        ? (figure.note ?? 'no time')
        : `${Number((figure.p50us / 1000).toPrecision(2))} ms`;
    const memory = figure.residentMB === undefined ? '' : `, ${Math.round(figure.residentMB)} MB`;
    const recall = figure.recall10 === undefined ? '' : `, recall ${figure.recall10.toFixed(3)}`;
    return [`${label}: ${time}${memory}${recall}`];
  });
  return `At ${largest.toLocaleString('en')} contacts. ${said.join('. ')}. Measured with ${run}.`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
