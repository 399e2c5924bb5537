import { GraphError } from '../graph/graph-error.ts';
import type { Log } from '../log.ts';
import type { StoredRequestWindow } from '../runs/request-window.ts';
import type { DeltaPage, SourceReader } from '../sources/source-reader.ts';
import { contactId } from './contact-id.ts';
import type { ContactStore } from './contact-store.ts';
import type { Departures } from './departures.ts';
import type { GenerationState } from './generation-state.ts';
import type { Meta, Whole } from './meta.ts';
import { isDispensable } from './read-details.ts';
import type { RunState } from './run-state.ts';
import type { Suppressions } from './suppressions.ts';
import type { WholePart, WholeParts } from './whole-parts.ts';
import type { WholeState } from './whole-state.ts';
import { nextWholeMs } from './whole-times.ts';

/**
 * Graph's change feed may lose a change, and never repeats it. So each source is read whole now and then, beside the
 * rounds: their cursors stay valid, and changes arrive as always. Afterwards a round begins with the cursors of the
 * reading, and judges the contacts that the reading has not met.
 */

/** The share of the mailbox's requests that a whole reading may take. */
const SHARE = 0.1;
const WINDOW_MS = 10 * 60_000;
const TROUBLE_WAIT_MS = 5 * 60_000;
const MAX_TROUBLE_WAIT_MS = 6 * 60 * 60_000;

/** After these errors the links of the part lead nowhere. */
const LOST = new Set(['sync_state_lost', 'foreign_link', 'link_loop']);

export interface WholeDeps {
  readonly sourceId: string;
  readonly meta: Meta;
  readonly state: RunState;
  readonly generation: GenerationState;
  readonly reader: SourceReader;
  readonly contacts: ContactStore;
  readonly departures: Departures;
  readonly suppressions: Suppressions;
  readonly whole: WholeState;
  readonly wholeParts: WholeParts;
  /** Days within which every contact is read anew. */
  readonly wholeDays: number;
  readonly window: StoredRequestWindow;
  /** How many requests in ten minutes the mailbox allows us. */
  readonly perWindow: number;
  readonly transaction: <T>(work: () => T) => T;
  readonly nextBuild: () => number;
  readonly now: () => number;
  readonly log: Log;
}

/** When the next whole reading is due; undefined before the first import is complete. Milliseconds since 1970. */
export function wholeReadingDueMs(meta: Meta, sourceId: string, days: number): number | undefined {
  const last = meta.get('lastFullAt') ?? meta.get('completedAt');
  return last === undefined ? undefined : nextWholeMs(sourceId, last, days);
}

/** One page of the reading, of contacts or of their details. The page is stored together with its link. */
export async function stepWhole(deps: WholeDeps): Promise<void> {
  const { state, whole, wholeParts, window, perWindow, transaction, now } = deps;
  if (whole.stage === 'none')
    transaction(() => {
      wholeParts.begin();
      whole.begin(now());
    });
  const part = wholeParts.next();
  if (!part) {
    transaction(() => {
      whole.complete();
      state.wantRun(now());
    });
    return;
  }
  const before = window.taken;
  try {
    await (part.stage === 'pages' ? readPage(deps, part) : readDetails(deps, part));
    const requests = window.taken - before;
    whole.pace(requests, now() + Math.ceil((requests * WINDOW_MS) / (perWindow * SHARE)));
  } catch (error) {
    afterTrouble(deps, part, error);
  }
}

/**
 * Begins a round with the cursors of a complete reading: Graph then reports again what has changed since the reading
 * began. Announces the removal of contacts that the reading has not met. Runs in the transaction of the calling code.
 */
export function adoptWhole({ departures, whole, wholeParts }: WholeDeps): Whole | undefined {
  for (const origin of wholeParts.met.unmet()) departures.announceContact(origin);
  wholeParts.handOver();
  wholeParts.clear();
  return whole.adopt();
}

