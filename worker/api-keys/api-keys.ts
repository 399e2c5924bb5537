import { DurableObject } from 'cloudflare:workers';
import type { ApiKey, IssuedKey, NewKey } from '#shared/admin-api.ts';
import { ConfigurationError, configurationOf } from '../configuration.ts';
import { createTables, KeyStore } from './key-store.ts';
import { digestsOf, newKeyId, newKeyText } from './key-text.ts';
import { matchDigest } from './match-digest.ts';

export const API_KEYS_NAME = 'api-keys';

/** A valid key, and when its secret expires. */
export interface KeyGrant {
  readonly key: ApiKey;
  readonly expiresAtMs: number;
}

/**
 * API keys of devices. It is a single object, so that a revoked key is gone for every isolate that asks. Only the answer
 * that makes a secret shows it; afterwards only digests reach this object.
 */
export class ApiKeys extends DurableObject<object> {
  readonly #store: KeyStore;

  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    createTables(ctx.storage);
    this.#store = new KeyStore(ctx.storage);
  }

  async list(): Promise<ApiKey[]> {
    return this.#store.list();
  }

  async find(id: string): Promise<ApiKey | undefined> {
    return this.#store.get(id);
  }

  /** Throws ConfigurationError without a pepper. */
  async add(key: NewKey): Promise<IssuedKey> {
    let issued: IssuedKey | undefined;
    while (!issued) {
      const id = newKeyId();
      const { secret, digest } = await this.#makeSecret(id);
      if (this.#store.add(id, key, digest, Date.now())) issued = this.#issue(id, secret);
    }
    return issued;
  }

  /** Adds a secret beside the newest one. Undefined when there is no such key. Throws ConfigurationError without a pepper. */
  async rotate(id: string): Promise<IssuedKey | undefined> {
    const { secret, digest } = await this.#makeSecret(id);
    const key = this.#store.get(id);
    if (!key) return undefined;
    this.#store.rotate(key, digest, Date.now());
    return this.#issue(id, secret);
  }

  /** False when there was none. */
  async revoke(id: string): Promise<boolean> {
    return this.#store.remove(id);
  }

  /**
   * Checks a key by its digests (under each pepper, newest first). Undefined for an unknown id, a wrong secret and an
   * expired one, all after the same number of comparisons.
   */
  async check(id: string, digests: readonly ArrayBuffer[]): Promise<KeyGrant | undefined> {
    const secrets = this.#store.secrets(id);
    const match = matchDigest(
      secrets.map(({ digest }) => digest),
      digests,
    );
    const secret = match && secrets[match.stored];
    const key = secret && this.#store.get(id);
    if (!key || secret.expiresAt <= Date.now()) return undefined;
    const [newest] = digests;
    // The match is under the previous pepper: each use carries a key over to the newest one.
    if (match.offered > 0 && newest) this.#store.replaceDigest(secret, newest);
    return { key, expiresAtMs: secret.expiresAt };
  }

  async noteUse(id: string): Promise<void> {
    this.#store.noteUse(id, Date.now());
  }

  async #makeSecret(id: string): Promise<{ secret: string; digest: ArrayBuffer }> {
    const secret = newKeyText(id);
    const [digest] = await digestsOf(secret, configurationOf(this.env).apiKeyPeppers.slice(0, 1));
    if (!digest) throw new ConfigurationError('API_KEYS_PEPPER', 'set, for there are API keys');
    return { secret, digest };
  }

  #issue(id: string, secret: string): IssuedKey | undefined {
    const key = this.#store.get(id);
    return key && { key, secret };
  }
}
