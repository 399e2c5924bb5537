const DIGEST_BYTES = 32;
/** Live secrets that a key can have: the one in use, and the one before it while devices change over. */
export const MAX_SECRETS = 2;

export interface DigestMatch {
  /** Which of the stored ones. */
  readonly stored: number;
  /** Which of the offered ones, and so of the peppers. */
  readonly offered: number;
}

/**
 * Compares every stored digest with every offered one, always as many times, whether there are two stored, one, or none
 * because nobody knows the id: neither what is stored nor how much of it fits shows in the time.
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
