import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/** An unknown key id fetches the set again, at most this often, whoever sends such ids. */
const COOLDOWN_MS = 30_000;
/** Microsoft asks to check every 24 h. Until then known keys serve through an outage of the sign-in service. */
const MAX_AGE_MS = 24 * 60 * 60_000;
const TIMEOUT_MS = 5_000;

/** Signing keys of the tenant, from the address in the configuration only; keys and addresses in tokens are ignored. */
export function createTenantKeys(entraUrl: string, tenantId: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(`${entraUrl}/${tenantId}/discovery/v2.0/keys`), {
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: MAX_AGE_MS,
    timeoutDuration: TIMEOUT_MS,
  });
}
