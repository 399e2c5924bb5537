import * as z from 'zod/mini';
import { readJson } from '../graph/body.ts';

const TIMEOUT_MS = 5_000;

/** RSA alone: no other key verifies RS256. Whatever else a key carries is dropped here. */
const signingKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string().check(z.minLength(1), z.maxLength(256)),
  n: z.string(),
  e: z.string(),
  use: z.literal('sig'),
});
const keysAnswer = z.object({ keys: z.array(z.unknown()).check(z.maxLength(100)) });

/** Keys that the tenant signs with, as Entra published them at a time. */
export const signingKeys = z.object({
  keys: z.array(signingKey).check(z.minLength(1)),
  fetchedAtMs: z.number(),
});
export type SigningKeys = z.infer<typeof signingKeys>;

/** From the configuration only; keys and addresses in tokens are ignored. */
export function keysUrl(entraUrl: string, tenantId: string): string {
  return `${entraUrl}/${tenantId}/discovery/v2.0/keys`;
}

/** Undefined when there are none to be had at the moment. */
export async function fetchSigningKeys(url: string, nowMs: number): Promise<SigningKeys | undefined> {
  try {
    const deadline = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, { redirect: 'manual', signal: deadline });
    const listed = keysAnswer.safeParse(await readJson(answer, deadline));
    if (answer.status !== 200 || !listed.success) return undefined;
    const keys = listed.data.keys.flatMap((key) => signingKey.safeParse(key).data ?? []);
    return keys.length > 0 ? { keys, fetchedAtMs: nowMs } : undefined;
  } catch {
    // The network, or a body that never ends: an outage either way.
    return undefined;
  }
}
