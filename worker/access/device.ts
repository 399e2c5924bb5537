import type { KeyRoute } from '#shared/admin-api.ts';
import type { Principal } from './principal.ts';

/** What a device asks with: a desk phone, a PBX, a script that cannot sign in. An API key says who it is. */
export interface Device {
  readonly kind: 'device';
  readonly keyId: string;
  /** Ids of the sources that the key was made for; some may be gone. */
  readonly sources: readonly string[];
}

/** Object id of a person or program, id of a device's key. */
export function idOf(principal: Principal | Device): string {
  return principal.kind === 'device' ? principal.keyId : principal.objectId;
}

/** Addresses that a key can open, and whether it may stand in their query, where proxies and histories keep it. */
export const KEY_ROUTES: Record<KeyRoute, { readonly allowsQuery: boolean }> = {
  lookup: { allowsQuery: true },
  search: { allowsQuery: true },
  photo: { allowsQuery: false },
  status: { allowsQuery: false },
};
