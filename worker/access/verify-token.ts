import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { err, ok, type Result } from '#shared/result.ts';
import { KNOWN_ROLES } from '#shared/roles.ts';
import { type Claims, claims as claimsSchema, readAccountClaim, readGroupsClaim } from './claims.ts';
import type { Principal, Program, Rejection, RejectionReason } from './principal.ts';
import { KeysUnavailable } from './tenant-keys.ts';

/** The scope that the extension requests. */
export const PERSON_SCOPE = 'Directory.Read';
/** Tolerates clocks that differ by up to a minute. */
const TOLERANCE_SECONDS = 60;
const MAX_TOKEN_CHARACTERS = 16_384;

export interface TokenPolicy {
  readonly entraUrl: string;
  readonly tenantId: string;
  /** The API's client id. */
  readonly audience: string;
  /** Client ids that may send requests for a person. */
  readonly clients: readonly string[];
  readonly keys: JWTVerifyGetKey;
  readonly now: () => number;
  /** Refuses older tokens, even if they have not expired. Default: no limit. */
  readonly maxAgeSeconds?: number | undefined;
  /** Default `Directory.Read`. */
  readonly scope?: string;
}

/**
 * Applies the whole policy to an access token, v2.0 only. jose checks the signature and the times. Checking issuer,
 * audience and algorithm alone would admit id tokens, other clients and role-less programs. Throws KeysUnavailable.
 */
export async function verifyToken(token: string, policy: TokenPolicy): Promise<Result<Principal, Rejection>> {
  if (token === '') return reject('no_token');
  if (token.length > MAX_TOKEN_CHARACTERS) return reject('malformed');
  let payload: JWTPayload;
  try {
    const verified = await jwtVerify(token, policy.keys, {
      algorithms: ['RS256'],
      typ: 'JWT',
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(policy.now()),
      ...(policy.maxAgeSeconds !== undefined && { maxTokenAge: policy.maxAgeSeconds }),
    });
    payload = verified.payload;
  } catch (error) {
    return reject(reasonOf(error));
  }
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) return reject(reasonOfClaim(payload, parsed.error.issues[0]?.path[0]));
  return judge(parsed.data, policy);
}

function judge(claims: Claims, policy: TokenPolicy): Result<Principal, Rejection> {
  if (claims.tid !== policy.tenantId) return reject('tenant');
  if (claims.iss !== `${policy.entraUrl}/${policy.tenantId}/v2.0`) return reject('issuer');
  if (claims.aud !== policy.audience) return reject('audience');
  const who = {
    tenantId: claims.tid,
    objectId: claims.oid,
    roles: claims.roles ?? [],
    issuedAtMs: claims.iat * 1000,
    expiresAtMs: Math.min(claims.exp, claims.iat + (policy.maxAgeSeconds ?? Number.POSITIVE_INFINITY)) * 1000,
  };
  return claims.scp === undefined ? judgeProgram(claims, who) : judgePerson(claims, who, policy);
}

type Who = Omit<Program, 'kind' | 'clientId'>;

function judgePerson(claims: Claims, who: Who, policy: TokenPolicy): Result<Principal, Rejection> {
  if (claims.idtyp === 'app') return reject('scope');
  if (!policy.clients.includes(claims.azp)) return reject('client');
  if (!claims.scp?.split(' ').includes(policy.scope ?? PERSON_SCOPE)) return reject('scope');
  return ok({
    kind: 'person',
    ...who,
    groups: readGroupsClaim(claims),
    account: readAccountClaim(claims),
    ...(claims.name !== undefined && { name: claims.name }),
  });
}

function judgeProgram(claims: Claims, who: Who): Result<Principal, Rejection> {
  // An id token has no `scp` either, and may carry a person's role, so `scp` alone is no proof. `idtyp` is an optional
  // claim. Without it: only a service principal is its own subject, and only a confidential client gets a token by itself.
  const isApp =
    claims.idtyp === 'app' ||
    (claims.idtyp === undefined && claims.sub === claims.oid && /^[12]$/.test(claims.azpacr ?? ''));
  if (!isApp) return reject('scope');
  if (!who.roles.some((role) => KNOWN_ROLES.includes(role))) return reject('role');
  return ok({ kind: 'program', ...who, clientId: claims.azp });
}

function reject(reason: RejectionReason): Result<never, Rejection> {
  switch (reason) {
    case 'no_token':
      return err({ code: 'signed_out', reason });
    case 'expired':
      return err({ code: 'token_expired', reason });
    case 'tenant':
      return err({ code: 'wrong_tenant', reason });
    default:
      return err({ code: 'token_rejected', reason });
  }
}

function reasonOf(error: unknown): RejectionReason {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'typ') return 'type';
    return error.claim === 'nbf' && error.reason === 'check_failed' ? 'not_yet_valid' : 'times';
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return 'unknown_key';
  if (error instanceof errors.JWTInvalid) return 'payload';
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed)
    return 'signature';
  if (error instanceof errors.JOSEError) return 'malformed';
  throw error instanceof KeysUnavailable ? error : new KeysUnavailable(error);
}

function reasonOfClaim(payload: JWTPayload, claim: PropertyKey | undefined): RejectionReason {
  if (payload.ver === '1.0') return 'version_1';
  switch (claim) {
    case 'ver':
      return 'version';
    case 'iss':
      return 'issuer';
    case 'aud':
      return 'audience';
    case 'tid':
      return 'tenant';
    case 'oid':
      return 'object_id';
    case 'azp':
      return 'client';
    case 'scp':
      return 'scope';
    case 'exp':
    case 'nbf':
    case 'iat':
      return 'times';
    default:
      return 'malformed';
  }
}
