const BYTES = 12;

/**
 * Our id of a contact: 96 bits of a hash over the source and the contact's id in Graph. Graph's ids are some 150
 * characters long, which blocks would carry for every contact. Because the hash covers the source, no two sources write
 * the same block, so a source can delete its blocks without asking another.
 */
export async function contactId(sourceId: string, origin: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${sourceId}\n${origin}`);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, BYTES);
  return btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
