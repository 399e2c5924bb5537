import { judge, mean, optional, percentile } from '../jobs/ask.ts';
import type { Row } from '../row.ts';
import type { LocalWorker } from './local-worker.ts';
import type { WorkerQueries } from './prepare.ts';
import type { Question } from './protocol.ts';

/** Figures of one size from a worker with a filled KV. */

/** Cloudflare's limit for an isolate; a local workerd may grow beyond it. */
export const LIMIT_MB = 128;
const MIXED_PER_REQUEST = 50;

export interface Memory {
  /** Heap and array buffers after a full garbage collection. */
  liveMB: number;
  /** The same under V8's own collection: the highest value after any request. */
  highestMB: number;
  /** The array buffers in `liveMB`. */
  buffersMB: number;
  rssMB: number | undefined;
  questions: number;
  reads: number;
}

/** Needs a fresh isolate. */
export async function measureMemory(worker: LocalWorker, questions: Question[]): Promise<Memory> {
  let highest = 0;
  let reads = 0;
  for (let i = 0; i < questions.length; i += MIXED_PER_REQUEST) {
    const answers = await worker.ask({ mode: 'mixed', questions: questions.slice(i, i + MIXED_PER_REQUEST) });
    reads += answers.reduce((sum, answer) => sum + answer.reads, 0);
    const { usedSize, backingStorageSize } = await worker.heap();
    highest = Math.max(highest, usedSize + backingStorageSize);
  }
  const rss = await worker.residentBytes();
  const live = await worker.heap({ collectFirst: true });
  return {
    liveMB: toMB(live.usedSize + live.backingStorageSize),
    highestMB: toMB(highest),
    buffersMB: toMB(live.backingStorageSize),
    rssMB: rss === undefined ? undefined : toMB(rss),
    questions: questions.length,
    reads,
  };
}

export async function measureClass(
  worker: LocalWorker,
  { name, asked, queries }: WorkerQueries['classes'][number],
  size: number,
): Promise<Row> {
  const questions = queries.map(({ text }): Question => ({ asked, text }));
  const cold = await worker.ask({ mode: 'cold', questions });
  const timed = await worker.ask({ mode: 'timed', questions });
  const us = timed.flatMap((answer) => (answer.us === undefined ? [] : [answer.us])).sort((a, b) => a - b);
  const found = cold.map((answer) => answer.found);
  const hasAnswer = queries.map(({ relevant, company }) => relevant.length > 0 || company !== undefined);
  const recalls = queries.flatMap((query, i) =>
    hasAnswer[i] ? [judge(found[i] ?? [], query, size).recall] : [],
  );
  const wrong = found.filter((_, i) => !hasAnswer[i]).map((ids) => Number(ids.length > 0));
  const isSame = timed.every((answer, i) => String(answer.found) === String(found[i]));
  return {
    bench: 'worker',
    peer: 'ringcard',
    size,
    class: name,
    ...optional('p50us', percentile(us, 0.5), 2),
    ...optional('p99us', percentile(us, 0.99), 2),
    ...optional('recall10', mean(recalls), 4),
    ...optional('falsePositives', mean(wrong), 4),
    ...optional('reads', mean(cold.map(({ reads }) => reads)), 3),
    ...optional('warmReads', mean(timed.map(({ reads }) => reads)), 3),
    k: queries.length,
    ...(isSame ? {} : { note: 'cold and warm answers differ' }),
  };
}

function toMB(bytes: number): number {
  return Number((bytes / (1024 * 1024)).toFixed(1));
}
