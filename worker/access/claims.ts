import * as z from 'zod/mini';
import type { Person } from './principal.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
// Safe integers only: `1e400` parses as Infinity, and the token would never expire.
const seconds = z.number().check(z.int(), z.gte(0));

/** The claims that we use of an access token v2.0. `groups` stays unknown: `readGroupsClaim` reads its odd forms. */
export const claims = z.object({
  ver: z.literal('2.0'),
  iss: z.string(),
  /** A single audience: a list could admit a token that is meant for another API. */
  aud: z.string(),
  tid: z.string().check(z.regex(GUID)),
  oid: z.string().check(z.regex(GUID)),
  sub: z.string(),
  azp: z.string(),
  azpacr: z.optional(z.string()),
  idtyp: z.optional(z.string()),
  scp: z.optional(z.string()),
  roles: z.optional(z.array(z.string())),
  name: z.optional(z.string()),
  exp: seconds,
  nbf: seconds,
  iat: seconds,
  /** Optional claim: 0 for a member of the tenant, 1 for a guest. */
  acct: z.optional(z.unknown()),
  groups: z.optional(z.unknown()),
  hasgroups: z.optional(z.unknown()),
  _claim_names: z.optional(z.unknown()),
});
export type Claims = z.infer<typeof claims>;

const groupList = z.array(z.string()).check(z.maxLength(1000));

/**
 * Groups in the token, or `overage` if they did not fit (more than 200), so that only Graph knows them. A malformed list
 * gives no groups. The address in `_claim_sources` is never followed: it may point anywhere.
 */
export function readGroupsClaim(token: Claims): string[] | 'overage' {
  if (token._claim_names !== undefined || token.hasgroups !== undefined) return 'overage';
  const { data: list = [] } = groupList.safeParse(token.groups);
  return list.map((id) => id.toLowerCase()).filter((id) => GUID.test(id));
}

/** Any value other than 0 and 1 is `unknown`. */
export function readAccountClaim({ acct }: Claims): Person['account'] {
  if (acct === 0 || acct === '0') return 'member';
  return acct === 1 || acct === '1' ? 'guest' : 'unknown';
}
