import { checkPhoto } from '#shared/photo/check-photo.ts';
import type { Log } from '../log.ts';
import type { PhotoTable } from '../photos/photo-table.ts';
import { stripMetadata } from '../photos/strip-metadata.ts';
import type { PhotoAnswer, PhotoReader, WantedPhoto } from '../sources/source-reader.ts';
import type { ContactStore, DuePhoto } from './contact-store.ts';
import { nextLookMs, REFUSED_RETRY_MS, RETRY_MS } from './photo-times.ts';

/** Graph's limit for one batch. */
const BATCH = 20;
/** A step takes some six seconds: a run that becomes due meanwhile waits for its end. */
const BATCHES = 5;

export interface PhotoDeps {
  readonly sourceId: string;
  readonly reader: PhotoReader;
  readonly contacts: ContactStore;
  readonly photos: PhotoTable;
  readonly transaction: <T>(work: () => T) => T;
  /** Number of the first build that will show a photo read now. */
  readonly nextBuild: () => number;
  /** Called in the transaction that stores a changed photo, which has to be published. */
  readonly markChanged: () => void;
  readonly now: () => number;
  readonly log: Log;
}

export interface PhotoStepDone {
  /** Contacts whose photo was looked at, and contacts whose photo has changed. */
  readonly read: number;
  readonly changed: number;
  /** Whether more photos are due now; if not, `contacts.nextPhotoMs()` tells when the next one is. */
  readonly isMore: boolean;
}

type Answers = ReadonlyMap<string, PhotoAnswer>;
interface Answered {
  readonly batch: readonly DuePhoto[];
  readonly answers: Answers;
}
type Outcome = Parameters<ContactStore['setPhoto']>[1];
/** Also after a refused photo: the one shown before is no longer the contact's. */
const NO_PHOTO = { name: undefined, etag: undefined };

/**
 * Looks at the photos that have been due longest, and stores the changed ones. Photos come last, so that no change ever
 * waits for a photo: a Source calls this only between runs, and only while less than 95 % of the mailbox's ten-minute
 * allowance is used. Throws GraphError for throttling and outages, which the Source waits out; photos without an answer
 * are still due then.
 */
export async function photoStep(deps: PhotoDeps): Promise<PhotoStepDone> {
  const { contacts, photos, now } = deps;
  const due = contacts.photosDue(now(), BATCH * BATCHES);
  let read = 0;
  let changed = 0;
  let answered: Answered = { batch: [], answers: new Map() };
  // Each pass asks Graph for a batch while it writes the previous one to KV; the last pass only writes.
  for (let from = 0; from < due.length + BATCH; from += BATCH) {
    const batch = due.slice(from, from + BATCH);
    const [asked, stored] = await Promise.allSettled([ask(deps, batch), store(deps, answered)]);
    if (stored.status === 'rejected') throw stored.reason;
    if (asked.status === 'rejected') throw asked.reason;
    changed += stored.value;
    read += asked.value.size;
    answered = { batch, answers: asked.value };
  }
  const isMore = (contacts.nextPhotoMs() ?? Number.POSITIVE_INFINITY) <= now();
  if (!isMore) photos.supersedeUnshown(now());
  return { read, changed, isMore };
}

async function ask({ reader }: PhotoDeps, batch: readonly DuePhoto[]): Promise<Answers> {
  return batch.length === 0 ? new Map() : await reader.read(batch.map(toWanted));
}

/** Returns the number of contacts whose photo has changed. */
async function store(deps: PhotoDeps, { batch, answers }: Answered): Promise<number> {
  if (batch.length === 0) return 0;
  const { contacts, transaction, nextBuild, markChanged } = deps;
  const outcomes = await Promise.all(
    batch.map(async (contact) => ({
      origin: contact.origin,
      outcome: await settle(deps, contact, answers.get(contact.origin)),
    })),
  );
  return transaction(() => {
    const build = nextBuild();
    const changed = outcomes.filter(({ origin, outcome }) =>
      contacts.setPhoto(origin, outcome, build),
    ).length;
    if (changed > 0) markChanged();
    return changed;
  });
}

function toWanted({ part, origin, etag }: DuePhoto): WantedPhoto {
  return { part, id: origin, etag };
}

async function settle(deps: PhotoDeps, contact: DuePhoto, answer: PhotoAnswer | undefined): Promise<Outcome> {
  const nowMs = deps.now();
  const { origin, photo, etag } = contact;
  switch (answer?.kind) {
    case undefined:
      // Graph left this photo out. It is retried later, so that it cannot hold up others.
      return { name: photo, etag, dueMs: nowMs + RETRY_MS };
    case 'unchanged':
      return { name: photo, etag, dueMs: nextLookMs(origin, nowMs) };
    case 'none':
      return { ...NO_PHOTO, dueMs: nextLookMs(origin, nowMs) };
    case 'photo': {
      const checked = checkPhoto(answer.bytes);
      if (!checked.ok) {
        const isNone = checked.code === 'photo_empty' || checked.code === 'photo_blank';
        if (isNone) return { ...NO_PHOTO, dueMs: nextLookMs(origin, nowMs) };
        deps.log('photo_refused', { sourceId: deps.sourceId, code: checked.code });
        return { ...NO_PHOTO, dueMs: nowMs + REFUSED_RETRY_MS };
      }
      const name = await deps.photos.write(stripMetadata(answer.bytes));
      return { name, etag: answer.etag, dueMs: nextLookMs(origin, nowMs) };
    }
  }
}
