/** What a `tel:` link may hold: a plus and digits. Service codes (`*`, `#`) and pauses never get into one. */
export function dialString(e164: string): string | undefined {
  return /^\+\d{5,15}$/.test(e164) ? e164 : undefined;
}
