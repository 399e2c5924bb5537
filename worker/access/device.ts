import type { KeyRoute } from '#shared/admin-api.ts';
import type { Principal } from './principal.ts';

/** A desk phone, a PBX, or a script that cannot sign in. Its API key identifies it. */
export interface Device {
  readonly kind: 'device';
  readonly keyId: string;
  /** Ids of the sources that the key opens; some may no longer be configured. */
  readonly sources: readonly string[];
}

/** Object id of a person or program, id of a device's key. */
export function idOf(principal: Principal | Device): string {
  return principal.kind === 'device' ? principal.keyId : principal.objectId;
}

/** Routes that a key can open, and whether their query may hold the key, where proxies and histories would store it. */
export const KEY_ROUTES: Record<KeyRoute, { readonly allowsQuery: boolean }> = {
  lookup: { allowsQuery: true },
  search: { allowsQuery: true },
  photo: { allowsQuery: false },
  status: { allowsQuery: false },
};
