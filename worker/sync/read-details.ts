import { GraphError } from '../graph/graph-error.ts';
import type { DetailReader, Details, SourceReader } from '../sources/source-reader.ts';
import type { ContactStore } from './contact-store.ts';
import type { PartStore } from './part-store.ts';

/** Errors that only cost the details: a mailbox that refuses these still answers everything else. */
const DISPENSABLE = new Set(['graph_refused', 'access_denied', 'not_found', 'answer_unreadable']);

export function isDispensable(error: unknown): error is GraphError {
  return error instanceof GraphError && DISPENSABLE.has(error.code);
}

/** Graph's limit for one batch. */
const MAX_BATCH = 20;

interface DetailDeps {
  readonly reader: SourceReader;
  readonly contacts: ContactStore;
  readonly parts: PartStore;
  readonly transaction: <T>(work: () => T) => T;
  readonly nextBuild: () => number;
}

/**
 * Reads the next page or batch of numbers that the change feed cannot carry: first page by page for enumerated parts, then
 * in batches for single contacts that the feed has named. Undefined when none is missing. Throws GraphError.
 */
export async function readNextDetails(
  deps: DetailDeps,
): Promise<{ details: number; changed: number } | undefined> {
  const { reader, parts, contacts, transaction } = deps;
  if (!reader.details) return undefined;
  const pending = parts.detailsPending();
  if (pending) {
    const { part, link } = pending;
    const { details, next } = await listDetails(deps, reader.details, pending);
    return transaction(() => {
      parts.setDetailsLink(part.id, next === link ? undefined : next);
      return store(deps, details);
    });
  }
  const due = contacts.detailsDue(MAX_BATCH);
  const [first] = due;
  if (!first) return undefined;
  const asked = due.map(({ origin }) => origin);
  const details = await reader.details.read(parts.find(first.part), asked);
  return transaction(() => {
    contacts.giveUpDetails(asked.filter((origin) => !details.has(origin)));
    return store(deps, details);
  });
}

async function listDetails(
  { parts }: DetailDeps,
  reader: DetailReader,
  { part, link }: NonNullable<ReturnType<PartStore['detailsPending']>>,
) {
  try {
    return await reader.list(part, link);
  } catch (error) {
    // Forget the stored link, or every later run would fail on it. The contacts behind it are still due for a batch.
    if (error instanceof GraphError && error.code === 'foreign_link')
      parts.setDetailsLink(part.id, undefined);
    throw error;
  }
}

function store({ contacts, nextBuild }: DetailDeps, details: Details): { details: number; changed: number } {
  let changed = 0;
  for (const [origin, numbers] of details) {
    if (contacts.setDetails(origin, numbers, nextBuild())) changed++;
  }
  return { details: details.size, changed };
}
