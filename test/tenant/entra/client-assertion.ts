import { createHash, X509Certificate } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { err, ok, type Result } from '#shared/result.ts';
import type { AppCertificate } from '../credentials.ts';
import type { Registration } from '../model.ts';
import { type Authority, nowSeconds, tokenEndpoint } from './authority.ts';
import { type EntraFailure, failures } from './failure.ts';

const LONGEST_LIFE_SECONDS = 10 * 60;
const CLOCK_SKEW_SECONDS = 60;

/** Remembers assertion ids until they have expired. */
export type SeenAssertions = Map<string, number>;

/** Checks a JWT by which a client proves itself with its certificate. */
export async function verifyClientAssertion(
  authority: Authority,
  registration: Registration,
  assertion: string,
  seen: SeenAssertions,
): Promise<Result<JWTPayload, EntraFailure>> {
  const certificate = findCertificate(registration, assertion);
  if (!certificate) return err(failures.assertionSignature('The key was not found.'));
  if (certificate.endsAt <= authority.now())
    return err(failures.assertionSignature('The key used is expired.'));
  let payload: JWTPayload;
  try {
    const verified = await jwtVerify(assertion, new X509Certificate(certificate.pem).publicKey, {
      algorithms: ['PS256', 'RS256'],
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: new Date(authority.now()),
      requiredClaims: ['exp', 'jti'],
    });
    payload = verified.payload;
  } catch (error) {
    const expired = error instanceof errors.JWTExpired;
    return err(expired ? failures.assertionTime() : failures.assertionSignature('The key was not found.'));
  }
  return checkClaims(authority, registration, payload, seen);
}

function checkClaims(
  authority: Authority,
  { clientId }: Registration,
  payload: JWTPayload,
  seen: SeenAssertions,
): Result<JWTPayload, EntraFailure> {
  const { aud, exp = 0, iss, jti = '', sub } = payload;
  if (iss !== clientId || sub !== clientId) return err(failures.assertionSubject());
  if (aud !== tokenEndpoint(authority)) return err(failures.assertionAudience());
  const now = nowSeconds(authority);
  if (exp > now + LONGEST_LIFE_SECONDS + CLOCK_SKEW_SECONDS) return err(failures.assertionTime());
  for (const [id, end] of seen) if (end < now - CLOCK_SKEW_SECONDS) seen.delete(id);
  if (seen.has(jti)) return err(failures.assertionSignature('The assertion was used before.'));
  seen.set(jti, exp);
  return ok(payload);
}

/** The client that an assertion names, for requests without `client_id`. */
export function subjectOfAssertion(assertion: string): string | undefined {
  try {
    return decodeJwt(assertion).sub;
  } catch {
    // Not a JWT: it names no client, and the request fails for lack of one.
    return undefined;
  }
}

/** By `x5t#S256`, or by the SHA-1 `x5t` that older libraries send. */
function findCertificate({ certificates }: Registration, assertion: string): AppCertificate | undefined {
  const thumbprints = readThumbprints(assertion);
  return certificates.find(({ pem }) => {
    const { raw } = new X509Certificate(pem);
    return thumbprints.sha256 === thumbprint('sha256', raw) || thumbprints.sha1 === thumbprint('sha1', raw);
  });
}

function readThumbprints(assertion: string): { sha256: unknown; sha1: unknown } {
  try {
    const header = decodeProtectedHeader(assertion);
    return { sha256: header['x5t#S256'], sha1: header.x5t };
  } catch {
    // Not a JWT: no thumbprint, hence no certificate.
    return { sha256: undefined, sha1: undefined };
  }
}

function thumbprint(algorithm: 'sha1' | 'sha256', der: Buffer): string {
  return createHash(algorithm).update(der).digest('base64url');
}
