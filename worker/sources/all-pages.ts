import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { type Page, page } from '../graph/schemas.ts';

/** Yields `first` and every page after it. Throws `link_loop` when the links run in a circle. */
export async function* allPages(
  graph: GraphClient,
  first: Page,
  options: Parameters<GraphClient['follow']>[2] = {},
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  for (let answer = first; ; ) {
    yield answer;
    const next = answer['@odata.nextLink'];
    if (next === undefined) return;
    if (seen.has(next)) throw linkLoop();
    seen.add(next);
    answer = await graph.follow(next, page, options);
  }
}

/** A link that leads back would be followed for ever. */
export function linkLoop(): GraphError {
  return new GraphError('link_loop');
}
