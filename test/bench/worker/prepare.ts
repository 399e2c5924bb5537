import { writeFileSync } from 'node:fs';
import { directory, type Listed } from '../data/directory.ts';
import { blocksFolder, type PrepareWorkerJob, queriesPath } from '../jobs/job.ts';
import { ringcard } from '../peers/ringcard.ts';
import { makeQueries } from '../queries/queries.ts';
import type { Query } from '../queries/query.ts';
import { RawDirectory } from '../queries/raw-directory.ts';
import { Random } from '../random.ts';
import type { Asked, Question } from './protocol.ts';

/** Writes the directory of one size as blocks, and the questions to the worker. A separate process, because it needs memory. */

export interface WorkerQueries {
  classes: { name: string; asked: Asked; queries: Query[] }[];
  /** Questions for the isolate's memory: mixed ones, others than the classes' first. */
  mixed: Question[];
}

const SAMPLE = 4000;
/** Questions measured in each class. */
const MEASURED = 100;
/** One typo, of three kinds in turn. */
const TYPOS = ['typo-keyboard', 'typo-transposed', 'typo-inserted'];
/** Share of each class in the mixed questions: incoming calls are more frequent than typed searches. */
const MIX: Readonly<Record<string, number>> = {
  'number-exact': 700,
  'company-match': 300,
  prefix3: 400,
  'full-name': 400,
  typo: 200,
};

export async function prepareWorker({ folder, size, seed }: PrepareWorkerJob): Promise<void> {
  const raw = new RawDirectory();
  const all: Listed[] = [];
  for (const listed of directory(seed, size)) {
    raw.add(listed);
    all.push(listed);
  }
  const random = new Random(`${seed}:worker`);
  const sample = Array.from({ length: Math.min(SAMPLE, size) }, () => random.pick(all));
  const made = (names: readonly string[], count: number) =>
    makeQueries(raw, sample, names, count, `${seed}:worker`);
  const classes = [
    ...made(['number-exact', 'company-match', 'prefix3', 'full-name'], MEASURED + 400),
    {
      name: 'typo',
      asked: 'search' as const,
      queries: inTurn(made(TYPOS, 100).map(({ queries }) => queries)),
    },
  ];
  const mixed = classes.flatMap(({ name, asked, queries }) =>
    queries
      .slice(MEASURED, MEASURED + (MIX[name] ?? 0))
      .map(({ text }): Question => ({ asked: asked as Asked, text })),
  );
  const file: WorkerQueries = {
    classes: classes.map(({ name, asked, queries }) => ({
      name,
      asked: asked as Asked,
      queries: queries.slice(0, MEASURED),
    })),
    mixed: random.shuffle(mixed),
  };
  writeFileSync(queriesPath(folder, 'main'), JSON.stringify(file));
  const ours = ringcard();
  await ours.build(all.map(({ contact }) => contact));
  ours.save?.(blocksFolder(folder));
}

function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}
