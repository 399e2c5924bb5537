import type { Contact } from '#shared/contact.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { DeltaPage, SourceReader } from '../sources/source-reader.ts';
import { contactId } from './contact-id.ts';
import type { ContactStore } from './contact-store.ts';
import type { Departures } from './departures.ts';
import type { PartState, PartStore } from './part-store.ts';
import type { Suppressions } from './suppressions.ts';
import type { WholeParts } from './whole-parts.ts';
import type { WholeState } from './whole-state.ts';

/** A run fails when one part has lost its cursor more often than this. */
const MAX_RESTARTS = 4;

interface ReadDeps {
  readonly sourceId: string;
  readonly reader: SourceReader;
  readonly contacts: ContactStore;
  readonly departures: Departures;
  readonly suppressions: Suppressions;
  readonly parts: PartStore;
  readonly whole: WholeState;
  readonly wholeParts: WholeParts;
  readonly transaction: <T>(work: () => T) => T;
  /** Number of the first build that will show a change read now. */
  readonly nextBuild: () => number;
  /** How many requests at a time the mailbox allows us. */
  readonly inFlight: number;
}

export interface Applied {
  readonly read: number;
  readonly changed: number;
  readonly unreadable: readonly string[];
  /** Parts whose enumeration is complete. */
  readonly enumerated: number;
}

const NOTHING: Applied = { read: 0, changed: 0, unreadable: [], enumerated: 0 };

/** Brings the list of parts up to date. If a part is gone, announces the removal of its contacts. */
export async function listParts(deps: ReadDeps): Promise<void> {
  const { reader, departures, parts, transaction } = deps;
  const listed = await reader.listParts();
  transaction(() => {
    const present = new Set(listed.map((part) => part.id));
    for (const id of parts.ids()) {
      if (present.has(id)) continue;
      departures.announcePart(id);
      parts.remove(id);
    }
    listed.forEach((part, position) => {
      parts.add(part, position);
    });
  });
}

/**
 * Reads the next page of as many parts as may be requested at a time. The contacts of each page are stored together with
 * its link, so that no page is lost or read twice. Undefined when every part's round is complete. Throws GraphError, after
 * the other parts' pages are stored.
 */
export async function readNextPages(deps: ReadDeps): Promise<Applied | undefined> {
  const pending = deps.parts.pending(deps.inFlight);
  if (pending.length === 0) return undefined;
  const results = await Promise.allSettled(pending.map((part) => readNextPage(deps, part)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results
    .map((result) => (result.status === 'fulfilled' ? result.value : NOTHING))
    .reduce((sum, one) => ({
      read: sum.read + one.read,
      changed: sum.changed + one.changed,
      unreadable: [...sum.unreadable, ...one.unreadable],
      enumerated: sum.enumerated + one.enumerated,
    }));
}

async function readNextPage(deps: ReadDeps, part: PartState): Promise<Applied> {
  const link = part.nextLink ?? part.deltaLink;
  if (link === undefined && part.enumeration === undefined) {
    beginEnumeration(deps, part);
    return NOTHING;
  }
  let page: DeltaPage;
  try {
    page = await (link === undefined ? deps.reader.firstPage(part) : deps.reader.nextPage(part, link));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (error.code === 'foreign_link') {
      // Forget the stored link, or every later run would fail on it.
      beginEnumeration(deps, part, error);
      throw error;
    }
    if (error.code !== 'sync_state_lost') throw error;
    // The contacts stay stored and published until the new enumeration has seen which of them still exist.
    beginEnumeration(deps, part, error);
    return NOTHING;
  }
  const ids = await Promise.all(
    page.changes.map(async (change) => {
      if (change.type === 'removed') return undefined;
      const id = await contactId(deps.sourceId, change.contact.id);
      return { id, hash: await deps.suppressions.hash(id) };
    }),
  );
  const applied = deps.transaction(() => apply(deps, part, page, ids));
  if (applied) return applied;
  // Links that run in a circle would be followed for ever, in later runs too: they are stored.
  beginEnumeration(deps, { ...part, restarts: 0 });
  deps.parts.forgetRestarts(part.id);
  throw new GraphError('link_loop');
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

/** Undefined when the page's link leads in a circle. */
function apply(
  { contacts, departures, suppressions, parts, whole, wholeParts, nextBuild }: ReadDeps,
  part: PartState,
  page: DeltaPage,
  ids: readonly ({ readonly id: string; readonly hash: string } | undefined)[],
): Applied | undefined {
  const build = nextBuild();
  let changed = 0;
  page.changes.forEach((change, i) => {
    if (change.type === 'removed') {
      departures.announce(part.id, change.id);
      return;
    }
    const { id = '', hash = '' } = ids[i] ?? {};
    // Checked here and not earlier: a contact may be erased while its page is on its way.
    if (suppressions.covers(hash)) return;
    const contact: Contact = { ...change.contact, id };
    if (contacts.upsert(change.contact.id, part.id, part.enumeration ?? 0, contact, build)) changed++;
  });
  // A whole reading may have passed the place of a contact that is new, or was moved.
  if (whole.stage !== 'none')
    wholeParts.met.add(
      part.id,
      ids.flatMap((known) => (known ? [known.id] : [])),
    );
  if (part.enumeration !== undefined) parts.counts.addRead(part.id, page.changes.length);
  const isEnumerated = page.next === undefined && part.enumeration !== undefined;
  if (page.next !== undefined) {
    if (!parts.setNextLink(part.id, page.next)) return undefined;
  } else if (page.done !== undefined) {
    if (part.enumeration !== undefined) departures.announceUnseen(part.id, part.enumeration);
    parts.finishRound(part.id, page.done);
  }
  return {
    read: page.changes.length,
    changed,
    unreadable: page.unreadable,
    enumerated: isEnumerated ? 1 : 0,
  };
}
