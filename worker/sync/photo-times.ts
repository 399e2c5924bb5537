import { spreadOf } from './spread.ts';

/** When to look at a photo again: Graph's change feed never reports a changed photo. Pure. */

const HOUR_MS = 60 * 60_000;
const WEEK_HOURS = 7 * 24;

/** Wait after an answer that left the photo out. */
export const RETRY_MS = 15 * 60_000;
/** Wait after a photo that we refused to show. */
export const REFUSED_RETRY_MS = 24 * HOUR_MS;

/**
 * The time of the next look. A hash of its id gives each contact an hour of the week: photos that a first import read
 * within minutes are checked again spread over the week, and a Source wakes once an hour for all contacts of that hour.
 * A look follows every 7 days; the first one comes after half a week to one and a half.
 */
export function nextLookMs(origin: string, nowMs: number): number {
  const soonest = Math.ceil(nowMs / HOUR_MS) + WEEK_HOURS / 2;
  return (soonest + modulo(spreadOf(origin) - soonest, WEEK_HOURS)) * HOUR_MS;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
