import { writeOverlay } from '#shared/directory/build-overlay.ts';
import { BASE_VERSION } from '#shared/directory/head.ts';
import { writeManifest } from '#shared/directory/manifest.ts';
import type { ContactIndex } from './contact-index.ts';
import type { BuiltBase } from './meta.ts';

/** A change rewrites no block of the base: it goes into the overlay, which travels in the manifest. */

/** A larger overlay would cost more than it saves: this one has half a megabyte, read by every isolate after every change. */
const MAX_OVERLAY_CONTACTS = 3000;
/** A base with an overlay is built anew once a day, in a round that found no change. */
const COMPACT_AFTER_MS = 24 * 60 * 60_000;

/** Whether the base holds what readers of today look for; an older one is built anew. */
export function isCurrentFormat(known: BuiltBase | undefined): known is BuiltBase {
  return known?.format === BASE_VERSION;
}

/** Whether the changes since the base still fit an overlay. */
export function fitsOverlay(known: BuiltBase | undefined, contacts: ContactIndex): known is BuiltBase {
  return isCurrentFormat(known) && contacts.overlaySize(known.build) <= MAX_OVERLAY_CONTACTS;
}

/**
 * Whether it is time to merge the overlay into a new base. The new base adds nothing to the published generation: a
 * reader that misses one of its many blocks falls back to a generation with the same contacts.
 */
export function isCompactionDue(
  known: BuiltBase | undefined,
  contacts: ContactIndex,
  nowMs: number,
): boolean {
  return (
    known !== undefined && nowMs - known.builtAt >= COMPACT_AFTER_MS && contacts.overlaySize(known.build) > 0
  );
}

/** The manifest of a generation that consists of the known base and the changes since. */
export function overlayManifest(
  known: BuiltBase,
  contacts: ContactIndex,
  generation: { sourceId: string; sequence: number; contacts: number; numbers: number },
): Uint8Array {
  const { changed, replaced } = contacts.overlay(known.build);
  const { sourceId: source, ...facts } = generation;
  return writeManifest({ source, ...known.base, ...facts, replaced }, writeOverlay(changed));
}
