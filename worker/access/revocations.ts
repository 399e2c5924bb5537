/** From this age the copy is renewed in the background … */
const RENEW_AFTER_MS = 15_000;
/** … and beyond this age it is not used, so that a revocation takes effect everywhere within half a minute. */
const MAX_AGE_MS = 30_000;

/** Whether a principal's token, issued at this time, is revoked. Throws RevocationsUnavailable. */
export type IsRevoked = (principal: { objectId: string; issuedAtMs: number }) => Promise<boolean>;

/** The list cannot be read, and an old one is not good enough to admit anybody. */
export class RevocationsUnavailable extends Error {
  readonly code = 'revocations_unavailable';
  constructor(cause: unknown) {
    super('the list of revocations cannot be read', { cause });
    this.name = 'RevocationsUnavailable';
  }
}

/** This isolate's copy of the revocations. */
export function createRevocations(options: {
  /** Times of revocation by object id, in milliseconds since 1970. */
  read: () => Promise<ReadonlyMap<string, number>>;
  now: () => number;
  /** Keeps work running after the answer. */
  waitUntil: (work: Promise<unknown>) => void;
}): IsRevoked {
  const { read, now } = options;
  let kept: { revoked: ReadonlyMap<string, number>; readAtMs: number } | undefined;
  let askedAtMs = Number.NEGATIVE_INFINITY;

  async function renew(): Promise<ReadonlyMap<string, number>> {
    askedAtMs = now();
    // The list is as old as the request for it, not as its answer.
    const readAtMs = askedAtMs;
    const revoked = await read();
    if (readAtMs >= (kept?.readAtMs ?? 0)) kept = { revoked, readAtMs };
    return revoked;
  }

  async function current(): Promise<ReadonlyMap<string, number>> {
    if (!kept || now() - kept.readAtMs > MAX_AGE_MS) {
      return await renew().catch((cause: unknown) => {
        throw new RevocationsUnavailable(cause);
      });
    }
    // One renewal at a time is enough. If it fails, the copy simply expires.
    if (now() - Math.max(kept.readAtMs, askedAtMs) > RENEW_AFTER_MS)
      options.waitUntil(renew().catch(() => undefined));
    return kept.revoked;
  }

  return async ({ objectId, issuedAtMs }) => {
    const revokedAtMs = (await current()).get(objectId);
    return revokedAtMs !== undefined && issuedAtMs <= revokedAtMs;
  };
}
