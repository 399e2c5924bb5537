import type { GraphClient } from '../graph/client.ts';
import { countAnswer } from '../graph/schemas.ts';

/** Items in the collection at `path`, as Graph counts them. Throws GraphError. */
export async function readCount(
  graph: GraphClient,
  path: string,
  options: { consistency?: 'eventual' } = {},
): Promise<number> {
  return await graph.get(`${path}/$count`, countAnswer, options);
}
