import { GraphError } from '../graph/graph-error.ts';
import type { Log } from '../log.ts';
import type { SourceReader } from '../sources/source-reader.ts';
import type { PartStore } from './part-store.ts';

interface CountDeps {
  readonly sourceId: string;
  readonly reader: SourceReader;
  readonly parts: PartStore;
  /** How many requests at a time the mailbox allows us. */
  readonly inFlight: number;
  readonly log: Log;
}

/**
 * Counts the items to read, for the progress alone: a part that could not be counted is read all the same. Each count is
 * stored as it comes, so that an eviction loses none. Throws `graph_throttled`, which the run has to wait out.
 */
export async function countParts({ sourceId, reader, parts, inFlight, log }: CountDeps): Promise<void> {
  const refused = new Map<string, number>();
  let throttled: GraphError | undefined;
  const waiting = parts.counts.unknown();
  // If Graph does not answer for one folder, each of the others would cost another wait.
  for (let isAnswering = true; isAnswering && !throttled && waiting.length > 0; ) {
    await Promise.all(
      waiting.splice(0, inFlight).map(async (id) => {
        try {
          parts.counts.expect(id, await reader.count(parts.find(id)));
        } catch (error) {
          if (!(error instanceof GraphError)) throw error;
          refused.set(error.code, (refused.get(error.code) ?? 0) + 1);
          if (error.code === 'graph_throttled') throttled = error;
          if (error.isTransient && error.code !== 'answer_unreadable') isAnswering = false;
        }
      }),
    );
  }
  for (const [code, entries] of refused) log('count_refused', { sourceId, code, entries });
  if (throttled) throw throttled;
}
