import { readFileSync } from 'node:fs';
import { coldRingcard } from '../peers/ringcard.ts';
import { askClass, type Figures, mean, optional, percentile, questionOf } from './ask.ts';
import { blocksFolder, type ColdJob, type QueryFile, queriesPath, tell } from './job.ts';
import { memoryNow, memorySince } from './memory.ts';

/** Ringcard in a process with only the stored blocks: memory while answering, then every question with an empty cache. */

export async function measureCold({ folder, classes, classCapMs }: ColdJob): Promise<void> {
  const file: QueryFile = JSON.parse(readFileSync(queriesPath(folder, 'main'), 'utf8'));
  const before = memoryNow();
  const resident = await coldRingcard(blocksFolder(folder));
  for (const queryClass of file.classes) {
    const ask = questionOf(resident, queryClass.asked);
    await ask?.(queryClass.queries[0]?.text ?? '');
  }
  const { residentMB } = memorySince(before);
  tell({ kind: 'resident', residentMB: Number(residentMB.toFixed(1)) });
  for (const queryClass of file.classes.filter((one) => classes?.includes(one.name) ?? true)) {
    const all: Figures[] = [];
    const start = performance.now();
    let reads = 0;
    for (const query of queryClass.queries) {
      if (all.length >= 5 && performance.now() - start > classCapMs) break;
      const peer = await coldRingcard(blocksFolder(folder));
      const alone = { ...queryClass, isTyped: false, queries: [query] };
      const figures = await askClass(peer, alone, file.size, classCapMs);
      if (!figures) break;
      all.push(figures);
      reads += peer.reads?.() ?? 0;
    }
    if (all.length === 0) continue;
    const column = (key: 'p50us' | 'recall10' | 'mrr' | 'falsePositives') =>
      all.map((figures) => figures[key]).filter((value) => value !== undefined);
    const latencies = column('p50us').sort((a, b) => a - b);
    tell({
      kind: 'row',
      row: {
        bench: 'index',
        peer: 'ringcard-cold',
        size: file.size,
        class: queryClass.name,
        ...optional('p50us', percentile(latencies, 0.5), 2),
        ...optional('p99us', percentile(latencies, 0.99), 2),
        ...optional('recall10', mean(column('recall10')), 4),
        ...optional('mrr', mean(column('mrr')), 4),
        ...optional('falsePositives', mean(column('falsePositives')), 4),
        residentMB: Number(residentMB.toFixed(1)),
        reads: Number((reads / all.length).toFixed(3)),
        k: all.length,
      },
    });
  }
  resident.close();
}
