import { checkPhoto } from '#shared/photo/check-photo.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Log } from '../log.ts';
import type { PhotoTable } from '../photos/photo-table.ts';
import { stripMetadata } from '../photos/strip-metadata.ts';
import type { PhotoAnswer, PhotoReader, WantedPhoto } from '../sources/source-kind.ts';
import type { ContactStore, DuePhoto } from './contact-store.ts';
import { nextLookMs, RETRY_MS, UNREADABLE_RETRY_MS } from './photo-times.ts';

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

/** What a look at a contact's picture came to; `unreadable` is ours, for one that is too large to be read. */
type Look = PhotoAnswer | { readonly kind: 'unreadable' };
type Outcome = Parameters<ContactStore['setPhoto']>[1];

/**
 * Looks at the pictures of the contacts that have waited longest, and stores what has changed. Pictures come last: a
 * Source calls this in an alarm that has no step of a run to do, and only while less than 90 % of the mailbox's ten
 * minutes are used, so that neither a delta nor a look-up ever waits for a picture. Throws GraphError for throttling
 * and outages, which the caller waits for; everything that was due is then still due.
 */
export async function photoStep(deps: PhotoDeps): Promise<PhotoStepDone> {
  const { contacts, photos, now } = deps;
  const due = contacts.photosDue(now(), BATCH);
  const looks = due.length === 0 ? new Map<string, Look>() : await look(deps.reader, due.map(toWanted));
  const outcomes: { origin: string; outcome: Outcome }[] = [];
  // One after the other: several contacts may show one picture, and KV takes one put a second under a key.
  for (const contact of due) {
    outcomes.push({
      origin: contact.origin,
      outcome: await settle(deps, contact, looks.get(contact.origin)),
    });
  }
  const changed = deps.transaction(() => {
    const build = deps.nextBuild();
    return outcomes.filter(({ origin, outcome }) => contacts.setPhoto(origin, outcome, build)).length;
  });
  const isMore = (contacts.nextPhotoMs() ?? Number.POSITIVE_INFINITY) <= now();
  if (!isMore) photos.supersedeUnshown(now());
  return { read: looks.size, changed, isMore };
}

function toWanted({ part, origin, etag }: DuePhoto): WantedPhoto {
  return { part, id: origin, etag };
}

/** Asks for fewer at a time when an answer is too large, until the one picture is found that makes it so. */
async function look(reader: PhotoReader, wanted: readonly WantedPhoto[]): Promise<ReadonlyMap<string, Look>> {
  try {
    return await reader.read(wanted);
  } catch (error) {
    if (!(error instanceof GraphError) || error.code !== 'answer_too_large') throw error;
    if (wanted.length === 1) return new Map(wanted.map(({ id }) => [id, { kind: 'unreadable' }]));
    const half = Math.ceil(wanted.length / 2);
    const first = await look(reader, wanted.slice(0, half));
    return new Map([...first, ...(await look(reader, wanted.slice(half)))]);
  }
}

async function settle(deps: PhotoDeps, contact: DuePhoto, seen: Look | undefined): Promise<Outcome> {
  const nowMs = deps.now();
  const { origin, photo, etag } = contact;
  switch (seen?.kind) {
    case undefined:
      // Graph had no time for it. Others come first, so that it cannot hold them up.
      return { name: photo, etag, dueMs: nowMs + RETRY_MS };
    case 'unreadable':
      return { name: photo, etag, dueMs: nowMs + UNREADABLE_RETRY_MS };
    case 'unchanged':
      return { name: photo, etag, dueMs: nextLookMs(origin, nowMs) };
    case 'none':
      return { name: undefined, etag: undefined, dueMs: nextLookMs(origin, nowMs) };
    case 'photo': {
      const checked = checkPhoto(seen.bytes);
      if (!checked.ok) {
        deps.log('photo_refused', { sourceId: deps.sourceId, code: checked.code });
        // What was shown before is no longer the contact's picture.
        return { name: undefined, etag: undefined, dueMs: nowMs + UNREADABLE_RETRY_MS };
      }
      const name = await deps.photos.write(stripMetadata(seen.bytes));
      return { name, etag: seen.etag, dueMs: nextLookMs(origin, nowMs) };
    }
  }
}
