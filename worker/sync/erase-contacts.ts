import type { PhotoTable } from '../photos/photo-table.ts';
import type { Departures } from './departures.ts';
import type { GenerationState } from './generation-state.ts';
import type { Suppressions } from './suppressions.ts';

interface EraseDeps {
  readonly generation: GenerationState;
  readonly departures: Departures;
  readonly suppressions: Suppressions;
  readonly photos: PhotoTable;
  readonly transaction: <T>(work: () => T) => T;
  readonly nextBuild: () => number;
  readonly now: () => number;
}

/**
 * Erases contacts for good: from this source at once, from the answers with the next generation. That generation gets a
 * new base, since an overlay would only hide contacts that the old blocks still hold. Returns how many contacts existed.
 */
export async function eraseContacts(
  { generation, departures, suppressions, photos, transaction, nextBuild, now }: EraseDeps,
  erasureId: string,
  contactIds: readonly string[],
): Promise<number> {
  const hashes = await Promise.all(contactIds.map((id) => suppressions.hash(id)));
  return transaction(() => {
    for (const hash of hashes) suppressions.add(hash, erasureId, now());
    const erased = departures.erase(contactIds, nextBuild());
    photos.supersedeUnshown(now());
    generation.markErased();
    return erased;
  });
}
