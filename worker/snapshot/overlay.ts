import { writeOverlay } from '#shared/directory/build.ts';
import { type Base, writeManifest } from '#shared/directory/manifest.ts';
import type { ContactStore } from '../sync/contact-store.ts';

/** A change rewrites no block of the base: it goes into the overlay, which travels in the manifest. */

/** Beyond that the overlay weighs more than it saves: half a megabyte that every isolate reads after every change. */
export const MAX_OVERLAY_CONTACTS = 3000;
/** A base with an overlay is built anew once a day, in a round that found no change. */
export const COMPACT_AFTER_MS = 24 * 60 * 60_000;

export interface KnownBase {
  readonly build: number;
  readonly builtAt: number;
  readonly base: Base;
}

/** Whether the changes since the base still fit an overlay. */
export function fitsOverlay(known: KnownBase | undefined, contacts: ContactStore): known is KnownBase {
  return known !== undefined && contacts.overlaySize(known.build) <= MAX_OVERLAY_CONTACTS;
}

/**
 * Whether the overlay is due to become part of a new base. That base says what is already published and nothing new: a
 * reader that misses one of its many blocks, and falls back, then answers from a generation that says the same.
 */
export function isCompactionDue(
  known: KnownBase | undefined,
  contacts: ContactStore,
  nowMs: number,
): boolean {
  return (
    known !== undefined && nowMs - known.builtAt >= COMPACT_AFTER_MS && contacts.overlaySize(known.build) > 0
  );
}

/** The manifest of a generation that is the known base and what changed since. */
export function overlayManifest(
  known: KnownBase,
  contacts: ContactStore,
  generation: { sourceId: string; sequence: number },
): Uint8Array {
  const { changed, replaced } = contacts.overlay(known.build);
  const { sourceId: source, sequence } = generation;
  return writeManifest(
    { source, sequence, ...known.base, ...contacts.count(), replaced },
    writeOverlay(changed),
  );
}
