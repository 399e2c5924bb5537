/** When a photo is looked at again: Graph's change feed never tells that it has changed. Pure. */

const HOUR_MS = 60 * 60_000;
const WEEK_HOURS = 7 * 24;

/** After an answer that left the photo out. */
export const RETRY_MS = 15 * 60_000;
/** After a photo that may not be shown. */
export const REFUSED_RETRY_MS = 24 * HOUR_MS;

/**
 * Every contact has an hour of the week, by a hash of its id: what a first import read within minutes comes back spread
 * over the week, and a Source wakes once an hour for all whose hour it is. Every 7 days; half a week to one and a half
 * until the first time.
 */
export function nextLookMs(origin: string, nowMs: number): number {
  const soonest = Math.ceil(nowMs / HOUR_MS) + WEEK_HOURS / 2;
  return (soonest + modulo(hashOf(origin) - soonest, WEEK_HOURS)) * HOUR_MS;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** FNV-1a: Graph's ids differ in their last characters alone. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
