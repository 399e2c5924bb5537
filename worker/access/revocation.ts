/** Revokes the tokens that a person or program was issued up to a time. */
export interface Revocation {
  readonly objectId: string;
  readonly revokedAtMs: number;
  /** Object id of the administrator. */
  readonly revokedBy: string;
  readonly reason: string | undefined;
}

/** A token lives 28 h at most (continuous access evaluation). Entries stay a day longer for administrators to read. */
export const REVOCATION_KEPT_MS = (28 + 24) * 60 * 60_000;
