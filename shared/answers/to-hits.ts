import type { Hit } from '../api.ts';
import type { FoundContact } from '../directory/found.ts';
import { mergeDuplicates } from './merge-duplicates.ts';

interface NamedSource {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
}

/** Found contacts as hits, with duplicates merged. */
export function toHits<T extends FoundContact>(
  found: readonly T[],
  sources: readonly NamedSource[],
): (Omit<T, keyof FoundContact> & Hit)[] {
  const hits = found.map(({ sourceId, contact, asOf, ...rest }) => ({
    ...rest,
    ...toHit({ sourceId, contact, asOf }, sources),
  }));
  return mergeDuplicates(hits, new Map(sources.map(({ id, priority }) => [id, priority])));
}

export function toHit(found: FoundContact, sources: readonly NamedSource[]): Hit {
  const name = sources.find((source) => source.id === found.sourceId)?.name ?? found.sourceId;
  return {
    contact: found.contact,
    source: { id: found.sourceId, name },
    // biome-ignore lint/style/noRestrictedGlobals: formats a given time; no clock is read
    asOf: new Date(found.asOf).toISOString(),
  };
}
