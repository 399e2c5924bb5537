import { err, ok, type Result } from '#shared/result.ts';
import type { KeyGrant } from './api-keys.ts';
import { digestsOf, keyIdOf } from './key-text.ts';

/** A revoked key works for at most this long in an isolate that has just checked it. */
const KEEP_MS = 30_000;
const MAX_KEPT = 5_000;

/** The store could not be asked, so nobody can be admitted: the key may have been revoked. */
export class KeyStoreUnavailable extends Error {
  readonly code = 'key_store_unavailable';
  constructor(cause: unknown) {
    super('the store of API keys cannot be asked', { cause });
    this.name = 'KeyStoreUnavailable';
  }
}

interface KeyRejection {
  readonly code: 'token_rejected';
  readonly reason: 'key_malformed' | 'key_unknown';
}

/** Checks a key. Throws KeyStoreUnavailable. */
export type VerifyKey = (text: string) => Promise<Result<KeyGrant, KeyRejection>>;

export interface KeyVerifierOptions {
  /** Secrets that keys are hashed with, newest first. Without any, no key is valid. */
  readonly peppers: readonly string[];
  readonly store: () => {
    check(id: string, digests: ArrayBuffer[]): Promise<KeyGrant | undefined>;
    noteUse(id: string): Promise<void>;
  };
  readonly now: () => number;
  /** Keeps work running after the answer. */
  readonly later: (work: Promise<unknown>) => void;
  readonly onUseLost: (keyId: string) => void;
}

/** Asks the store, and remembers valid keys for half a minute. A rejection is never kept, so that a new key works at once. */
export function createKeyVerifier(options: KeyVerifierOptions): VerifyKey {
  const { peppers, store, now, later, onUseLost } = options;
  const kept = new Map<string, { grant: KeyGrant; untilMs: number }>();

  async function ask(id: string, digests: ArrayBuffer[]): Promise<KeyGrant | undefined> {
    try {
      return await store().check(id, digests);
    } catch (cause) {
      throw new KeyStoreUnavailable(cause);
    }
  }

  return async (text) => {
    const id = keyIdOf(text);
    const digests = id === undefined ? [] : await digestsOf(text, peppers);
    const [newest] = digests;
    if (id === undefined || !newest) return err({ code: 'token_rejected', reason: 'key_malformed' });
    const name = new Uint8Array(newest).join();
    const known = kept.get(name);
    if (known && now() < Math.min(known.untilMs, known.grant.expiresAtMs)) return ok(known.grant);
    kept.delete(name);
    const grant = await ask(id, digests);
    if (!grant) return err({ code: 'token_rejected', reason: 'key_unknown' });
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(name, { grant, untilMs: now() + KEEP_MS });
    later(
      store()
        .noteUse(id)
        .catch(() => onUseLost(id)),
    );
    return ok(grant);
  };
}
