import { createHash } from 'node:crypto';
import { findUser, type TenantModel, type TenantUser } from '../model.ts';

/** Entra's `sub` is pairwise: another value for each application that a token is meant for. */
export function pairwiseSubject(oid: string, clientId: string): string {
  return createHash('sha256').update(`${oid}:${clientId}`).digest('base64url');
}

/** The opaque `login_hint` claim, which tells the sign-in page whom to expect. */
export function loginHintOf(user: TenantUser): string {
  return `O.${Buffer.from(user.id).toString('base64url')}`;
}

/** The user whom a `login_hint` parameter names, by sign-in name or by the opaque claim. */
export function userOfLoginHint(tenant: TenantModel, hint: string): TenantUser | undefined {
  if (!hint.startsWith('O.')) return findUser(tenant, hint);
  return findUser(tenant, Buffer.from(hint.slice(2), 'base64url').toString());
}
