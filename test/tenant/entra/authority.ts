import type { TenantModel } from '../model.ts';
import type { EntraFaults } from './faults.ts';
import type { SigningKeys } from './signing-keys.ts';
import type { UserGrants } from './user-grants.ts';

/** The state that all parts of the authority share. */
export interface Authority {
  tenant: TenantModel;
  /** `https://localhost:PORT` */
  url: string;
  /** `${url}/${tenant id}/v2.0` */
  issuer: string;
  state: EntraFaults;
  keys: SigningKeys;
  /** Milliseconds since the epoch. oidc-provider keeps the machine's time for its own codes and sessions. */
  now: () => number;
  grants: UserGrants;
}

/** Issuer of v1.0 tokens: Microsoft's address, under every authority. */
export function issuerOfVersion1(authority: Authority): string {
  return `https://sts.windows.net/${authority.tenant.id}/`;
}

export function tokenEndpoint(authority: Authority): string {
  return `${authority.url}/${authority.tenant.id}/oauth2/v2.0/token`;
}

export function nowSeconds({ now }: Authority): number {
  return Math.floor(now() / 1000);
}
