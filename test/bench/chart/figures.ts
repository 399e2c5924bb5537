import { z } from 'zod';
import type { Row } from '../row.ts';

/** The figures of the chart, condensed from the rows of one `index` run. Pure. */

const figureSchema = z.strictObject({
  peer: z.string(),
  size: z.number(),
  /** Median over the classes of their median time per keystroke. */
  p50us: z.number().optional(),
  /** Mean over the classes. */
  recall10: z.number().optional(),
  residentMB: z.number().optional(),
  questions: z.number(),
  /** The reason why a peer has no figure at this size. */
  note: z.string().optional(),
});
export type Figure = z.infer<typeof figureSchema>;

export const figuresSchema = z.strictObject({
  /** Seed, Node.js version and the time of a Map probe on the machine. Without them the times mean nothing. */
  run: z.string(),
  classes: z.array(z.string()),
  figures: z.array(figureSchema),
});
export type Figures = z.infer<typeof figuresSchema>;

/** Every class that searches words; numbers are looked up in other structures. */
export const SEARCH_CLASSES = [
  'prefix3',
  'prefix-two',
  'name-company',
  'full-name',
  'typo-keyboard',
  'typo-transposed',
  'typo-inserted',
  'umlaut',
  'sound',
  'rare-name',
  'company-typo',
];

/** Each engine once, with sound codes where it supports them, because that variant finds most. */
export const ENGINES: readonly { peer: string; label: string }[] = [
  { peer: 'ringcard', label: 'Ringcard' },
  { peer: 'minisearch+sound', label: 'MiniSearch' },
  { peer: 'orama+sound', label: 'Orama' },
  { peer: 'sqlite-prefix+sound', label: 'SQLite FTS5' },
  { peer: 'flexsearch+sound', label: 'FlexSearch' },
  { peer: 'ufuzzy+sound', label: 'uFuzzy' },
  { peer: 'fuse+sound', label: 'Fuse.js' },
];

export function condense(rows: readonly Row[]): Figures {
  const sizes = [
    ...new Set(rows.filter(({ class: name }) => SEARCH_CLASSES.includes(name)).map(({ size }) => size)),
  ].sort((a, b) => a - b);
  return {
    run: runOf(rows.filter(({ peer }) => peer === 'calibration')),
    classes: SEARCH_CLASSES,
    figures: sizes.flatMap((size) =>
      ENGINES.flatMap(({ peer }) => {
        const own = rows.filter((row) => row.peer === peer && row.size === size);
        return own.length === 0 ? [] : [figureOf(peer, size, own)];
      }),
    ),
  };
}

/** The parts of a run may have met different loads on the machine, so this names a range. */
function runOf(calibrations: readonly Row[]): string {
  const probes = calibrations.map(({ p50us }) => Math.round((p50us ?? 0) * 1000));
  const [least, most] = [Math.min(...probes), Math.max(...probes)];
  const notes = [...new Set(calibrations.flatMap(({ note }) => (note === undefined ? [] : [note])))];
  return [...notes, `${least === most ? least : `${least} to ${most}`} ns a Map probe`].join(', ');
}

function figureOf(peer: string, size: number, rows: readonly Row[]): Figure {
  const asked = rows.filter((row) => SEARCH_CLASSES.includes(row.class));
  const times = asked.flatMap(({ p50us }) => (p50us === undefined ? [] : [p50us])).sort((a, b) => a - b);
  const recalls = asked.flatMap(({ recall10 }) => (recall10 === undefined ? [] : [recall10]));
  const residentMB = asked.find((row) => row.residentMB !== undefined)?.residentMB;
  const end = rows.find((row) => row.class === 'all');
  const isWhole = asked.length === SEARCH_CLASSES.length;
  return {
    peer,
    size,
    // The mean over some of the classes cannot be compared with the others' means.
    ...(isWhole && times.length > 0 ? { p50us: rounded(times[Math.floor(times.length / 2)] ?? 0) } : {}),
    ...(isWhole && recalls.length > 0
      ? { recall10: rounded(recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length) }
      : {}),
    ...(residentMB === undefined ? {} : { residentMB }),
    questions: asked.reduce((sum, { k }) => sum + (k ?? 0), 0),
    ...(end?.note === undefined ? {} : { note: end.note }),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
