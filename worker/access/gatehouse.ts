import { DurableObject } from 'cloudflare:workers';
import { configurationOf } from '../configuration.ts';
import { oneAtATime } from '../graph/one-at-a-time.ts';
import { consoleLog } from '../log.ts';
import { GatehouseStore } from './gatehouse-store.ts';
import { REVOCATION_KEPT_MS, type Revocation } from './revocation.ts';
import { fetchSigningKeys, keysUrl, type SigningKeys } from './signing-keys.ts';
import { KEY_COOLDOWN_MS } from './tenant-keys.ts';

export const GATEHOUSE_NAME = 'gatehouse';

/** Wait after a failed attempt. */
const RETRY_MS = 5_000;

/**
 * What all isolates share for authentication: the tenant's signing keys and the revocations. It is a single object, so
 * that any number of cold isolates and requests ask Entra once, and all of them learn of a revocation.
 */
export class Gatehouse extends DurableObject<object> {
  readonly #store: GatehouseStore;
  readonly #fetchOnce: () => Promise<SigningKeys | undefined>;
  #nextFetchAtMs = 0;

  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    this.#store = new GatehouseStore(ctx.storage);
    this.#fetchOnce = oneAtATime(() => this.#fetch());
  }

  /** Keys fetched after this time; if there are none to be had, the last known ones, however old, or undefined. */
  async signingKeys(fetchedAfterMs: number): Promise<SigningKeys | undefined> {
    const known = this.#store.keysFrom(this.#keysUrl());
    if (known && known.fetchedAtMs > fetchedAfterMs) return known;
    return (await this.#fetchOnce()) ?? known;
  }

  /** Maps object ids to the time up to which their tokens are revoked. */
  async revokedSince(): Promise<ReadonlyMap<string, number>> {
    this.#store.removeRevocationsBefore(Date.now() - REVOCATION_KEPT_MS);
    return new Map(this.#store.revocations().map(({ objectId, revokedAtMs }) => [objectId, revokedAtMs]));
  }

  async revocations(): Promise<Revocation[]> {
    this.#store.removeRevocationsBefore(Date.now() - REVOCATION_KEPT_MS);
    return this.#store.revocations();
  }

  async revoke(objectId: string, revokedBy: string, reason: string | undefined): Promise<Revocation> {
    const revocation = { objectId, revokedAtMs: Date.now(), revokedBy, reason };
    this.#store.keepRevocation(revocation);
    return revocation;
  }

  /** False when there was none. */
  async removeRevocation(objectId: string): Promise<boolean> {
    return this.#store.removeRevocation(objectId);
  }

  async #fetch(): Promise<SigningKeys | undefined> {
    if (Date.now() < this.#nextFetchAtMs) return undefined;
    const url = this.#keysUrl();
    const keys = await fetchSigningKeys(url, Date.now());
    this.#nextFetchAtMs = Date.now() + (keys ? KEY_COOLDOWN_MS : RETRY_MS);
    if (keys) this.#store.keepKeys(url, keys);
    else consoleLog('signing_keys_unreadable');
    return keys;
  }

  #keysUrl(): string {
    const { entraUrl, tenantId } = configurationOf(this.env);
    return keysUrl(entraUrl, tenantId);
  }
}
