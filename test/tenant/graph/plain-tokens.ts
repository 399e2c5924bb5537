/** Tokens for tests without Entra. They can be read and written by hand, and have no signature. */
import { API_CLIENT_ID } from '../ids.ts';
import { findUser, type TenantModel } from '../model.ts';
import type { GraphTokenCheck } from './answer.ts';

/**
 * `<client id>` is an app with its registration's roles; `user:<address> <scope> <scope>…` is a person who uses the
 * API's registration.
 */
export function plainTokens(
  model: TenantModel,
): (authorization: string | undefined) => Promise<GraphTokenCheck> {
  return async (authorization) => {
    const token = authorization?.replace(/^Bearer /, '') ?? '';
    const [, address, scopes = ''] = /^user:(\S+)(.*)$/.exec(token) ?? [];
    if (address !== undefined) {
      const user = findUser(model, address);
      if (!user) return { ok: false };
      return {
        ok: true,
        clientId: API_CLIENT_ID,
        roles: [],
        userId: user.id,
        scopes: scopes.split(' ').filter(Boolean),
      };
    }
    const registration = model.registrations.get(token);
    return registration ? { ok: true, clientId: token, roles: registration.graphRoles } : { ok: false };
  };
}
