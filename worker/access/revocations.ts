/** A copy is renewed behind the answers from then on … */
const RENEW_AFTER_MS = 15_000;
/** … and believed no longer than that, so that a revocation is known everywhere within half a minute. */
const MAX_AGE_MS = 30_000;

/** Whether tokens that were issued at this time count no more. Throws RevocationsUnavailable. */
export type IsRevoked = (principal: { objectId: string; issuedAtMs: number }) => Promise<boolean>;

/** Nobody is let in on the strength of an old list. */
export class RevocationsUnavailable extends Error {
  readonly code = 'revocations_unavailable';
  constructor(cause: unknown) {
    super('the list of revocations cannot be read', { cause });
    this.name = 'RevocationsUnavailable';
  }
}

/** This isolate's copy of the revocations. */
export function createRevocations(options: {
  /** By object id, in milliseconds since 1970. */
  read: () => Promise<ReadonlyMap<string, number>>;
  now: () => number;
  /** Lets work go on after the answer. */
  waitUntil: (work: Promise<unknown>) => void;
}): IsRevoked {
  const { read, now } = options;
  let kept: { revoked: ReadonlyMap<string, number>; readAtMs: number } | undefined;
  let askedAtMs = Number.NEGATIVE_INFINITY;

  async function renew(): Promise<ReadonlyMap<string, number>> {
    askedAtMs = now();
    // The list is as old as the question, not as the answer.
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
    // One at a time is enough. Should it fail, the copy ends by itself.
    if (now() - Math.max(kept.readAtMs, askedAtMs) > RENEW_AFTER_MS)
      options.waitUntil(renew().catch(() => undefined));
    return kept.revoked;
  }

  return async ({ objectId, issuedAtMs }) => {
    const revokedAtMs = (await current()).get(objectId);
    return revokedAtMs !== undefined && issuedAtMs <= revokedAtMs;
  };
}
