import { spreadOf } from './spread.ts';

/** When a source is read whole again. Pure. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The night, in UTC, whatever the source's country: few people change contacts then, and fewer wait for a change. */
const NIGHT_BEGINS_MS = 22 * 60 * MINUTE_MS;
const NIGHT_MINUTES = 6 * 60;

/**
 * The time of the next whole reading, milliseconds since 1970: at the last of the source's nightly minutes that is less
 * than `days` after the last reading. A hash of its id gives each source a minute of the night, so that sources do not all
 * read at once.
 */
export function nextWholeMs(sourceId: string, lastMs: number, days: number): number {
  const minuteMs = NIGHT_BEGINS_MS + (spreadOf(sourceId) % NIGHT_MINUTES) * MINUTE_MS;
  const latestMs = lastMs + days * DAY_MS;
  const night = Math.floor((latestMs - minuteMs) / DAY_MS);
  return night * DAY_MS + minuteMs;
}
