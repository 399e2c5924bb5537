import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { countAnswer } from '../graph/schemas.ts';

/** What a `$count` says; undefined when it says nothing, since it only serves the progress. Throws `graph_throttled` alone. */
export async function readCount(
  graph: GraphClient,
  path: string,
  options: { query?: Readonly<Record<string, string>>; consistency?: 'eventual' } = {},
): Promise<number | undefined> {
  try {
    return await graph.get(path, countAnswer, options);
  } catch (error) {
    if (!(error instanceof GraphError) || error.code === 'graph_throttled') throw error;
    return undefined;
  }
}
