import { randomBytes } from 'node:crypto';
import { type Authority, nowSeconds } from './authority.ts';

export function times(
  authority: Authority,
  expiresInSeconds: number,
): { iat: number; nbf: number; exp: number } {
  const now = nowSeconds(authority);
  return { iat: now, nbf: now, exp: now + expiresInSeconds };
}

/** Unique per token, for logs. */
export function tokenId(): string {
  return randomBytes(16).toString('base64url');
}
