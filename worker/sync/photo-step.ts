import { checkPhoto } from '#shared/photo/check-photo.ts';
import type { Log } from '../log.ts';
import type { PhotoTable } from '../photos/photo-table.ts';
import { stripMetadata } from '../photos/strip-metadata.ts';
import type { PhotoAnswer, PhotoReader, WantedPhoto } from '../sources/source-reader.ts';
import type { ContactStore, DuePhoto } from './contact-store.ts';
import { nextLookMs, REFUSED_RETRY_MS, RETRY_MS } from './photo-times.ts';

/** As many as Graph takes in one batch. */
const BATCH = 20;
/** A run that becomes due meanwhile waits for all of a step, some six seconds. */
const BATCHES = 5;

export interface PhotoDeps {
  readonly sourceId: string;
  readonly reader: PhotoReader;
  readonly contacts: ContactStore;
  readonly photos: PhotoTable;
  readonly transaction: <T>(work: () => T) => T;
  /** Number of the build that will be the first to show what is read now. */
  readonly nextBuild: () => number;
  /** Called in the transaction that stores another photo than before: it has to be published. */
  readonly markChanged: () => void;
  readonly now: () => number;
  readonly log: Log;
}

export interface PhotoStepDone {
  /** Contacts that were looked at, and those whose photo is another one now. */
  readonly read: number;
  readonly changed: number;
  /** Whether another step has work at once; when not, `contacts.nextPhotoMs()` tells when there will be some. */
  readonly isMore: boolean;
}

type Answers = ReadonlyMap<string, PhotoAnswer>;
interface Answered {
  readonly batch: readonly DuePhoto[];
  readonly answers: Answers;
}
type Outcome = Parameters<ContactStore['setPhoto']>[1];
/** Also after a refusal: what was shown before is no longer the contact's photo. */
const NO_PHOTO = { name: undefined, etag: undefined };

/**
 * Looks at the photos of the contacts that have waited longest, and stores what has changed. Photos come last: a
 * Source calls this in an alarm that has no step of a run to do, and only while less than 95 % of the mailbox's ten
 * minutes are used, so that neither a delta nor a look-up ever waits for a photo. Throws GraphError for throttling
 * and outages, which the caller waits for; everything that was not answered is then still due.
 */
export async function photoStep(deps: PhotoDeps): Promise<PhotoStepDone> {
  const { contacts, photos, now } = deps;
  const due = contacts.photosDue(now(), BATCH * BATCHES);
  let read = 0;
  let changed = 0;
  let answered: Answered = { batch: [], answers: new Map() };
  // Graph is asked for the next batch while KV takes the one before; in the end KV alone has work.
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

/** Number of contacts whose photo is another one now. */
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
      // Graph had no time for it. Others come first, so that it cannot hold them up.
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
