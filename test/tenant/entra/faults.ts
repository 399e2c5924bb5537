import type { SigningKeys } from './signing-keys.ts';

/** The switches that the control surface and tests may set while the authority runs. */
export interface EntraFaults {
  /** Ids of users whose tokens carry the overage claims, however few groups they are in. */
  overage: Set<string>;
  /** "Stay signed in": the session outlives the browser, and id tokens say so. */
  kmsi: boolean;
  /** Every refresh token is past its 24 hours (AADSTS700084). */
  refreshTokensDead: boolean;
  /** Life of access tokens, seconds. Entra's own is 60 to 90 minutes. */
  accessTokenSeconds: number;
  /** HTTP status of the key endpoint, when it is out of order. */
  jwksStatus: number | null;
  /** HTTP status of the token endpoint, when it is out of order. */
  tokenStatus: number | null;
  /** API tokens in the v1.0 format, as for a registration without `requestedAccessTokenVersion: 2`. */
  tokenVersion1: boolean;
  /** A new key signs from now on; the old ones stay published. */
  rotateKey(): void;
  /** Only the newest key stays published. */
  dropOldKeys(): void;
}

export function createFaults(keys: SigningKeys): EntraFaults {
  return {
    overage: new Set(),
    kmsi: false,
    refreshTokensDead: false,
    accessTokenSeconds: 3600,
    jwksStatus: null,
    tokenStatus: null,
    tokenVersion1: false,
    rotateKey: () => keys.rotate(),
    dropOldKeys: () => keys.dropOld(),
  };
}
