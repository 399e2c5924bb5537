import { checkPhoto } from '#shared/photo/check-photo.ts';
import type { Log } from '../log.ts';
import type { PhotoTable } from '../photos/photo-table.ts';
import { stripMetadata } from '../photos/strip-metadata.ts';
import type { PhotoAnswer, PhotoReader, WantedPhoto } from '../sources/source-kind.ts';
import type { ContactStore, DuePhoto } from './contact-store.ts';
import { nextLookMs, REFUSED_RETRY_MS, RETRY_MS } from './photo-times.ts';

/** As many as Graph takes in one batch. */
const BATCH = 20;

export interface PhotoDeps {
  readonly sourceId: string;
  readonly reader: PhotoReader;
  readonly contacts: ContactStore;
  readonly photos: PhotoTable;
  readonly transaction: <T>(work: () => T) => T;
  /** Number of the build that will be the first to show what is read now. */
  readonly nextBuild: () => number;
  readonly now: () => number;
  readonly log: Log;
}

export interface PhotoStepDone {
  /** Contacts that were looked at, and those whose picture is another one now: more than 0 has to be published. */
  readonly read: number;
  readonly changed: number;
  /** Whether another step has work at once; when not, `contacts.nextPhotoMs()` tells when there will be some. */
  readonly isMore: boolean;
}

type Outcome = Parameters<ContactStore['setPhoto']>[1];
/** Also after a refusal: what was shown before is no longer the contact's picture. */
const NO_PHOTO = { name: undefined, etag: undefined };

/**
 * Looks at the pictures of the contacts that have waited longest, and stores what has changed. Pictures come last: a
 * Source calls this in an alarm that has no step of a run to do, and only while less than 90 % of the mailbox's ten
 * minutes are used, so that neither a delta nor a look-up ever waits for a picture. Throws GraphError for throttling
 * and outages, which the caller waits for; everything that was due is then still due.
 */
export async function photoStep(deps: PhotoDeps): Promise<PhotoStepDone> {
  const { contacts, photos, now } = deps;
  const due = contacts.photosDue(now(), BATCH);
  const answers: ReadonlyMap<string, PhotoAnswer> =
    due.length === 0 ? new Map() : await deps.reader.read(due.map(toWanted));
  const outcomes: { origin: string; outcome: Outcome }[] = [];
  // One after the other: several contacts may show one picture, and KV takes one put a second under a key.
  for (const contact of due) {
    outcomes.push({
      origin: contact.origin,
      outcome: await settle(deps, contact, answers.get(contact.origin)),
    });
  }
  const changed = deps.transaction(() => {
    const build = deps.nextBuild();
    return outcomes.filter(({ origin, outcome }) => contacts.setPhoto(origin, outcome, build)).length;
  });
  const isMore = (contacts.nextPhotoMs() ?? Number.POSITIVE_INFINITY) <= now();
  if (!isMore) photos.supersedeUnshown(now());
  return { read: answers.size, changed, isMore };
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
