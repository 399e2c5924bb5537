import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { type Page, page } from '../graph/schemas.ts';

/** What is behind a page, page by page, the page itself first. Throws `answer_unreadable` when the links go round in a circle. */
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

/** The same link again would be followed for ever. */
export function linkLoop(): GraphError {
  return new GraphError('link_loop');
}
