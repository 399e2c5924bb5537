import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { Registration, TenantModel } from '../model.ts';

interface Kept {
  payload: AdapterPayload;
  /** Milliseconds since the epoch. */
  endsAt: number;
}

/**
 * Memory of oidc-provider: sessions, codes and refresh tokens. Clients are not kept here but read from the
 * tenant, so that a changed registration counts at once.
 */
export function createProtocolStore(tenant: TenantModel): AdapterFactory {
  const kept = new Map<string, Kept>();
  const find = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    return found && found.endsAt > Date.now() ? found.payload : undefined;
  };
  return (model): Adapter => ({
    async upsert(id, payload, expiresInSeconds) {
      const now = Date.now();
      for (const [key, { endsAt }] of kept) if (endsAt <= now) kept.delete(key);
      const endsAt =
        expiresInSeconds === undefined ? Number.POSITIVE_INFINITY : now + expiresInSeconds * 1000;
      kept.set(`${model}:${id}`, { payload, endsAt });
    },
    async find(id) {
      if (model !== 'Client') return find(`${model}:${id}`);
      const registration = tenant.registrations.get(id);
      return registration && describeClient(registration);
    },
    async findByUid(uid) {
      for (const [key, { payload }] of kept) {
        if (key.startsWith(`${model}:`) && payload.uid === uid) return find(key);
      }
      return undefined;
    },
    async findByUserCode() {
      // Device code is switched off.
      return undefined;
    },
    async consume(id) {
      // Entra does not revoke a refresh token when it hands out the next one; oidc-provider would.
      if (model === 'RefreshToken') return;
      const found = kept.get(`${model}:${id}`);
      if (found) found.payload = { ...found.payload, consumed: Math.floor(Date.now() / 1000) };
    },
    async destroy(id) {
      kept.delete(`${model}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of kept) {
        if (key.startsWith(`${model}:`) && payload.grantId === grantId) kept.delete(key);
      }
    },
  });
}

function describeClient({ clientId, displayName, redirectUris }: Registration): AdapterPayload {
  return {
    client_id: clientId,
    client_name: displayName,
    application_type: 'web',
    // The token endpoint checks the proof of a confidential client itself, so every client is public here.
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: redirectUris,
  };
}
