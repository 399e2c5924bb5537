const BYTES = 12;

/**
 * Our id of a contact: 96 bits of a hash over source and original id. Graph's own are some 150 characters long, which a
 * block would carry for every contact; and with the source in it, no two sources ever write the same block, so that one
 * can delete its blocks without asking the other.
 */
export async function contactId(sourceId: string, origin: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${sourceId}\n${origin}`);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, BYTES);
  return btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
