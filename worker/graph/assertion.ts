import { SignJWT } from 'jose';
import { GraphError } from './graph-error.ts';

/** Entra asks for 5 to 10 minutes; the shorter the better. */
const LIFE_SECONDS = 300;

interface AssertionOptions {
  readonly certificatePem: string;
  /** PKCS #8. */
  readonly privateKeyPem: string;
  readonly clientId: string;
  /** The token endpoint that the assertion is for. */
  readonly audience: string;
  readonly nowMs: number;
}

/** Client assertion (PS256, `x5t#S256`) that stands for the certificate's owner. Throws `certificate_unreadable`. */
export async function signAssertion(options: AssertionOptions): Promise<string> {
  const nowSeconds = Math.floor(options.nowMs / 1000);
  const certificate = fromPem(options.certificatePem);
  const thumbprint = new Uint8Array(await crypto.subtle.digest('SHA-256', certificate));
  const key = await importKey(fromPem(options.privateKeyPem));
  return await new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': base64Url(thumbprint) })
    .setIssuer(options.clientId)
    .setSubject(options.clientId)
    .setAudience(options.audience)
    .setNotBefore(nowSeconds)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + LIFE_SECONDS)
    .sign(key);
}

async function importKey(pkcs8: Uint8Array): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'RSA-PSS', hash: 'SHA-256' }, false, [
      'sign',
    ]);
  } catch (cause) {
    throw new GraphError('certificate_unreadable', { cause });
  }
}

function fromPem(pem: string): Uint8Array {
  // Secrets pasted into a single-line field keep `\n` as two characters.
  const body = /-----BEGIN [A-Z ]+-----([\s\S]+?)-----END/.exec(pem.replaceAll('\\n', '\n'))?.[1] ?? '';
  try {
    return Uint8Array.from(atob(body.replace(/\s+/g, '')), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new GraphError('certificate_unreadable', { cause });
  }
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
