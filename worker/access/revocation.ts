/** Tokens of a person or program that were issued before a time count no more. */
export interface Revocation {
  readonly objectId: string;
  readonly revokedAtMs: number;
  /** Object id of the administrator. */
  readonly revokedBy: string;
  readonly reason: string | undefined;
}

/** A token lives 28 h at most (continuous access evaluation); a day more, for whoever looks into the list afterwards. */
export const REVOCATION_KEPT_MS = (28 + 24) * 60 * 60_000;
