import { decodeJwt, errors } from 'jose';
import * as z from 'zod/mini';
import { err, ok, type Result } from '#shared/result.ts';

const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  tid: z.string(),
  oid: z.string().check(z.regex(/^[0-9a-f-]{36}$/i)),
  nonce: z.string(),
  exp: z.number().check(z.int()),
  preferred_username: z.optional(z.string().check(z.maxLength(320))),
});

const TOLERANCE_MS = 60_000;

interface Expected {
  readonly entraUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly nonce: string;
  readonly nowMs: number;
}

export interface Person {
  readonly objectId: string;
  readonly userPrincipalName: string | undefined;
}

/**
 * Reads the person who consented. The token came straight from the token endpoint of the pinned host over TLS, so its
 * signature need not be checked: https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation, rule 6.
 */
export function readIdToken(
  token: string,
  expected: Expected,
): Result<Person, 'wrong_tenant' | 'answer_rejected'> {
  const parsed = claims.safeParse(decode(token));
  if (!parsed.success) return err('answer_rejected');
  const { iss, aud, tid, oid, nonce, exp, preferred_username } = parsed.data;
  if (tid !== expected.tenantId) return err('wrong_tenant');
  const isOurs =
    iss === `${expected.entraUrl}/${expected.tenantId}/v2.0` &&
    aud === expected.clientId &&
    nonce === expected.nonce &&
    exp * 1000 + TOLERANCE_MS > expected.nowMs;
  return isOurs
    ? ok({ objectId: oid.toLowerCase(), userPrincipalName: preferred_username })
    : err('answer_rejected');
}

function decode(token: string): unknown {
  try {
    return decodeJwt(token);
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
