/** Spreads ids evenly, even ones that differ only in their last characters, as Graph's do: FNV-1a. Pure. */
export function spreadOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
