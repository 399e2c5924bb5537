import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { SigningKeys } from './signing-keys.ts';

/** An unknown key id makes the keys be read again, at most this often: anybody can send such ids. */
export const KEY_COOLDOWN_MS = 30_000;
/** From this age on, newer keys are fetched. */
const KEYS_REFRESH_MS = 12 * 60 * 60_000;
/** Microsoft asks to check every 24 h. Until then known keys serve through an outage of the sign-in service. */
const KEYS_MAX_AGE_MS = 24 * 60 * 60_000;

/** Reads keys fetched after this time, or older ones if there are no others. */
export type ReadSigningKeys = (fetchedAfterMs: number) => Promise<SigningKeys | undefined>;

/** The keys cannot be read, so nobody can be admitted. */
export class KeysUnavailable extends Error {
  readonly code = 'keys_unavailable';
  constructor(cause?: unknown) {
    super('the signing keys of the tenant cannot be read', { cause });
    this.name = 'KeysUnavailable';
  }
}

/**
 * This isolate's copy of the tenant's signing keys. The keys are kept as values, never as a pending promise: a request
 * must not wait for the I/O of another one, whose client may go away. Throws KeysUnavailable.
 */
export function createTenantKeys(read: ReadSigningKeys, now: () => number): JWTVerifyGetKey {
  let kept: { find: JWTVerifyGetKey; fetchedAtMs: number } | undefined;
  let refreshedAtMs = Number.NEGATIVE_INFINITY;
  let missedAtMs = Number.NEGATIVE_INFINITY;

  const isKnown = () => kept !== undefined && now() - kept.fetchedAtMs < KEYS_MAX_AGE_MS;
  const isDue = () => kept !== undefined && now() - kept.fetchedAtMs >= KEYS_REFRESH_MS;

  async function renew(fetchedAfterMs: number): Promise<void> {
    const keys = await read(fetchedAfterMs).catch((cause: unknown) => {
      // Known keys still serve when new ones cannot be fetched.
      if (!isKnown()) throw new KeysUnavailable(cause);
    });
    if (keys && keys.fetchedAtMs > (kept?.fetchedAtMs ?? 0))
      kept = { find: createLocalJWKSet({ keys: keys.keys }), fetchedAtMs: keys.fetchedAtMs };
    if (!isKnown()) throw new KeysUnavailable();
  }

  return async (header, token) => {
    if (!isKnown() || (isDue() && now() - refreshedAtMs >= KEY_COOLDOWN_MS)) {
      refreshedAtMs = now();
      await renew(now() - KEYS_REFRESH_MS);
    }
    try {
      return await find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || now() - missedAtMs < KEY_COOLDOWN_MS) throw error;
      await renew(now() - KEY_COOLDOWN_MS);
      // Set only now, so that requests with the same new key also read it in the meantime.
      missedAtMs = now();
      return await find(header, token);
    }
  };

  function find(...asked: Parameters<JWTVerifyGetKey>): ReturnType<JWTVerifyGetKey> {
    if (!kept) throw new KeysUnavailable();
    return kept.find(...asked);
  }
}
