/** The longest wait that a header can impose: a garbled date must not stop a source for a century. */
const MAX_SECONDS = 3600;

/**
 * Seconds to wait after a refusal. Reads whole and fractional seconds and dates; a date counts from the answer's own
 * `Date`, since clocks differ. Undefined when the header is missing or garbage.
 */
export function readRetryAfter(headers: Headers, nowMs: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  const values = text.split(',').map((part) => part.trim());
  // Two headers arrive joined by a comma. A date holds a comma itself, so only all-numeric lists are lists.
  if (values.every((value) => /^\d{1,16}(\.\d{1,9})?$/.test(value))) {
    return clamp(Math.ceil(Math.max(...values.map(Number))));
  }
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined;
  const until = Date.parse(text);
  const since = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(until)) return undefined;
  return clamp(Math.ceil((until - (Number.isNaN(since) ? nowMs : since)) / 1000));
}

function clamp(seconds: number): number {
  return Math.min(Math.max(seconds, 1), MAX_SECONDS);
}
