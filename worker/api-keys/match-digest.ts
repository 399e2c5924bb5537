const DIGEST_BYTES = 32;
/** Most live secrets of a key: the newest, and the previous one while devices change over. */
export const MAX_SECRETS = 2;

export interface DigestMatch {
  /** Index of the stored digest. */
  readonly stored: number;
  /** Index of the offered digest, and so of its pepper. */
  readonly offered: number;
}

/**
 * Compares every stored digest with every offered one. The number of comparisons is always the same, also for one stored
 * digest or an unknown id, so the time reveals neither what is stored nor how much of it matches.
 */
export function matchDigest(
  stored: readonly ArrayBuffer[],
  offered: readonly ArrayBuffer[],
): DigestMatch | undefined {
  let match: DigestMatch | undefined;
  for (let s = 0; s < MAX_SECRETS; s++) {
    const known = stored[s];
    for (let o = 0; o < offered.length; o++) {
      const isEqual = crypto.subtle.timingSafeEqual(
        known ?? new ArrayBuffer(DIGEST_BYTES),
        offered[o] ?? new ArrayBuffer(DIGEST_BYTES),
      );
      if (isEqual && known) match = { stored: s, offered: o };
    }
  }
  return match;
}
