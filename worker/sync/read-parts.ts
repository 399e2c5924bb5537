import type { Contact } from '#shared/contact.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { DeltaPage, SourceReader } from '../sources/source-kind.ts';
import { contactId } from './contact-id.ts';
import type { ContactStore } from './contact-store.ts';
import type { PartState, PartStore } from './part-store.ts';
import type { RunCounts } from './run-log.ts';

/** A part whose cursor is lost again and again is given up for this run. */
const MAX_RESTARTS = 4;

interface ReadDeps {
  readonly sourceId: string;
  readonly reader: SourceReader;
  readonly contacts: ContactStore;
  readonly parts: PartStore;
  readonly transaction: <T>(work: () => T) => T;
  /** Number of the build that will be the first to show what is read now. */
  readonly nextBuild: () => number;
}

type Applied = Omit<RunCounts, 'requests'>;

/** Brings the list of parts up to date; a part that is gone takes its contacts with it. Number of contacts removed. */
export async function listParts({
  reader,
  contacts,
  parts,
  transaction,
  nextBuild,
}: ReadDeps): Promise<number> {
  const listed = await reader.listParts();
  return transaction(() => {
    let removed = 0;
    const present = new Set(listed.map((part) => part.id));
    for (const id of parts.ids()) {
      if (present.has(id)) continue;
      removed += contacts.removePart(id, nextBuild());
      parts.remove(id);
    }
    listed.forEach((part, position) => {
      parts.add(part.id, position);
    });
    return removed;
  });
}

/**
 * Reads the next page of the first part that is not done, and stores its contacts together with the link that came
 * with them, so that no page is lost or read twice. Undefined when every part's round is complete. Throws GraphError.
 */
export async function readNextPage(deps: ReadDeps): Promise<Applied | undefined> {
  const part = deps.parts.firstPending();
  if (!part) return undefined;
  const link = part.nextLink ?? part.deltaLink;
  if (link === undefined && part.enumeration === undefined) {
    beginEnumeration(deps, part);
    return { read: 0, changed: 0, removed: 0, unreadable: 0 };
  }
  let page: DeltaPage;
  try {
    page = await (link === undefined ? deps.reader.firstPage(part) : deps.reader.nextPage(part, link));
  } catch (error) {
    if (!(error instanceof GraphError) || error.code !== 'sync_state_lost') throw error;
    // The contacts stay, and the published generation is served, until the new enumeration has seen which are left.
    beginEnumeration(deps, part, error);
    return { read: 0, changed: 0, removed: 0, unreadable: 0 };
  }
  // The same link again would be read for ever.
  if (page.next !== undefined && page.next === link) {
    throw new GraphError('answer_unreadable', { graphCode: 'link_loop' });
  }
  const ids = await Promise.all(
    page.changes.map((change) =>
      change.type === 'upsert' ? contactId(deps.sourceId, change.contact.id) : undefined,
    ),
  );
  return deps.transaction(() => apply(deps, part, page, ids));
}

function beginEnumeration(
  { contacts, parts, transaction }: ReadDeps,
  part: PartState,
  cause?: GraphError,
): void {
  if (part.restarts >= MAX_RESTARTS) {
    parts.forgetRestarts(part.id);
    throw new GraphError('sync_state_lost', { cause });
  }
  transaction(() => parts.beginEnumeration(part.id, contacts.lastEnumeration(part.id) + 1));
}

function apply(
  deps: ReadDeps,
  part: PartState,
  page: DeltaPage,
  ids: readonly (string | undefined)[],
): Applied {
  const { contacts, parts } = deps;
  const build = deps.nextBuild();
  let changed = 0;
  let removed = 0;
  page.changes.forEach((change, i) => {
    if (change.type === 'removed') {
      if (contacts.removeFrom(part.id, change.id, build)) removed++;
      return;
    }
    const contact: Contact = { ...change.contact, id: ids[i] ?? '' };
    if (contacts.upsert(change.contact.id, part.id, part.enumeration ?? 0, contact, build)) changed++;
  });
  if (page.next !== undefined) parts.setNextLink(part.id, page.next);
  else if (page.done !== undefined) {
    if (part.enumeration !== undefined) removed += contacts.removeUnseen(part.id, part.enumeration, build);
    parts.finishRound(part.id, page.done);
  }
  return { read: page.changes.length, changed, removed, unreadable: page.unreadable };
}
