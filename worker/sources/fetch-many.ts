import { longestRefusal, MAX_BATCH_PARTS } from '../graph/batch.ts';
import type { GraphClient } from '../graph/client.ts';
import type { GraphError } from '../graph/graph-error.ts';

/** Graph's answers by the object's id. Objects that are gone are missing. */
export type Fetched = ReadonlyMap<string, { readonly body: unknown } | { readonly refused: GraphError }>;

/** Fetches objects by id, twenty at a time. Throws GraphError when Graph left one of them unanswered. */
export async function fetchMany(
  graph: GraphClient,
  ids: readonly string[],
  pathOf: (id: string) => string,
): Promise<Fetched> {
  const fetched = new Map<string, { body: unknown } | { refused: GraphError }>();
  for (let from = 0; from < ids.length; from += MAX_BATCH_PARTS) {
    const some = ids.slice(from, from + MAX_BATCH_PARTS);
    const answers = await graph.batch(some.map(pathOf));
    const refusal = longestRefusal(answers);
    if (refusal) throw refusal;
    some.forEach((id, i) => {
      const answer = answers[i];
      if (answer?.kind === 'answered') fetched.set(id, { body: answer.body });
      else if (answer && !isGone(answer.error)) fetched.set(id, { refused: answer.error });
    });
  }
  return fetched;
}

/** Graph has several codes for a missing object. */
export function isGone({ code }: GraphError): boolean {
  return code === 'not_found' || code === 'mailbox_not_found';
}
