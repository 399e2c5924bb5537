import { base64url, SignJWT } from 'jose';
import { fromPem } from './certificate.ts';
import type { AssertionAlgorithm, Credential } from './credential.ts';
import { GraphError } from './graph-error.ts';

/** The longest life that Entra accepts. The assertion begins in the past, since clocks differ by minutes. */
const LIFE_SECONDS = 600;
const BACK_DATED_SECONDS = 300;

const KEY_ALGORITHM: Readonly<Record<AssertionAlgorithm, string>> = {
  PS256: 'RSA-PSS',
  RS256: 'RSASSA-PKCS1-v1_5',
};

interface AssertionOptions {
  readonly credential: Extract<Credential, { kind: 'certificate' }>;
  readonly clientId: string;
  /** The token endpoint that the assertion is for. */
  readonly audience: string;
  readonly nowMs: number;
}

/** Signs a client assertion (`x5t#S256`), which proves possession of the private key. Throws `certificate_unreadable`. */
export async function signAssertion(options: AssertionOptions): Promise<string> {
  const { certificatePem, privateKeyPem, algorithm: alg } = options.credential;
  const nowSeconds = Math.floor(options.nowMs / 1000);
  const thumbprint = await crypto.subtle.digest('SHA-256', fromPem(certificatePem));
  const key = await importKey(fromPem(privateKeyPem), alg);
  return await new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg, typ: 'JWT', 'x5t#S256': base64url.encode(new Uint8Array(thumbprint)) })
    .setIssuer(options.clientId)
    .setSubject(options.clientId)
    .setAudience(options.audience)
    .setNotBefore(nowSeconds - BACK_DATED_SECONDS)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + LIFE_SECONDS)
    .sign(key);
}

async function importKey(pkcs8: Uint8Array, algorithm: AssertionAlgorithm): Promise<CryptoKey> {
  const name = KEY_ALGORITHM[algorithm];
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, { name, hash: 'SHA-256' }, false, ['sign']);
  } catch (cause) {
    throw new GraphError('certificate_unreadable', { cause });
  }
}