async function readPage(deps: WholeDeps, part: WholePart): Promise<void> {
  const { reader, whole, wholeParts, transaction } = deps;
  const page = await (part.link === undefined ? reader.firstPage(part) : reader.nextPage(part, part.link));
  const contacts = await Promise.all(
    page.changes.flatMap((change) => (change.type === 'upsert' ? [known(deps, change.contact)] : [])),
  );
  // They could not be read now, but are still there.
  const unreadable = await Promise.all(page.unreadable.map((origin) => contactId(deps.sourceId, origin)));
  const isStored = transaction(() => {
    const changed = contacts.filter((contact) => confirm(deps, part, contact)).length;
    if (changed > 0) deps.generation.markChanged();
    wholeParts.met.add(part.id, [...contacts.map(({ id }) => id), ...unreadable]);
    whole.count({ read: page.changes.length, changed, unreadable: [...page.unreadable] });
    return storeLink(deps, part, page);
  });
  if (!isStored) throw new GraphError('link_loop');
}

async function known({ sourceId, suppressions }: WholeDeps, contact: Found): Promise<Known> {
  const id = await contactId(sourceId, contact.id);
  return { id, contact, hash: await suppressions.hash(id) };
}
type Found = Extract<DeltaPage['changes'][number], { type: 'upsert' }>['contact'];
interface Known {
  readonly id: string;
  readonly hash: string;
  readonly contact: Found;
}

/** True when readers see a change. */
function confirm(
  { contacts, suppressions, nextBuild }: WholeDeps,
  part: WholePart,
  { id, hash, contact }: Known,
): boolean {
  // Checked here and not earlier: a contact may be erased while its page is on its way.
  if (suppressions.covers(hash)) return false;
  return contacts.confirm(contact.id, part.id, { ...contact, id }, nextBuild());
}

/** False when the links run in a circle. */
function storeLink({ reader, wholeParts }: WholeDeps, { id }: WholePart, page: DeltaPage): boolean {
  if (page.next !== undefined) return wholeParts.setNextLink(id, page.next);
  wholeParts.finishPages(id, page.done ?? '');
  if (!reader.details) wholeParts.setDetailsLink(id, undefined);
  return true;
}

async function readDetails(deps: WholeDeps, part: WholePart): Promise<void> {
  const { reader, contacts, whole, wholeParts, transaction, nextBuild, sourceId, log } = deps;
  try {
    const page = await reader.details?.list(part, part.link);
    transaction(() => {
      const details = [...(page?.details ?? [])];
      const changed = details.filter(([origin, numbers]) =>
        contacts.setDetails(origin, numbers, nextBuild()),
      ).length;
      if (changed > 0) deps.generation.markChanged();
      whole.count({ details: details.length, changed });
      wholeParts.setDetailsLink(part.id, page?.next === part.link ? undefined : page?.next);
    });
  } catch (error) {
    if (!isDispensable(error)) throw error;
    log('details_refused', { sourceId, code: error.code });
    wholeParts.setDetailsLink(part.id, undefined);
  }
}

/** The reading goes on later. Meanwhile the rounds are as before. */
function afterTrouble(
  { state, whole, wholeParts, transaction, sourceId, now, log }: WholeDeps,
  part: WholePart,
  error: unknown,
): void {
  const isGraph = error instanceof GraphError;
  const code = isGraph ? error.code : 'internal';
  const askedMs = isGraph ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  log('whole_reading_interrupted', { sourceId, code });
  if (LOST.has(code)) transaction(() => wholeParts.restart(part.id));
  if (code === 'graph_throttled') state.pause(now() + Math.max(askedMs, 1000));
  else
    whole.putOff(now(), (tries) =>
      Math.max(askedMs, Math.min(TROUBLE_WAIT_MS * 2 ** (tries - 1), MAX_TROUBLE_WAIT_MS)),
    );
}
