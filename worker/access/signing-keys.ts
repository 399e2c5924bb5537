import * as z from 'zod/mini';
import { readJson } from '../graph/body.ts';

const TIMEOUT_MS = 5_000;

/** Only RSA keys can verify RS256. Other properties of a key are dropped here. */
const signingKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string().check(z.minLength(1), z.maxLength(256)),
  n: z.string(),
  e: z.string(),
  use: z.literal('sig'),
});
const keysAnswer = z.object({ keys: z.array(z.unknown()).check(z.maxLength(100)) });

/** The tenant's signing keys, as Entra published them at one time. */
export const signingKeys = z.object({
  keys: z.array(signingKey).check(z.minLength(1)),
  fetchedAtMs: z.number(),
});
export type SigningKeys = z.infer<typeof signingKeys>;

/** The address comes from the configuration only; keys and addresses in tokens are ignored. */
export function keysUrl(entraUrl: string, tenantId: string): string {
  return `${entraUrl}/${tenantId}/discovery/v2.0/keys`;
}

/** Undefined when the keys cannot be fetched at the moment. */
export async function fetchSigningKeys(url: string, nowMs: number): Promise<SigningKeys | undefined> {
  try {
    const deadline = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, { redirect: 'manual', signal: deadline });
    const listed = keysAnswer.safeParse(await readJson(answer, deadline));
    if (answer.status !== 200 || !listed.success) return undefined;
    const keys = listed.data.keys.flatMap((key) => signingKey.safeParse(key).data ?? []);
    return keys.length > 0 ? { keys, fetchedAtMs: nowMs } : undefined;
  } catch {
    // A network error, or a body that never ends: an outage either way.
    return undefined;
  }
}
