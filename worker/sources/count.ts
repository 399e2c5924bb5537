import type { GraphClient } from '../graph/client.ts';
import { countAnswer } from '../graph/schemas.ts';

/** How many items Graph counts in the collection at `path`. Throws GraphError. */
export async function readCount(
  graph: GraphClient,
  path: string,
  options: { consistency?: 'eventual' } = {},
): Promise<number> {
  return await graph.get(`${path}/$count`, countAnswer, options);
}
